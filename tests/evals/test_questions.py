"""Our own questions: a conversation is asked in order, as a chat would keep it."""

from dataclasses import replace

from evals.questions import Case, score
from news.answer import Answer
from tests.builders import quote

FIRST = Case("first", "How many boats sank in Zeta?", True, ("Two boats",), kind="count")
FOLLOWING = Case(
    "following", "Why?", True, ("ice",), conversation=(FIRST.question,), kind="follow-up"
)


def test_the_questions_of_a_conversation_are_asked_before_with_what_was_understood():
    heard = []

    def ask(question, before, known_on):
        heard.append((question, [turn.understood for turn in before.turns], before.about))
        return Answer(question, "", standalone=question.upper(), about=("a",))

    score([FOLLOWING], ask)

    assert heard == [
        (FIRST.question, [], ()),
        ("Why?", [FIRST.question.upper()], ("a",)),
    ]


def test_what_is_met_is_told_for_each_kind():
    unmet = replace(FIRST, id="other", expect=("Nine boats",))

    found = score(
        [FIRST, unmet, FOLLOWING],
        lambda question, before, known_on: Answer(question, "", (quote("Two boats sank."),)),
    )

    assert found.kinds == {"count": "1/2", "follow-up": "0/1"}
    assert found.missed == ("other", "following")
    assert found.share == 1 / 3
