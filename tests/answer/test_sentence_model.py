"""Which sentence answers, where there are few to choose from."""

import pytest

from answer.chain import Answerer
from tests.builders import article

FIRST = """The ferry Eta sank off Gull Island on March 2, and eleven people died, officials said.

Twenty-six passengers were taken to a hospital in Port Sample, with six still being treated.

Harbour master records show that 40 lifejackets and two boats were lost.

The transport minister said she had ordered an inquiry into the ferry's owner.
"""


@pytest.fixture
def answerer(parts):
    one = article(FIRST, url="https://example.org/first", title="Ferry sinks")
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return Answerer(parts.retriever)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did the minister say?", "ordered an inquiry"),
        ("Who ordered an inquiry?", "ordered an inquiry"),
        ("What was lost?", "two boats were lost"),
        ("Where did the ferry sink?", "off Gull Island"),
    ],
)
def test_a_first_article_of_a_few_sentences_is_quoted_where_it_tells(answerer, question, words):
    assert words in answerer.answer(question).quotes[0].text
