"""The floor of the questions over the samples."""

import pytest

from cli.parts import Parts
from cli.settings import ROOT, load
from evals.questions import read_cases, score

FLOOR = 0.8


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    parts = Parts(load(data=tmp_path_factory.mktemp("samples")))
    report = parts.ingest([str(ROOT / "samples")])
    assert not report.failed
    assert len(report.new) >= 15
    parts.catch_up()
    yield parts
    parts.release_lock()
    parts.archive.close()


def test_the_sample_questions_are_answered_and_every_quote_is_verbatim(parts):
    answerer = parts.answerer()
    answers = []

    def ask(question, conversation, known_on):
        answer = answerer.answer(question, conversation, known_on=known_on)
        answers.append(answer)
        return answer

    result = score(read_cases(ROOT / "samples" / "questions.jsonl"), ask)

    assert result.share >= FLOOR, result.missed
    for quote in [quote for answer in answers for quote in answer.quotes]:
        source = parts.archive.source(quote.article_id, quote.revision)
        assert source is not None
        assert source.text[quote.start : quote.end] == quote.text
