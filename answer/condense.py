"""A follow-up made into a question that stands alone, by rules."""

import re

from answer.asked import asked
from news.conversation import Conversation
from vectorstore.analyse import analyse, content_terms

_LEADS_ON = re.compile(
    r"^(?:and|but|so|also|then|ok|а|и)\b[,\s]*|^(?:what|how) about\b\s*", re.IGNORECASE
)
_ASKS_ALIKE = re.compile(r"^(?:(?:and|but|so|also|then|ok)\b[,\s]*)?(?:what|how) about\b", re.I)
_PLACED = re.compile(
    r"(?:\s+(?:in|at|near|from|of|on|over|by|to))?(?:\s+the)?(?:\s+[A-ZА-ЯЁ][\w'’-]*)+"
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_POINTS_BACK = re.compile(
    r"\b(?:it|its|he|him|his|she|her|they|them|their|those|these|there|then|that|this|same"
    r"|так|он|она|они|их|там|это|тогда)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"^how many\s+(?P<counted>[\w'’-]+(?:\s+[\w'’-]+)?)\W*$", re.IGNORECASE)
_FRAME = re.compile(r"^(?P<head>how many)\s+(?P<counted>.+?)\s+(?P<verb>(?:were|was|are|is|have|had"
                    r"|did|died|fled)\b.*)$", re.IGNORECASE)  # fmt: skip
_FEW_TERMS = 2


def condense(question: str, conversation: Conversation) -> str:
    """Return the question with what it leaves to the conversation; unchanged if that is nothing.

    "And how many shops?" after "How many homes were damaged?" is "How many shops were damaged?";
    otherwise the words of the last question that a follow-up lacks are put behind it.
    """
    plain = question.strip()
    if not conversation.turns or not _is_follow_up(plain):
        return question
    before = conversation.turns[-1].understood
    bare = _LEADS_ON.sub("", plain).strip()
    bare = _LEADS_ON.sub("", bare).strip() or plain
    if _ASKS_ALIKE.match(plain) and _names_a_thing(bare):
        return _of_another(bare, before)
    same_frame = _in_frame(bare, before)
    if same_frame:
        return same_frame
    carried = _carried(bare, [before])
    if not carried:
        return _capital(bare)
    return f"{_capital(bare.rstrip(' ?.!'))} ({' '.join(carried)})?"


def _is_follow_up(question: str) -> bool:
    if _LEADS_ON.match(question) or _POINTS_BACK.search(question):
        return True
    return (
        len(content_terms(question)) <= _FEW_TERMS
        and len(question.split()) <= 5
        and not (re.search(r"(?<!^)\b[A-ZА-ЯЁ]\w+", question))
    )


def _names_a_thing(bare: str) -> bool:
    """Say whether the words ask nothing by themselves: "Bata", "the children", not "the dead"."""
    alone = asked(bare)
    return alone.kind == "what" and not alone.measure and len(alone.terms) <= _FEW_TERMS


def _of_another(bare: str, before: str) -> str:
    """Return the last question asked of something else; a name takes the place of its names."""
    kept = _IN_BRACKETS.sub("", before).strip(" ?.!")
    if re.search(r"[A-ZА-ЯЁ]", bare):
        kept = _PLACED.sub("", kept)
    return f"{kept} ({bare.strip(' ?.!')})?"


def _in_frame(bare: str, before: str) -> str | None:
    """Return "how many X" with the verb of the last "how many Y were Z", if both have the form."""
    asks, frame = _HOW_MANY.match(bare), _FRAME.match(before.strip())
    if not asks or not frame:
        return None
    words = asks["counted"].split()
    if asked(bare).measure or words[-1].lower() in ("died", "were", "was"):
        return None
    return f"How many {asks['counted']} {frame['verb']}"


def _carried(bare: str, earlier: list[str]) -> list[str]:
    """Return the words of earlier questions that tell the topic and are not replaced here."""
    own = set(analyse(bare))
    mine = asked(bare)
    carried: list[str] = []
    for question in earlier:
        theirs = asked(question)
        topic = set(content_terms(question))
        if mine.kind == "count" or mine.measure:
            # Another count of the same event: the event is carried, the old measure is not.
            topic -= {term for term in topic if theirs.measure and _is_measure(term)}
            topic -= set(theirs.counted)
        for word in re.findall(r"[\w'’.-]+", question):
            terms = analyse(word)
            if terms and set(terms) <= topic and not set(terms) & own:
                carried.append(word.strip(".'’"))
                own |= set(terms)
    return carried


def _is_measure(term: str) -> bool:
    from answer.lexicon import measure_of

    return measure_of([term]) is not None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
