"""The measures of follow-ups, by hand, and the weights that are learned from them."""

import gzip
import json
from dataclasses import asdict

import pytest

from answer.leans import shipped
from evals import followups
from evals.followups import Exchange
from evals.learn_followups import learn

FIRST = "How many boats sank in Zeta?"


def written(path, lines):
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(lines if isinstance(lines, str) else "\n".join(map(json.dumps, lines)))


def test_words_that_people_added_are_wanted_and_others_cost_precision():
    exchange = Exchange("one", (FIRST,), "Why?", "Why did boats sink in Zeta?")

    found = followups.evaluate([exchange], lambda question, before: "Why (boats, harbour)?")

    assert found["recall"].value == pytest.approx(1 / 3)
    assert found["precision"].value == pytest.approx(1 / 2)
    assert found["left alone"].n == 0


@pytest.mark.parametrize(
    ("condensed", "share"),
    [
        pytest.param("Who won the regatta?", 1.0, id="as it was"),
        pytest.param("Who won?", 1.0, id="shortened"),
        pytest.param("Who won the regatta (Zeta)?", 0.0, id="with a word of the conversation"),
    ],
)
def test_a_whole_question_is_to_be_left_alone(condensed, share):
    exchange = Exchange("one", (FIRST,), "Who won the regatta?", "Who has won the regatta?")

    found = followups.evaluate([exchange], lambda question, before: condensed)

    assert found["left alone"].value == share


def test_a_conversation_goes_on_from_how_it_was_understood():
    second, third = "And ferries?", "When was that?"
    exchanges = [
        Exchange("one", (FIRST,), second, "How many ferries sank?"),
        Exchange("one", (FIRST, second), third, "When did ferries sink?"),
    ]
    before = []

    def condense(question, conversation):
        before.append([turn.understood for turn in conversation.turns])
        return question.upper()

    followups.evaluate(exchanges, condense)

    assert before == [[FIRST], [FIRST, "AND FERRIES?"]]


def test_both_sets_are_read_without_their_first_questions(tmp_path):
    turns = [
        {"raw_utterance": FIRST, "manual_rewritten_utterance": FIRST},
        {"raw_utterance": "Why?", "manual_rewritten_utterance": "Why did boats sink?"},
    ]
    written(tmp_path / followups.CAST, json.dumps([{"number": 1, "turn": turns}]))
    lines = [
        {"_id": "a<::>10", "text": "|user|: Why?"},
        {"_id": "a<::>9", "text": f"|user|: {FIRST}"},
    ]
    written(tmp_path / "mtrag_govt_lastturn.jsonl.gz", lines)
    written(
        tmp_path / "mtrag_govt_rewrite.jsonl.gz",
        [{**line, "text": "|user|: Why did boats sink?"} for line in lines],
    )

    for found in (followups.read_cast(tmp_path), followups.read_mtrag(tmp_path)):
        (only,) = found
        assert only.said == (FIRST,)
        assert only.question == "Why?"
        assert only.takes == {"boat", "sink"}


def test_what_is_learned_has_a_weight_for_every_sign_and_tells_a_pronoun_from_a_whole_question():
    whole = "Which minister opened the museum in Eta?"
    exchanges = [
        exchange
        for number in range(40)
        for exchange in (
            Exchange(f"{number}", (FIRST,), "When was it?", "When did the boats sink in Zeta?"),
            Exchange(f"{number}", (FIRST,), whole, whole),
        )
    ]

    learned = asdict(learn(exchanges))

    assert {name: set(weights) for name, weights in learned.items()} == {
        name: set(weights) for name, weights in asdict(shipped()).items()
    }
    assert learned["leans"]["pronoun"] > 0
    assert learned["leans"]["names alone"] <= 0
