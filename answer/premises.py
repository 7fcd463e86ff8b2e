"""What a question takes for granted, held against a story: its names, its places, what was done.

An article that has "Suez Canal" and "Panama" tells nothing of the Panama Canal, and who was brought
to a hospital in Almaty did not die in Almaty.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from answer.asked import Asked, asked, name_terms, without_circumstance
from answer.lexicon import events, in_hospital, stands_in
from answer.select import Candidate
from answer.sentence_features import terms, terms_in_order
from answer.stories import Story, calendar_terms
from answer.which import names_of, terms_in
from answer.written_numbers import NUMBER, value_of
from facts.lines import whole_sentences
from news.moment import day_mentions
from news.verify import Source
from vectorstore.analyse import analyse

_NEAR = 4
"""Words from one word of a name to the next: "Theresa Mary May", "the canal of Panama"."""

_LEAD = 250
"""Characters at the beginning of a report, which say where it happened …"""

_OFTEN = 0.5
"""… as do the reports when this share of them, and more than one, names the place."""

_FEW = 2
"""Terms, names aside, of a question in which each one counts."""

_OF_PLACE = (
    r"\b(?:in|near|at)\s+(?:the\s+)?(?:[\w-]+\s)?"
    r"(?:(?:district|region|province|county|city|town|village)\s+of\s+)?"
)
"""What stands before the name of the place where something is said to have happened."""

_COURT = re.compile(
    r"\b(?:[Cc]ourts?|[Jj]udges?|[Jj]ury|[Jj]uries|[Tt]ribunal)\s+" + _OF_PLACE + r"[A-ZА-ЯЁ][\w-]+"
    r"(?:\s[A-ZА-ЯЁ][\w-]+)*"
    r"(?=\s+(?:\w+\s+){0,2}?(?:sentence|convict|acquit|find|found|jail|rule"
    r"|order|clear|fine|impose|reject|begin|open|hear)\w*)",
)
"""Where those sit who judge it later: "a court in the city of Norvale sentenced"."""

_TIMES = frozenset(analyse("minute hour day night week month year"))
_SITE = re.compile(
    r"\b(?:at|in|on|inside|outside|near) (?:the|an?) ([a-z][a-z-]+)(?=\s*(?:[?.!,]|$))"
)
_ANY_EVENT = events() | frozenset(
    analyse("incident event catastrophe war conflict end past world country region area city")
)

_LATER = re.compile(r"(?<=\w)\s+(?:after|before|during|since|following|over)\b.*$", re.IGNORECASE)
_MANY = re.compile(
    r"(?<![\w,.-])(\d[\d,]*)\s+(?:people|persons|deaths?|dead|victims|casualties|injured|wounded"
    r"|человек|погибш\w*|пострадавш\w*)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"(?<=[\w,] )[A-ZА-ЯЁ][\w-]+(?: [A-ZА-ЯЁ][\w-]+)+")
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|to|into|в|во|на)\s+(?:the\s+)?"
    r"(?P<place>[A-ZА-ЯЁ][\w-]+(?: [A-ZА-ЯЁ][\w-]+)*)"
)
_SAID_OF_PLACE = re.compile(_OF_PLACE + r"(?P<place>[A-ZА-ЯЁ][\w-]+(?: [A-ZА-ЯЁ][\w-]+)*)")


def with_its_names(
    question: Asked, told: Sequence[Story], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates of those stories that have every name of the question.

    What is counted in Korday is no answer to how many homes burned in Bata. What is not counted may
    be told by any story where none has them all.
    """
    names = names_of(question)
    many = frozenset(int(one.replace(",", "")) for one in _MANY.findall(question.question))
    if question.kind != "count" and many:
        # Why 500 people died is told by no report of ten dead.
        told = [story for story in told if many <= _numbers(story)]
        candidates = _of(told, candidates)
    if question.kind == "count" and question.measure:
        told = [
            story
            for story in told
            if not (_lacks_site(question, story) or _lacks_circumstance(question, story))
        ]
        candidates = _of(told, candidates)
    if not names:
        return tuple(candidates)
    own = [story for story in told if not _names_apart(question, story)]
    having = [story for story in own if names <= terms_in(story)]
    if question.kind == "count" or having or len(own) < len(told):
        own = having
    passing = set[str]()
    if question.kind == "count" and (question.measure or _is_of_place_alone(question)):
        where = _places(question)
        passing = {one for story in own if not _is_of_places(story, where) for one in story.ids}
    return tuple(
        one
        for one in _of(own, candidates)
        if one.source.article_id not in passing or (one.fits and names <= _told(one.text))
    )


