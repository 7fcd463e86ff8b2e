"""What the articles tell, read out of them in the order of the change log."""

from collections.abc import Callable
from dataclasses import dataclass

from archive import Archive, Facts, FactShelf
from news.article import Article
from news.event import Event
from news.figure import Figure

_AT_ONCE = 100
"""Changes that are kept together: about a second of work."""


@dataclass(frozen=True, slots=True)
class Reader:
    """How figures and events are read; what rules of another name read is read again."""

    rules: str
    figures: Callable[[Article], list[Figure]]
    events: Callable[[Article], list[Event]]


def tell(
    archive: Archive,
    reader: Reader,
    *,
    progress: Callable[[int, int], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Read every text that came since the last time, and return how many changes there were.

    What is done twice, after a kill or by two processes, ends the same. `progress` is told (done,
    total) in changes, and `stopped` asked after each run of them.
    """
    shelf = FactShelf(archive)
    first = seq = shelf.position(reader.rules)
    total = archive.last_change() - first
    while not stopped() and (changes := archive.changes(seq, most=_AT_ONCE)):
        texts = dict.fromkeys(
            (change.article_id, change.revision) for change in changes if change.kind == "put"
        )
        articles = (archive.revision(*text) for text in texts)
        read = [_facts(article, reader) for article in articles if article is not None]
        seq = changes[-1].seq
        shelf.keep(read, rules=reader.rules, seq=seq)
        if progress:
            progress(seq - first, total)
    return seq - first


def _facts(article: Article, reader: Reader) -> Facts:
    return Facts(
        article.id,
        article.revision,
        tuple(reader.figures(article)),
        tuple(reader.events(article)),
    )
