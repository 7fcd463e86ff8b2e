"""A retriever from which some articles are hidden, as if they had never been read."""

from dataclasses import dataclass
from datetime import date

from answer.retrieve import CANDIDATES, Candidates, Retriever
from news.window import Window


@dataclass(frozen=True, slots=True)
class Masked(Retriever):
    """Finds nothing of the articles at the URLs."""

    urls: frozenset[str] = frozenset()

    def candidates(
        self,
        question: str,
        *,
        n: int = CANDIDATES,
        known_on: date | None = None,
        window: Window | None = None,
    ) -> Candidates:
        """Return what a retriever returns, without what is hidden."""
        found = Retriever.candidates(self, question, n=n, known_on=known_on, window=window)
        kept = [at for at, one in enumerate(found.passages) if one.url not in self.urls]
        return Candidates(
            found.seeks,
            [found.passages[at] for at in kept],
            [found.marks[at] for at in kept],
            found.cosines[kept],
        )
