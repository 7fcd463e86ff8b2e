"""Reports on attacks: are the dead and the injured of their templates read from them?"""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import muc
from evals.figures import Figure
from facts.figures import read_figures


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return F1 over the reports, and over each half of them."""
    del workplace  # nothing is archived
    with output.working("Reading the figures of the reports …"):
        return muc.evaluate(muc.reports(folder), read_figures)
