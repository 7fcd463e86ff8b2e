"""Reports on shootings: is the number that is read from them the one that was counted?"""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import gva_figures
from evals.figures import Figure
from facts.figures import read_figures


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return how often the number is exact, of all and of those that are most certain."""
    del workplace  # nothing is archived
    with output.working("Reading the figures of the reports on shootings …"):
        asked = gva_figures.questions(folder)
        return gva_figures.evaluate(asked, gva_figures.articles(folder, asked), read_figures)
