"""What `make bench` measures: one file each, one line in the table.

A bench gets the settings and the folder of public sets, and prints what it found: ratios to what
the bare libraries need in the same run, and processor time, since what else runs on the machine
spoils a clock.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from cli.benches import answers, large, memory, overhead, pages, samples
from cli.settings import Loaded

Measure = Callable[[Loaded, Path], None]

QUICK: Mapping[str, Measure] = {
    "samples": samples.measure,
    "overhead": overhead.measure,
    "pages": pages.measure,
}
"""Those that end within a few minutes, together."""

LONG: Mapping[str, Measure] = {
    "memory": memory.measure,
    "answers": answers.measure,
    "large": large.measure,
}
"""Those that are run by name."""
