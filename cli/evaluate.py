"""`dateline eval`: every set that is there, measured with the parts as a user has them."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from cli import output
from cli.sets import PUBLIC, Found, Workplace, own
from cli.settings import ROOT, Loaded
from evals.figures import Figure
from news.errors import UsageError

SAMPLES_FLOOR = 0.9
"""Share of the sample questions that must be met; a test holds it too."""


def evaluate_all(loaded: Loaded, sets: Path | None, only: tuple[str, ...] = ()) -> bool:
    """Measure every set, or `only` those named, print a table and write results.json.

    Returns False if the floor of the sample questions was not held.
    """
    known = ("samples", "seed", *PUBLIC)
    unknown = [name for name in only if name not in known]
    if unknown:
        raise UsageError(f"There is no set {unknown[0]!r}; the sets are: {', '.join(known)}.")
    folder = sets or ROOT.parent / "shared"
    workplace = Workplace(loaded)
    results: dict[str, Found] = {}
    for name in only or known:
        found = _measure(workplace, name, folder)
        if found:
            results[name] = found
            _show(name, found)
    report = loaded.data / "evals" / "results.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps(results, indent=1, default=_plain) + "\n", encoding="utf-8")
    output.say(f"Written to {report}")
    return bool(results.get("samples", {}).get("share", 1.0) >= SAMPLES_FLOOR)  # type: ignore[operator]


def _measure(workplace: Workplace, name: str, folder: Path) -> Found:
    if name == "samples":
        samples = ROOT / "samples"
        return own.measure(workplace, name, [str(samples)], samples / "questions.jsonl")
    if name == "seed":
        seed = sorted((folder / "seed").glob("*.txt"))
        if seed:
            return own.measure(workplace, name, map(str, seed), ROOT / "evals" / "seed.jsonl")
    else:
        needed, measure = PUBLIC[name]
        file = folder / "data" / needed
        if file.is_file():
            return measure(workplace, file.parent)
    output.say(f"The set {name} is not in {folder}: left out (docs/evals.md says how to get it).")
    return {}


def _show(name: str, found: Found) -> None:
    for figure, value in found.items():
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        output.out(f"{name:14} {figure:28} {shown}")


def _plain(value: Any) -> Any:
    if isinstance(value, Figure):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
