"""Everything that can go wrong, as sentences for the person who must act.

DatelineError             it failed (exit code 1)
├── UsageError            it was asked wrongly (exit code 2)
│   └── NotFound          no such article, file or prompt
├── FetchError            a file or URL could not be read
│   ├── Gone              there is no such page, or no longer
│   └── TryLater          the server is busy or was not reached
├── ExtractError          what was read holds no article
├── ArchiveError          the archive cannot be opened or written
├── IndexesError          the vector or word index cannot be opened or written
├── EmbeddingError        the embedding model cannot be loaded or is not the one it claims to be
└── ModelError            the language model did not answer usably
    └── Unusable          it answered, and what it was given may be why

Each message says what was being done, to what, and what to do next.
"""


class DatelineError(Exception):
    """A failure that a person can do something about; its text is a whole sentence."""


class UsageError(DatelineError):
    """The request itself was wrong."""


class NotFound(UsageError):
    """What was named does not exist."""


class FetchError(DatelineError):
    """A file or URL could not be read."""


class Gone(FetchError):
    """There is no such page; `for_good` if the server says that there never will be again."""

    def __init__(self, sentence: str, *, for_good: bool = False) -> None:
        super().__init__(sentence)
        self.for_good = for_good


class TryLater(FetchError):
    """The server is busy or was not reached; `after` is how many seconds it asked to wait."""

    def __init__(self, sentence: str, *, after: float | None = None) -> None:
        super().__init__(sentence)
        self.after = after


class ExtractError(DatelineError):
    """What was read holds no article."""


class ArchiveError(DatelineError):
    """The archive cannot be opened or written."""


class IndexesError(DatelineError):
    """An index cannot be opened or written."""


class EmbeddingError(DatelineError):
    """The embedding model cannot be loaded, or its weights are not those expected."""


class ModelError(DatelineError):
    """The language model did not answer, or answered unusably."""


class Unusable(ModelError):
    """It was reached and answered unusably: asked about something else, it may do better."""
