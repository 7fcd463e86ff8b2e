"""Article Extraction Benchmark (Zyte, 2020): how much of an article is found in its page?

The rule is the benchmark's: shingles of four words; of each page precision tp/(tp+fp) and recall
tp/(tp+fn), and F1 is that of their means over the pages.
"""

import gzip
import hashlib
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

Extract = Callable[[bytes, str], str]
"""The bytes of a page and its URL to the text of its article, "" where none was found."""

_SHINGLE = 4
_RESAMPLES = 1000
_SEED = 17


class Page(NamedTuple):
    """A page with the body that people marked in it."""

    name: str
    content: bytes
    url: str
    body: str


class Score(NamedTuple):
    """Of one page, or of the means over several."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pages(folder: Path) -> Iterator[Page]:
    """Yield the pages of the benchmark."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, given in truth.items():
        with gzip.open(folder / "html" / f"{name}.html.gz") as file:
            yield Page(name, file.read(), given["url"], given["articleBody"])


def evaluate(folder: Path, extract: Extract) -> dict[str, float]:
    """Return the scores of an extractor beside those of trafilatura alone on the same pages.

    `low` and `high` bound the middle 95 of 100 resamples of the pages; `half a` and `half b` are
    halves by hash, of which only the first is looked at when rules are made. `times` is the
    processor time it took in times of that of trafilatura.
    """
    read = list(pages(folder))
    ours, alone = _scored(read, extract), _scored(read, trafilatura_alone)
    spent = spent_alone = 0.0
    for page in read:
        # In turns, and by processor time, so that a busy machine slows both.
        spent += _seconds(extract, page)
        spent_alone += _seconds(trafilatura_alone, page)
    halves: tuple[list[Score], list[Score]] = ([], [])
    for page, score in zip(read, ours, strict=True):
        halves[half_of(page.name)].append(score)
    low, high = interval(ours)
    return {
        "pages": len(read),
        **_figures(mean(ours)),
        "low": low,
        "high": high,
        "half a": mean(halves[0]).f1,
        "half b": mean(halves[1]).f1,
        **{f"trafilatura {name}": value for name, value in _figures(mean(alone)).items()},
        "ms a page": 1000 * spent / len(read),
        "times": spent / spent_alone,
    }


def score_of(body: str, found: str) -> Score:
    """Return precision and recall of the found text against the marked body."""
    wanted, got = _shingles(body), _shingles(found)
    both = (wanted & got).total()
    if wanted == got:
        return Score(1.0, 1.0)
    return Score(
        both / got.total() if got else 0.0,
        both / wanted.total() if wanted else 0.0,
    )


def mean(scores: Sequence[Score]) -> Score:
    """Return the means of precision and recall."""
    if not scores:
        return Score(0.0, 0.0)
    return Score(
        sum(score.precision for score in scores) / len(scores),
        sum(score.recall for score in scores) / len(scores),
    )


def interval(scores: Sequence[Score]) -> tuple[float, float]:
    """Return where F1 lies in the middle 95 of 100 resamples with replacement."""
    chance = random.Random(_SEED)
    found = sorted(mean(chance.choices(scores, k=len(scores))).f1 for _ in range(_RESAMPLES))
    return found[_RESAMPLES * 25 // 1000], found[_RESAMPLES * 975 // 1000 - 1]


def half_of(name: str) -> int:
    """Return which half a page belongs to, 0 or 1, by the hash of its name."""
    return hashlib.blake2b(name.encode()).digest()[-1] % 2


def trafilatura_alone(content: bytes, url: str) -> str:
    """Return the body that trafilatura finds, which reads the metadata too."""
    from trafilatura import bare_extraction

    article = bare_extraction(content, url=url, include_comments=False, with_metadata=True)
    return getattr(article, "text", "") or ""


def _scored(read: Sequence[Page], extract: Extract) -> list[Score]:
    return [score_of(page.body, extract(page.content, page.url)) for page in read]


def _seconds(extract: Extract, page: Page) -> float:
    start = time.process_time()
    extract(page.content, page.url)
    return time.process_time() - start


def _figures(score: Score) -> dict[str, float]:
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[start : start + _SHINGLE]) for start in starts)
