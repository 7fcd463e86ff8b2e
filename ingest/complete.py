"""What a language model adds to the figures, in the order of the change log, after the rules."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from archive import Archive, Facts, FactShelf
from news.article import Article
from news.errors import ModelError
from news.figure import Figure


class Told(Protocol):
    """What a model adds to one text, and what of it was refused, by why."""

    @property
    def figures(self) -> Sequence[Figure]: ...

    @property
    def refused(self) -> Counter[str] | None: ...


Complete = Callable[[Article, Sequence[Figure]], Told]


@dataclass(slots=True)
class Completed:
    """How much was read and kept; `failure` says why it ended before the newest article."""

    articles: int = 0
    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failure: str = ""

    def sentence(self) -> str:
        """Return in one line what came of it."""
        why = ", ".join(f"{number:,} {reason}" for reason, number in self.refused.most_common())
        told = (
            f"A language model read {self.articles:,} articles and added {self.kept:,} figures; "
            f"{self.refused.total():,} were refused{f' ({why})' if why else ''}."
        )
        return f"{told} {self.failure} The rest is read later." if self.failure else told


def complete(
    archive: Archive,
    figures: Callable[[Article], list[Figure]],
    model: Complete,
    *,
    up_to: int,
    stopped: Callable[[], bool] = lambda: False,
) -> Completed:
    """Let a model read every text up to a change that came since the last time.

    `figures` are those that the rules read. Each text is kept with how far it is; where the model
    fails, the articles from there on are left for the next time.
    """
    shelf = FactShelf(archive)
    seq = shelf.position_of_model()
    done = Completed()
    while seq < up_to and not stopped() and (changes := archive.changes(seq, most=1)):
        change = changes[0]
        read: list[Facts] = []
        if change.kind == "put":
            article = archive.revision(change.article_id, change.revision)
            if article is not None:
                try:
                    told = model(article, figures(article))
                except ModelError as error:
                    done.failure = str(error)
                    return done
                read = [Facts(article.id, article.revision, tuple(told.figures))]
                done.articles += 1
                done.kept += len(told.figures)
                done.refused.update(told.refused or {})
        seq = change.seq
        shelf.complete(read, seq=seq)
    return done
