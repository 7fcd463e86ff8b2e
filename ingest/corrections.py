"""What an article says of its own mistakes: corrected, clarified, retracted, withdrawn."""

import re

from news.notice import Notice, NoticeKind
from news.text import sentences

_LONGEST = 500
"""Characters: what follows "Correction:" belongs to it as far as its paragraph goes, or so far."""

_THIS = r"(?:this|our) (?:\w+ )?(?:article|story|report|piece|post|item|page|column|headline|video)"
_VERSION = (
    r"(?:an?|the|our) (?:earlier|previous|original|prior|initial|first) "
    r"(?:version|edition|headline)s? (?:of|on|to|for) "
    r"(?:this|our|the (?:\w+ )?(?:article|story|report|piece|post|item|column|video|headline))\b"
)
_ERRED = (
    r"(?:in(?:correctly|accurately)|mistakenly|erroneously|wrongly|falsely|mis\w+|said|stated|gave"
    r"|reported|had|contained|included|referred|omitted|implied|suggested|named|listed|described"
    r"|identified|attributed|used|did not|failed)"
)
_EDITED = r"(?:amended|corrected|edited|revised|changed|altered|updated)"
_RUSSIAN_THIS = (
    r"(?:эт(?:а|от|о|ой|ого|у)|данн(?:ая|ый|ое))"
    r" (?:стать\w|материал\w*|новост\w|публикаци\w|текст\w*)"
)

# The gravest first: of one sentence, the first that fits counts. `head` ones begin a paragraph,
# and what follows in it belongs to them.
_HEADS: tuple[tuple[NoticeKind, str], ...] = (
    ("withdrawal", r"(?:withdrawn|story withdrawn|withdrawal|story removed|отозвано|снято)"),
    ("retraction", r"(?:retraction|retracted|notice of retraction|опровержение)"),
    (
        "correction",
        r"(?:corrections?|correction appended|correction notice|corrected|corrects|erratum|errata"
        r"|corrections? (?:and|&) clarifications?|исправлени[ея]|поправка)",
    ),
    ("clarification", r"(?:clarifications?|уточнени[ея])"),
)
_HEAD_END = r"\s*(?:\([^)]{1,40}\)|,? ?\d[\d./ ]{3,12}|,? \w+\.? \d{1,2},? \d{4})?\s*[:—–]"
_SENTENCES: tuple[tuple[NoticeKind, str], ...] = (
    (
        "withdrawal",
        rf"\b{_THIS} (?:has been|was|is) (?:withdrawn|removed|taken down|deleted|unpublished)\b"
        rf"|\bwe have (?:withdrawn|removed|taken down|deleted) {_THIS}\b"
        rf"|{_RUSSIAN_THIS} (?:был[аио]? )?(?:отозван|удал[её]н|снят)\w*",
    ),
    (
        "retraction",
        rf"\b{_THIS} (?:has been|was|is) (?:\w+ )?retracted\b"
        rf"|\b(?:has|have) (?:\w+ )?retracted {_THIS}\b|\bwe retract {_THIS}\b",
    ),
    (
        "correction",
        rf"\b{_VERSION} [^.]{{0,60}}?\b{_ERRED}\b"
        rf"|\b{_THIS} (?:has been|was) {_EDITED}\b[^.]{{0,60}}?\b(?:to correct|because|correct\w*)"
        rf"|\b{_THIS} (?:has been|was) (?:amended|corrected)\b"
        r"|^\(?(?:this (?:story|version|article) )?corrects\b"
        r"|\bwe (?:regret|apologi[sz]e for) (?:the|this|our|any) (?:error|mistake)s?\b"
        r"|\bв (?:предыдущей|первоначальной|более ранней|прежней) версии\b"
        rf"|{_RUSSIAN_THIS} (?:был[аио]? )?исправлен\w*",
    ),
    (
        "clarification",
        rf"\b{_THIS} (?:has been|was) {_EDITED}\b[^.]{{0,60}}?\b(?:to clarify|for clarity)\b"
        rf"|{_RUSSIAN_THIS} (?:был[аио]? )?уточн[её]н\w*",
    ),
)
_HEAD = [(kind, re.compile(rf"[\W_]*{words}{_HEAD_END}", re.IGNORECASE)) for kind, words in _HEADS]
_SENTENCE = [(kind, re.compile(words, re.IGNORECASE)) for kind, words in _SENTENCES]
_HINTS = (
    "correct clarif retract withdr errat version amend removed deleted taken regret apologi unpubl "
    "исправ уточн опроверж отозв снят удал верси поправк"
).split()
"""Few lines have one of these, and only those are looked at."""


def notices_in(text: str) -> tuple[Notice, ...]:
    """Return the notices in a text in their order, each in its own words."""
    found: list[Notice] = []
    for line in text.split("\n"):
        lowered = line.lower()
        if not any(hint in lowered for hint in _HINTS):
            continue
        head = _kind(_HEAD, line, at_start=True)
        if head:
            found.append(Notice(head, line.strip()[:_LONGEST]))
            continue
        for start, end in sentences(line):
            kind = _kind(_SENTENCE, line[start:end])
            if kind:
                found.append(Notice(kind, line[start:end]))
    return tuple(dict.fromkeys(found))


def _kind(
    table: list[tuple[NoticeKind, re.Pattern[str]]], words: str, *, at_start: bool = False
) -> NoticeKind | None:
    for kind, pattern in table:
        if pattern.match(words) if at_start else pattern.search(words):
            return kind
    return None
