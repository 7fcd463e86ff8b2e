"""What is known of a topic: how many were harmed, and what happened, in the words that say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer.drafted import Drafted
from answer.retrieve import Retriever
from answer.stories import Story
from answer.telling import StoryFigures, Telling
from answer.tolls import claimed
from answer.topics import Topics
from archive import FactShelf
from facts.timeline import timeline
from news.answer import Claim, Draft
from news.errors import NotFound
from news.figure import Figure
from news.moment import day_mentions
from news.text import sentences
from news.timeline import Day, Told
from news.verify import Source
from news.window import Window
from vectorstore.analyse import analyse, content_terms

_ABOUT = r"(?:in|at|to|with|on|of|from|for|about|around|over|regarding)"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"^what(?:'s|’s| is| was| has| have)? (?:been )?(?:happened|happening|going on|went on)"
        rf" (?:{_ABOUT} )?(?P<topic>.+)$",
        rf"^what (?:do we know|do you know|do you have|can you tell me|is known|is there) {_ABOUT}"
        r" (?P<topic>.+)$",
        r"^(?:please )?(?:can you |could you )?(?:tell me|inform me|brief me|update me)"
        r"(?: more| everything)? (?:about|on|of) (?P<topic>.+)$",
        r"^(?:please )?(?:can you |could you )?(?:give me )?(?:an? |the )?"
        r"(?:summar(?:y|ise|ize)|overview|recap|facts)(?: (?:of|on|about))? (?P<topic>.+)$",
        rf"^(?:what(?:'s|’s| is| are) |give me |any )?(?:the )?(?P<newest>latest|newest|new|news"
        rf"|updates?)(?: (?:news|updates?|reports?|figures|numbers|information))? {_ABOUT}"
        r" (?P<topic>.+)$",
        rf"^(?:what are )?(?:the )?(?:figures|numbers) {_ABOUT} (?P<topic>.+)$",
        r"^что (?:случилось|произошло|происходит|известно) (?:в|во|на|с|со|о|об|про)"
        r" (?P<topic>.+)$",
        r"^расскажи(?:те)?(?: мне)? (?:о|об|про) (?P<topic>.+)$",
        r"^(?P<newest>последние новости|новости) (?:о|об|про|из|в|по) (?P<topic>.+)$",
    )
]
_NEWS = re.compile(
    r"^(?:what(?:'s|’s| is| are)? |give me |tell me |any |and )?(?:the )?"
    r"(?:(?:latest|newest|recent) (?:news|articles|reports|updates)|latest|newest|news|new"
    r"|headlines)(?: today| now)?$|^что нового$|^(?:последние )?новости$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_NAME = re.compile(r"\b[A-ZА-ЯЁ]")
_NAMES = re.compile(r"^[A-ZА-ЯЁ][\w'’-]+(?:\s+(?:[A-ZА-ЯЁ][\w'’-]+|\d{4}))*$")
"""A topic and nothing else: "Korday"."""

_OPAQUE = re.compile(
    r"^\W*(?:it|its|he|she|they|this|that|these|those|his|her|their|the two)\b", re.I
)
"""What begins so is not understood without the sentence before it."""

_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|that|when|where|after|before|because|if|while|since|until|during)\b",
    re.IGNORECASE,
)
"""A topic has no clause: with one, something in particular is asked for."""

_MOST_TERMS = 4
"""Of more words the question asks for something in particular."""

_COUNTS = 2
"""Counts that are told; the others are shown by /figures."""

_SPARE = 3
"""So many days more are looked at for one that a sentence tells by itself."""

_NEWEST = 20
"""Chunks that are looked at for the newest articles."""

_HEADING = 6
"""What has fewer words may be a heading."""

_OTHERS = 3
"""Other stories of the topic that are named."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The topic that an overview is asked of, all there is if it is empty.

    With `newest`, what was reported last is wanted.
    """

    topic: str
    newest: bool = False

    @property
    def is_named(self) -> bool:
        """Whether it says by itself which story is meant: it has a name, or wants whatever is."""
        return not self.topic or bool(_NAME.search(self.topic))


def asked_of(question: str) -> Asked | None:
    """Return of which topic a question wants to know whatever there is; None if it asks for more.

    >>> asked_of("What happened in Korday?")
    Asked(topic='Korday', newest=False)
    """
    plain = question.strip(" ?!.")
    if _NEWS.match(plain):
        return Asked("", newest=True)
    for form in _FORMS:
        found = form.match(plain)
        if found:
            asked = Asked(found["topic"], bool(found.groupdict().get("newest")))
            break
    else:
        if not _NAMES.match(plain) or question.rstrip().endswith("?"):
            return None
        asked = Asked(plain)
    is_short = 0 < len(content_terms(asked.topic)) <= _MOST_TERMS
    is_topic = is_short and not _CLAUSE.search(asked.topic)
    return asked if is_topic and not day_mentions(asked.topic) else None


def is_whole(question: str) -> bool:
    """Say whether it asks for what is known of a name, or for anything: no earlier one adds to it.

    A name alone may be another one for what was asked before.

    >>> is_whole("Tell me about Korday"), is_whole("Korday"), is_whole("Tell me about the clashes")
    (True, False, False)
    """
    asked = asked_of(question)
    if asked is None or asked.topic == question.strip(" ?!."):
        return False
    return not asked.topic or bool(_NAMES.match(_ARTICLE.sub("", asked.topic)))


def draft(
    asked: Asked,
    topics: Topics,
    *,
    quotes: int,
    quote_chars: int,
    confidence: float,
    known_on: date | None = None,
) -> Drafted | None:
    """Return what the story of the topic tells, the story found first where there are several.

    None where no article is about the topic, where a topic without a name is not what the articles
    are about, and where nothing was read out of them.
    """
    if not asked.topic:
        return _newest(topics.retriever, quotes, quote_chars, confidence, known_on)
    try:
        first, *others = Telling(topics.retriever).figures(asked.topic, known_on=known_on)
    except NotFound:
        return None
    if not (asked.is_named or _is_headlined(first.story, asked.topic)):
        return None
    # At least one quote tells what happened.
    lines = _counts(first)[: max(1, quotes - 1)]
    # One sentence often tells several counts.
    said = dict.fromkeys(
        Claim(words, one.figure.article_id)
        for one in first.stated([figure for figure, _ in lines])
        for words in claimed(one, quote_chars)
    )
    days = _days(topics, first.story, asked, max(1, quotes - len(said)), known_on)
    happened = dict.fromkeys(Claim(one.text[:quote_chars], one.article_id) for one in days)
    claims = tuple({**happened, **said})
    if not claims:
        return None
    text = [
        f"{_introduced(first)}:",
        *(f"• {line}" for _, line in lines),
        *([f"Also: {'; '.join(one.label for one in others[:_OTHERS])}."] if others else []),
    ]
    figures = tuple(figure for figure, _ in lines)
    return Drafted(Draft("\n".join(text), claims, confidence, figures), dict(first.sources))


def _is_headlined(story: Story, topic: str) -> bool:
    """Say whether a title has the words of the topic: "the clashes", but not "the children"."""
    terms = set(content_terms(topic))
    return any(terms <= set(analyse(one.title)) for one in story.articles)


def _introduced(told: StoryFigures) -> str:
    """Return what the story is called, of how many articles it is known, and of which days."""
    days = sorted(
        (one.published for one in told.story.articles if one.published), key=lambda one: one.at
    )
    spoken = list(dict.fromkeys(one.spoken() for one in days[:1] + days[-1:]))
    count = len(told.story.articles)
    articles = "one article" if count == 1 else f"{count:,} articles"
    return f"{told.label} ({', '.join([articles, ' to '.join(spoken)]) if spoken else articles})"


def _counts(told: StoryFigures) -> list[tuple[Figure, str]]:
    """Return what holds of the first counts: of people as a whole, else of whatever is counted."""
    held = [(key, lines[0]) for key in told.counts() if (lines := told.lines(key))]
    whole = [line for key, line in held if not key[1] and not key[2]]
    return (whole or [line for _, line in held])[:_COUNTS]


def _days(
    topics: Topics, story: Story, asked: Asked, most: int, known_on: date | None
) -> list[Told]:
    """Return what tells best of the days that matter most, in order, or of the newest first."""
    archive = topics.retriever.archive
    kept = (archive.revision(one.article_id, one.revision) for one in story.articles)
    articles = [one for one in kept if one is not None]
    events = FactShelf(archive).events(story.ids, known_on=known_on)
    if asked.newest:
        return _clear(timeline(events, articles))[: -most - 1 : -1]
    for spare in range(_SPARE):
        told = _clear(timeline(events, articles, days=most + spare))
        if len(told) >= most:
            break
    return told[:most]


def _clear(days: Sequence[Day]) -> list[Told]:
    """Return the best sentence of each day that is understood by itself, where there is one."""
    clear = ([one for one in day.quotes if not _OPAQUE.match(one.text)] for day in days)
    return [some[0] for some in clear if some]


def _beginning(text: str) -> str:
    """Return the first sentence that is more than a heading, if there is one."""
    told = [text[start:end] for start, end in sentences(text)]
    return next((one for one in told if len(one.split()) >= _HEADING), told[0])


def _newest(
    retriever: Retriever, quotes: int, quote_chars: int, confidence: float, known_on: date | None
) -> Drafted | None:
    """Return how the newest articles begin; of those that print one story, one."""
    archive = retriever.archive
    chunks = archive.first_chunks(Window(), _NEWEST, known_on=known_on)
    passages = archive.passages([(one, 0.0) for one in chunks], known_on=known_on)
    ids = list(dict.fromkeys(one.article_id for one in passages))
    sources: dict[str, Source] = {}
    for one in archive.sources(ids, known_on=known_on):
        sources.setdefault(one.group or one.article_id, one)
    chosen = list(sources.values())[:quotes]
    claims = tuple(
        Claim(_beginning(one.text)[:quote_chars], one.article_id)
        for one in chosen
        if one.text.strip()
    )
    if not claims:
        return None
    text = "The newest article begins:" if len(claims) == 1 else "How the newest articles begin:"
    return Drafted(Draft(text, claims, confidence), {one.article_id: one for one in chosen})
