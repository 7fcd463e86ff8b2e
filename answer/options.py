"""How answers are made: the sections [answer] and [llm] of config.toml."""

from dataclasses import dataclass
from datetime import UTC, tzinfo


@dataclass(frozen=True, slots=True)
class Options:
    """What is not said here of a setting stands in config.toml, under the same name.

    `timeout` is in seconds and for all that a language model does for one answer; with `traced`,
    LangChain is told of the steps also where there is no language model. `zone` is that of
    [bot] timezone.
    """

    quotes: int = 3
    quote_chars: int = 400
    quote_sentences: int = 1
    passages: int = 10
    threshold: float = 0.25
    tokens: int = 12_000
    encoding: str = ""
    timeout: float = 30.0
    traced: bool = False
    zone: tzinfo = UTC
