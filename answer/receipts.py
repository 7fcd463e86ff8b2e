"""Receipts: whether the quotes of an answer that was saved still stand, and if not, what became."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from answer.annotations import quotes_of_annotations
from answer.difference import SentenceChange, difference
from news.article import Article
from news.errors import UsageError
from news.notice import is_taken_back, sentence_of
from news.text import sentences

Verdict = Literal["stands", "changed", "gone", "not in the article"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """A quote as it was saved: the words, and where they are said to stand. Not yet trusted."""

    text: str
    article_id: str
    revision: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """What the archive has of an article: every text, the oldest first; empty without it.

    `withdrawn` is since when its publisher no longer has it; `removed` says that an admin took it
    out of the archive.
    """

    revisions: tuple[Article, ...] = ()
    withdrawn: str | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """A receipt with what is to be said of it.

    `reason` is a sentence, empty where the words stand as quoted; `now` names the article's newest
    revision, and `changes` are the quoted sentences with what they became there.
    """

    receipt: Receipt
    verdict: Verdict
    reason: str = ""
    now: str = ""
    changes: tuple[SentenceChange, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        receipt = self.receipt
        return {
            "verdict": self.verdict,
            "reason": self.reason,
            "article_id": receipt.article_id,
            "revision": receipt.revision,
            "start": receipt.start,
            "end": receipt.end,
            "text": receipt.text,
            "now": self.now or None,
            "changes": [
                {"before": one.before or None, "after": one.after or None} for one in self.changes
            ],
        }


def receipts_in(saved: Any) -> list[Receipt]:
    """Return the quotes of an answer as `dateline ask` saves it, as JSON or as web annotations.

    Raises UsageError, a sentence, if it is something else.
    """
    quotes = saved.get("quotes") if isinstance(saved, Mapping) else None
    if isinstance(saved, Mapping) and saved.get("type") == "AnnotationCollection":
        quotes = quotes_of_annotations(saved)
    if not isinstance(quotes, list):
        raise UsageError(
            'There is no answer with "quotes": give one as `dateline ask --json` prints it.'
        )
    if not quotes and saved.get("supported"):
        raise UsageError("The answer says that quotes carry it, and has none: they were taken out.")
    return [_receipt(quote, number) for number, quote in enumerate(quotes, start=1)]


def check(receipt: Receipt, held: Held) -> Checked:
    """Return whether the quote stands: in the revision it names, and in the newest one."""
    if not held.revisions:
        reason = (
            "An admin removed the article from this archive."
            if held.removed
            else "This archive has no such article."
        )
        return Checked(receipt, "gone", reason)
    newest = held.revisions[-1]
    named = next((one for one in held.revisions if one.revision == receipt.revision), None)
    if named is not None and (fault := _fault(receipt, named.text)):
        return Checked(receipt, "not in the article", fault, newest.revision)
    if held.withdrawn or is_taken_back(newest.notices):
        told = sentence_of(newest.notices, held.withdrawn)
        return Checked(receipt, "gone", told, newest.revision)
    if has_words(newest.text, receipt.text):
        return Checked(receipt, "stands", now=newest.revision)
    if named is None:
        reason = "This archive has not the revision that it names, and the words stand in no other."
        if any(has_words(one.text, receipt.text) for one in held.revisions):
            reason = (
                "This archive has not the revision that it names; the words stood in an older one."
            )
        return Checked(receipt, "gone", reason, newest.revision)
    return Checked(
        receipt,
        "changed",
        "A later revision of the article has other words there.",
        newest.revision,
        _changes(receipt, named, newest),
    )


def has_words(text: str, words: str) -> bool:
    """Say whether the very words stand in a text, white space aside, and cut no word or number."""
    parts = words.split()
    if not parts:
        return False
    before = r"(?<!\w)" if parts[0][0].isalnum() else ""
    after = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    # "000 people" does not stand in "1,000 people".
    before += r"(?<!\d[.,])" if parts[0][0].isdigit() else ""
    after += r"(?![.,]\d)" if parts[-1][-1].isdigit() else ""
    return re.search(before + r"\s+".join(map(re.escape, parts)) + after, text) is not None


def _fault(receipt: Receipt, text: str) -> str:
    """Return what is wrong with a receipt in the revision it names, empty if nothing."""
    if receipt.end > len(text):
        return (
            f"Its place, {receipt.start:,} to {receipt.end:,}, lies beyond the text of that "
            f"revision, which has {len(text):,} characters."
        )
    if text[receipt.start : receipt.end] == receipt.text:
        return ""
    if has_words(text, receipt.text):
        return "These words stand in that revision, but not at the place that it names."
    return "That revision never had these words: they were changed after the answer was given."


def _changes(receipt: Receipt, named: Article, newest: Article) -> tuple[SentenceChange, ...]:
    """Return what became of the sentences that the quote stands in."""
    quoted = {
        named.text[start:end]
        for start, end in sentences(named.text)
        if start < receipt.end and receipt.start < end
    }
    found = difference(named.text, newest.text).changes
    changes = tuple(one for one in found if one.before in quoted)
    return changes or (SentenceChange(receipt.text, ""),)


def _receipt(quote: Any, number: int) -> Receipt:
    if not isinstance(quote, Mapping):
        raise UsageError(f"Quote {number} is no object with its words and their place.")
    for name in ("text", "article_id", "revision"):
        if not isinstance(quote.get(name), str) or not quote[name].strip():
            raise UsageError(f'Quote {number} has no "{name}": it cannot be checked without.')
    for name in ("start", "end"):
        if not isinstance(quote.get(name), int) or isinstance(quote[name], bool):
            raise UsageError(f'Quote {number} has no number as "{name}": it cannot be checked.')
    start, end = quote["start"], quote["end"]
    if not 0 <= start < end:
        raise UsageError(f"Quote {number} is said to stand at {start} to {end}, which is no place.")
    return Receipt(quote["text"], quote["article_id"], quote["revision"], start, end)