def _of(told: Sequence[Story], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of these stories."""
    ids = {one for story in told for one in story.ids}
    return [one for one in candidates if one.source.article_id in ids]


def of_the_place(question: Asked, told: Sequence[Story]) -> tuple[Asked, Story] | None:
    """Return a count without its place, and the only story that says that it happened there.

    Few sentences that count the dead say again where it was. None where the place is not all that
    the question names, or no story or more than one is of it.
    """
    if question.kind != "count" or not question.measure or day_mentions(question.question):
        return None
    where = _places(question)
    named = frozenset[str]().union(*where)
    own = [story for story in told if all(_happened_at(story, place) for place in where)]
    if not where or len(own) != 1 or names_of(question) != named:
        return None
    return asked(_PLACE.sub("", question.question)), own[0]


def with_its_deed(
    question: Asked, told: Sequence[Story], candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates of those stories that tell what a short question is about.

    No report on a fire in a tower tells who owns the tower, if none of them tells of owning.
    """
    lacking = {one for story in told if _lacks_deed(question, story) for one in story.ids}
    return tuple(one for one in candidates if one.source.article_id not in lacking)


def _names_apart(question: Asked, story: Story) -> bool:
    """Say whether the story has both words of a name in the question, but never together."""
    return any(
        all(any(word in terms(one.text) for one in story.articles) for word in pair)
        and not any(_stands_together(one, pair) for one in story.articles)
        for name in _SEVERAL.findall(question.question)
        for pair in pairwise(analyse(name))
        if not calendar_terms() & {*pair}
    )


def _places(question: Asked) -> list[frozenset[str]]:
    """Return the terms of each place in which it is said to have happened."""
    found = (match["place"] for match in _PLACE.finditer(question.question))
    named = (frozenset(analyse(place)) for place in found)
    return [one for one in named if not one & calendar_terms()]


def _is_of_place_alone(question: Asked) -> bool:
    """Say whether a count asks no more than where those are: "How many are in Easton?"."""
    return {*question.terms} - {*question.counted} <= name_terms(question.question)


def _is_of_places(story: Story, named: Sequence[frozenset[str]]) -> bool:
    """Say whether the story is of these places, and does not only name them in passing."""
    return all(_is_of_place(story, one) or _happened_at(story, one) for one in named)


def _lacks_deed(question: Asked, story: Story) -> bool:
    """Say whether a short question asks for what no article of the story tells.

    Longer questions say more of their happening than any story needs to tell.
    """
    asking = _LATER.sub("", without_circumstance(question.question))
    deed = {*question.terms} & {*analyse(asking)} - name_terms(question.question)
    deed -= {*question.counted}
    if len(deed) > _FEW:
        return False
    standing = terms_in(story)
    return not all(stands_in(term, standing) for term in deed)


def _lacks_site(question: Asked, story: Story) -> bool:
    """Say whether no article of the story tells of where or in what it is asked of: "the airport".

    What harmed people may be called by any word for it.
    """
    standing = terms_in(story)
    return any(
        term in question.terms and not stands_in(term, standing)
        for site in _SITE.findall(question.question)
        for term in analyse(site)
        if term not in _ANY_EVENT
    )


def _lacks_circumstance(question: Asked, story: Story) -> bool:
    """Say whether the story tells of less than half of when it was: "when the ship ran aground"."""
    asking = without_circumstance(question.question)
    if asking == question.question:
        return False
    when = {*question.terms} - {*analyse(asking)} - calendar_terms()
    standing = terms_in(story)
    told = sum(stands_in(term, standing) for term in when)
    return 2 * told < len(when)


def asks_how_long(question: Asked) -> bool:
    """Say whether a count is of time: "How many days did it last?"."""
    return not _TIMES.isdisjoint(question.counted)


def _numbers(story: Story) -> frozenset[int]:
    """Return the whole numbers that the story tells, in digits or words."""
    told = (value_of(match) for one in story.articles for match in NUMBER.finditer(one.text))
    return frozenset(int(one) for one in told if one.isdigit())


def _stands_together(article: Source, pair: tuple[str, str]) -> bool:
    one, other = pair
    in_order = terms_in_order(f"{article.title}\n{article.text}")
    places = [at for at, term in enumerate(in_order) if term == other]
    return any(one in in_order[max(0, at - _NEAR) : at + _NEAR + 1] for at in places)


def _is_of_place(story: Story, place: frozenset[str]) -> bool:
    if any(place <= _told(f"{one.title}\n{one.text[:_LEAD]}") for one in story.articles):
        return True
    named = sum(place <= _told(one.text) for one in story.articles)
    return named >= max(2, _OFTEN * len(story.articles))


@lru_cache(maxsize=1024)
def _told(text: str) -> frozenset[str]:
    """Return the terms of a text, but for where a court sits that judges what it tells."""
    return terms(_COURT.sub(" ", text))


def _happened_at(story: Story, place: frozenset[str]) -> bool:
    """Say whether a sentence tells that there was a clash, a fire, or what else harms people.

    Where a hospital is told of, the place may be that.
    """
    return any(
        place <= terms(match["place"])
        and events() & terms(text)
        and not in_hospital() & terms(text)
        for one in story.articles
        for start, end in whole_sentences(one.text)
        for text in [_COURT.sub(" ", one.text[start:end])]
        for match in _SAID_OF_PLACE.finditer(text)
    )
