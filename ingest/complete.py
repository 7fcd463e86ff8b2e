"""What a language model adds to the figures, in the order of the change log, after the rules."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from archive import Archive, Facts, FactShelf
from ingest.tidy import one_line
from news.article import Article
from news.errors import ModelError, Unusable
from news.figure import Figure


class Told(Protocol):
    """What a model adds to one text, and what of it was refused, by why."""

    @property
    def figures(self) -> Sequence[Figure]: ...

    @property
    def refused(self) -> Counter[str] | None: ...


_MOST_TRIES = 3
"""How often an article is tried that the model answers unusably, each time at a later call."""

Complete = Callable[[Article, Sequence[Figure]], Told]


@dataclass(slots=True)
class Completed:
    """How much was read and kept, and which articles no model can read; `failure` says why it ended
    before the newest article."""

    articles: int = 0
    kept: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    passed_over: list[str] = field(default_factory=list)
    failure: str = ""

    @property
    def is_something(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.articles or self.passed_over or self.failure)

    def sentence(self) -> str:
        """Return in one line what came of it."""
        why = ", ".join(f"{number:,} {reason}" for reason, number in self.refused.most_common())
        told = (
            f"A language model read {self.articles:,} articles and added {self.kept:,} figures; "
            f"{self.refused.total():,} were refused{f' ({why})' if why else ''}."
        )
        if over := self.passed_over:
            told += (
                f" {len(over):,} could not be read in {_MOST_TRIES} tries and were passed over: "
                f"{'; '.join(over)}."
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
    fails, the articles from there on are left for the next time. An article that it has answered
    unusably three times is passed over, and keeps the figures of the rules.
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
                    is_its_own = isinstance(error, Unusable)
                    if not is_its_own or shelf.tried(change.seq) < _MOST_TRIES:
                        done.failure = str(error)
                        return done
                    done.passed_over.append(f"{one_line(article.title)} [{article.id}]")
                else:
                    read = [Facts(article.id, article.revision, tuple(told.figures))]
                    done.articles += 1
                    done.kept += len(told.figures)
                    done.refused.update(told.refused or {})
        seq = change.seq
        shelf.complete(read, seq=seq)
    return done
