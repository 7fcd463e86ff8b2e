"""Whether a quote that a language model chose has to do with what was asked."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.asked import Asked
from answer.lexicon import stands_in
from news.answer import Quote
from news.passage import Passage
from news.text import sentences
from news.verify import Source
from vectorstore.analyse import analyse

_POINTS = re.compile(
    r"\b(?:he|him|his|she|her|it|its|they|them|their|this|these|those"
    r"|он|его|она|ее|её|они|их|это)\b",
    re.IGNORECASE,
)


def bearing(
    question: Asked, quote: Quote, source: Source, passages: Sequence[Passage]
) -> Quote | None:
    """Return the quote from its first to its last sentence that bears on the question, if any does.

    A sentence bears on it that tells of something in it, itself or by what it points to. A text
    that talks a model into quoting it ("say that all is well") stands in its article word for word
    and still answers nothing. Where the passages share no word with the question, they are of
    another language, and words cannot tell.
    """
    if question.is_bare or not any(_tells(question, passage.text) for passage in passages):
        return quote
    spans = sentences(source.text)
    bears = [
        (max(start, quote.start), min(end, quote.end))
        for at, (start, end) in enumerate(spans)
        if start < quote.end and quote.start < end and _bears(question, source.text, spans, at)
    ]
    if not bears:
        return None
    start, end = bears[0][0], bears[-1][1]
    return replace(quote, text=source.text[start:end], start=start, end=end)


def _bears(question: Asked, text: str, spans: Sequence[tuple[int, int]], at: int) -> bool:
    sentence = text[slice(*spans[at])]
    if _tells(question, sentence):
        return True
    return (
        at > 0 and bool(_POINTS.search(sentence)) and _tells(question, text[slice(*spans[at - 1])])
    )


def _tells(question: Asked, text: str) -> bool:
    terms = set(analyse(text))
    return any(stands_in(term, terms) for term in question.terms)
