"""How much of the passages fits into a prompt. The only home of tiktoken."""

from collections.abc import Callable, Sequence

from news.errors import UsageError


def token_counter(encoding: str) -> Callable[[str], int]:
    """Return a count of tokens: by the tiktoken encoding, or one that never under-counts.

    tiktoken downloads a vocabulary when it is first used; with `encoding` empty nothing is
    downloaded, and the count is that of the UTF-8 bytes, which no byte-pair encoding exceeds.
    """
    if not encoding:
        return lambda text: len(text.encode())
    import tiktoken

    try:
        known = tiktoken.get_encoding(encoding)
    except ValueError as error:
        names = ", ".join(tiktoken.list_encoding_names())
        raise UsageError(
            f"[llm] encoding is {encoding!r}, which tiktoken does not know: choose one of {names}."
        ) from error
    except OSError:
        # requests' errors are OSErrors: the vocabulary cannot be had now, so count carefully.
        return token_counter("")
    return lambda text: len(known.encode(text, disallowed_special=()))


def fitting(texts: Sequence[str], *, tokens: int, count: Callable[[str], int]) -> list[str]:
    """Return the first texts that fit into so many tokens, in their order, the first always."""
    kept: list[str] = []
    used = 0
    for text in texts:
        used += count(text)
        if kept and used > tokens:
            break
        kept.append(text)
    return kept
