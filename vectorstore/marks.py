"""The terms of a chunk as numbers, in order: what a question is compared with, made at ingest.

The header's terms come first, then each sentence's; after each of these stands a break.
"""

import zlib
from collections.abc import Sequence

import numpy as np

from news.text import sentences
from vectorstore.analyse import analyse

BREAK = 0

Marks = np.ndarray[tuple[int], np.dtype[np.uint32]]


def number(term: str) -> int:
    """Return the number of a term; two terms hardly ever share one (CRC-32)."""
    return zlib.crc32(term.encode()) or 1


def in_order(header: str, text: str) -> list[list[str]]:
    """Return the terms of the header and of each sentence of the text."""
    return [analyse(header), *(analyse(text[start:end]) for start, end in sentences(text))]


def mark(terms: Sequence[Sequence[str]]) -> Marks:
    """Return the terms as numbers, a break after each list."""
    numbers: list[int] = []
    for some in terms:
        numbers += map(number, some)
        numbers.append(BREAK)
    return np.array(numbers, dtype="<u4")
