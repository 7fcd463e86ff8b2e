"""The drafter that needs no language model: the answering sentences, and a line that says so."""

from collections.abc import Sequence

from answer.asked import Asked
from answer.lexicon import speech
from answer.select import Candidate, names_in
from answer.wording import as_reported, capital, told_by
from news.answer import Claim, Draft
from news.moment import day_mentions
from news.text import sentences
from news.verify import Source
from vectorstore.analyse import analyse

_CLAUSE_MARKS = ",;:—–"

_BESIDE = frozenset(
    "of from in at after before during since following over for by to amid until about "
    "в во на после до во время с со из от о об".split()
)
"""Words after which a happening is only named: "the toll from the clashes"."""

_AS_GOOD = 0.5
"""A further sentence is quoted when it scores at least this share of the best one."""

_AS_NEAR = 0.4
"""… and tells by itself at least this share of what the best one tells of the question."""

_AS_GOOD_COUNT = 0.6
_AS_NEAR_COUNT = 0.75
"""Counts are told apart rather than chosen from, so more of them are shown."""


def draft(
    question: Asked,
    candidates: Sequence[Candidate],
    sureness: float,
    *,
    quotes: int,
    quote_chars: int,
    threshold: float,
    quote_sentences: int = 1,
) -> Draft:
    """Return a draft of at most `quotes` sentences; without a claim when the archive is silent.

    It is where it less surely answers than the threshold, and where no candidate holds something of
    the kind asked for; of a count, a count of that very thing. The candidates of a count are of one
    story.
    """
    able = [one for one in candidates if one.fits] if sureness >= threshold else []
    if not able:
        return Draft("", confidence=sureness)
    counted = [one for one in able if one.counts]
    if question.kind == "count" and counted:
        chosen = _counts(counted, quotes)
        text = _count_text(chosen)
    else:
        chosen = _sentences(able, quotes)
        text = _text(question, chosen)
    claims = tuple(
        Claim(_claimed(one, quote_chars, quote_sentences), one.source.article_id) for one in chosen
    )
    return Draft(text, claims, sureness)


def reported(source: Source, start: int) -> str:
    """Return who reported what stands there and when: "Sample Wire, 9 February 2020"."""
    return told_by(source.publisher, source.published_at(start))


def _sentences(able: Sequence[Candidate], quotes: int) -> list[Candidate]:
    best = able[0]
    chosen = [best]
    for one in able[1:]:
        if len(chosen) == quotes or one.score < _AS_GOOD * best.score:
            break
        if one.own >= _AS_NEAR * best.own and all(not _alike(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _counts(able: Sequence[Candidate], quotes: int) -> list[Candidate]:
    """Return sentences with different counts, the newest report first, then as they are printed."""
    best = able[0]
    good = [
        one
        for one in able
        if one.score >= _AS_GOOD_COUNT * best.score and one.own >= _AS_NEAR_COUNT * best.own
    ]
    # "How many survived?" is not answered by how many were on board, where both are told.
    told = [one for one in good if any(count.is_told for count in one.counts)]
    good = told or good
    good.sort(key=lambda one: (_newest(one), -one.score))
    chosen: list[Candidate] = []
    said: set[tuple[str, ...]] = set()
    for one in good:
        values = tuple(count.value for count in one.counts)
        if values not in said and len(chosen) < quotes:
            said.add(values)
            chosen.append(one)
    chosen.sort(key=lambda one: (_newest(one), one.source.article_id, one.start))
    return chosen


def _claimed(one: Candidate, quote_chars: int, most: int) -> str:
    """Return the sentence, with its neighbours if `most` is more than one and where they fit.

    Of one too long to show it is the part that begins with its first count.
    """
    text = one.text if most == 1 else _with_neighbours(one, quote_chars, most)
    if len(text) <= quote_chars or not one.counts:
        return text
    start = one.counts[0].start
    if start + len(one.counts[0].phrase) <= quote_chars:
        start = 0
    return text[start : start + quote_chars].rsplit(" ", 1)[0]


def _with_neighbours(one: Candidate, quote_chars: int, most: int) -> str:
    """Return the sentence with those after it and, in what room is left, those before it."""
    text, start, end, left = one.source.text, one.start, one.end, most - 1
    spans = sentences(text)
    for _, other in ((a, b) for a, b in spans if a >= one.end):
        if not left or other - start > quote_chars:
            break
        end, left = other, left - 1
    for other in (a for a, b in reversed(spans) if b <= one.start):
        if not left or end - other > quote_chars:
            break
        start, left = other, left - 1
    return text[start:end]


def _newest(one: Candidate) -> float:
    published = one.source.published_at(one.start)
    return -published.at.timestamp() if published else float("inf")


def _alike(one: Candidate, other: Candidate) -> bool:
    """Say whether two sentences tell the same in nearly the same words."""
    words, others = set(one.text.lower().split()), set(other.text.lower().split())
    return len(words & others) > 0.7 * min(len(words), len(others))


def _count_text(chosen: Sequence[Candidate]) -> str:
    lines = [
        f"{capital('; '.join(count.phrase for count in one.counts))} "
        f"({reported(one.source, one.start)})"
        for one in chosen
    ]
    if len(lines) == 1:
        return f"{lines[0]}."
    moments = [one.source.published_at(one.start) for one in chosen]
    days = {moment.at.date() if moment else None for moment in moments}
    if len(days) == 1:
        intro = "The reports give several counts, which are not added up here:"
        return "\n".join([intro, *(f"• {line}" for line in lines)])
    others = (
        "Earlier reports:" if len(days) == len(lines) and None not in days else "Also reported:"
    )
    return "\n".join([f"{lines[0]}.", others, *(f"• {line}" for line in lines[1:])])


def _text(question: Asked, chosen: Sequence[Candidate]) -> str:
    best = chosen[0]
    if question.kind == "when":
        day = _day_told(question, best.text)
        if day:
            return f"{capital(day)} ({reported(best.source, best.start)})."
    articles = {one.source.article_id for one in chosen}
    return as_reported(len(chosen), len(articles), reported(best.source, best.start))


def _day_told(question: Asked, sentence: str) -> str | None:
    """Return the day in the clause that tells what was asked, not one on which it was reported."""
    happened = set(question.terms) - names_in(question)
    for mention in day_mentions(sentence):
        start = max(sentence.rfind(mark, 0, mention.start) for mark in _CLAUSE_MARKS)
        ends = [sentence.find(mark, mention.end) for mark in _CLAUSE_MARKS]
        end = min((at for at in ends if at >= 0), default=len(sentence))
        # "Television said on March 10 that 105 had died" does not say when they did.
        said = set(analyse(sentence[start + 1 : mention.start])[-2:]) & speech()
        if said and speech().isdisjoint(analyse(question.question)):
            continue
        if any(_is_told(term, sentence[start + 1 : end]) for term in happened):
            return sentence[mention.start : mention.end]
    return None


def _is_told(term: str, clause: str) -> bool:
    """Say whether a clause tells of what the term names, rather than of something else about it.

    "The toll of the clashes rose on Sunday" does not tell when the clashes were.
    """
    words = clause.split()
    return any(
        term in analyse(word)
        and _BESIDE.isdisjoint(one.lower() for one in words[max(0, at - 3) : at])
        for at, word in enumerate(words)
    )
