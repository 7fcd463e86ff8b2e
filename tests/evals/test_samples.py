"""The floor of the questions over the samples."""

from cli.evaluate import SAMPLES_FLOOR
from cli.settings import ROOT
from evals.questions import read_cases, score


def test_the_sample_questions_are_answered_and_every_quote_is_verbatim(samples):
    answerer = samples.answerer()
    answers = []

    def ask(question, conversation, known_on):
        answer = answerer.answer(question, conversation, known_on=known_on)
        answers.append(answer)
        return answer

    result = score(read_cases(ROOT / "samples" / "questions.jsonl"), ask)

    assert result.share >= SAMPLES_FLOOR, result.missed
    for quote in [quote for answer in answers for quote in answer.quotes]:
        source = samples.archive.source(quote.article_id, quote.revision)
        assert source is not None
        assert source.text[quote.start : quote.end] == quote.text
