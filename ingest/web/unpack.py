"""Unpacks the body of a response piece by piece, so that a bomb costs no more than its cap."""

import zlib
from collections.abc import Iterable, Iterator

ENCODINGS = "gzip, deflate"
"""What is asked for. What a server packs otherwise all the same is refused."""

_STEP = 1 << 16
_GZIP_OR_ZLIB = 47
_BARE = -15


class TooLarge(Exception):
    """More came out than is allowed."""


class UnknownPacking(Exception):
    """It is packed in a way that was not asked for, or badly."""


def unpacked(parts: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return the body as it is meant, at most `most` bytes of it.

    Raises TooLarge, or UnknownPacking if it cannot be unpacked.
    """
    name = encoding.strip().lower()
    if name in {"gzip", "x-gzip", "deflate"}:
        parts = _inflated(parts)
    elif name not in {"", "identity"}:
        raise UnknownPacking(name)
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > most:
            raise TooLarge
    return bytes(content)


def _inflated(parts: Iterable[bytes]) -> Iterator[bytes]:
    engine = None
    is_first = True
    try:
        for part in parts:
            data = part
            while data := data if engine or is_first else data.lstrip(b"\0"):
                if engine is None:
                    engine, is_first = zlib.decompressobj(_window(data)), False
                yield engine.decompress(data, _STEP)
                # Several packed parts may follow each other, with padding between them.
                data = engine.unused_data if engine.eof else engine.unconsumed_tail
                if engine.eof:
                    engine = None
        if engine is not None:
            yield engine.flush()
    except zlib.error as error:
        raise UnknownPacking(str(error)) from error


def _window(start: bytes) -> int:
    """Return how to read what begins so: "deflate" is sent with its header and without."""
    has_header = start[0] == 0x1F or (
        start[0] & 0x0F == 8 and (len(start) < 2 or (start[0] * 256 + start[1]) % 31 == 0)
    )
    return _GZIP_OR_ZLIB if has_header else _BARE
