"""Article to sketch: what of its text is compared with others, the furniture of pages left out."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ingest.clutter import without_clutter
from news.article import Article
from news.sketch import Sketch, marked

if TYPE_CHECKING:
    from datasketch import MinHash

_SHINGLE = 4
"""Words to a shingle: a changed figure costs four of them."""

_MINIMA = 128

# A character of a script without spaces is a word.
_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")


def sketch(article: Article) -> Sketch:
    """Return the sketch of an article."""
    import numpy as np

    shingles = _shingles(article.text)
    minhash = _empty().copy()
    minhash.update_batch([shingle.encode() for shingle in shingles])
    minima = minhash.hashvalues.astype(np.uint32).tobytes()
    return marked(Sketch(minima, len(shingles)), article)


def _shingles(text: str) -> set[str]:
    lines = without_clutter(text.split("\n"))
    words = [word for line in lines for word in _WORD.findall(line.casefold())]
    last = max(1, len(words) - _SHINGLE + 1)
    return {" ".join(words[start : start + _SHINGLE]) for start in range(last)}


@lru_cache(maxsize=1)
def _empty() -> "MinHash":
    # Imported when the first article comes: it brings half of scipy, 0.4 s.
    from datasketch import MinHash

    return MinHash(num_perm=_MINIMA, seed=1)
