"""A real model without sense, served over HTTP: none of its garbage reaches a reader."""

import json

import pytest

from answer.chain import Answerer, Options
from answer.model import open_model
from tests.model_server import ModelServer, says
from tests.random_model import RandomModel

QUESTION = "How many people died in Korday?"


def freely(model):
    """Return a reply of whatever the model goes on with."""
    return lambda body: says(model.go_on(body["messages"][-1]["content"], 60))


def in_form(model):
    """Return a reply in which the model fills in the form, as servers hold models to a schema."""

    def reply(body):
        prompt = body["messages"][-1]["content"]
        quotes = [
            {"passage": number, "words": model.go_on(prompt, length)}
            for number, length in ((1, 4), (2, 12), (3, 40))
        ]
        return says(json.dumps({"quotes": quotes, "text": model.go_on(prompt, 40) + "."}))

    return reply


@pytest.mark.parametrize("writes", [freely, in_form])
@pytest.mark.parametrize("seed", range(8))
def test_the_answer_is_the_one_without_the_model(samples, seed, writes):
    model = RandomModel(seed)
    told = []
    with ModelServer() as server:
        server.replies = [writes(model)]
        answerer = Answerer(
            samples.retriever,
            Options(),
            model=open_model("openai:random", timeout=30, base_url=server.url),
        )
        answer = answerer.answer(QUESTION, tell=told.append)
    without = Answerer(samples.retriever).answer(QUESTION)

    assert 2_000 < model.weights < 10_000
    assert answer.text.startswith(without.text)
    assert len(answer.withheld) in (0, 3)
    assert len(answer.text.splitlines()) <= len(without.text.splitlines()) + 2
    assert answer.quotes == without.quotes
    assert answer.note.endswith("; this is the answer without it.")
    assert told == []
