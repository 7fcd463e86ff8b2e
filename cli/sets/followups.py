"""Follow-ups of two sets of conversations, condensed without a language model."""

from pathlib import Path

from answer.condense import condense
from cli.sets.workplace import Workplace
from evals import followups
from evals.figures import Figure


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return recall, precision and the share of whole questions left alone, of each set there."""
    del workplace  # conversations are read, nothing is archived
    sets = {"CAsT": followups.read_cast(folder), "MTRAG": followups.read_mtrag(folder)}
    return {
        f"{name} {measured}": figure
        for name, exchanges in sets.items()
        if exchanges
        for measured, figure in followups.evaluate(exchanges, condense).items()
    }
