"""Articles on disasters: is the total of deaths right, and silence kept where none is stated?"""

from pathlib import Path

from cli import output
from cli.sets.workplace import Workplace
from evals import wikimpacts
from evals.figures import Figure
from facts.figures import read_figures
from facts.totals import in_all
from news.article import Article
from news.figure import Measure


def measure(workplace: Workplace, folder: Path) -> dict[str, Figure]:
    """Return the shares that are right of deaths, of known injuries and of silence."""
    del workplace  # nothing is archived

    def total(article: Article, measure: Measure) -> tuple[int | None, int | None] | None:
        found = in_all(read_figures(article), measure, article.text)
        return (found.low, found.high) if found else None

    with output.working("Reading the figures of the articles on disasters …"):
        return wikimpacts.evaluate(wikimpacts.events(folder), total)
