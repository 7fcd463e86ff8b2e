"""What a model writes is read while it grows, and in the forms in which models write."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.proposal import Proposal, Proposed, closed, whole
from news.errors import ModelError

TEXT = st.text(max_size=12)
QUOTES = st.lists(st.tuples(TEXT.filter(str.strip), st.integers(0, 20)), max_size=4)


@given(QUOTES, TEXT)
def test_each_quote_is_there_once_its_last_mark_is_written_and_never_before(quotes, text):
    given = [Proposed(*quote) for quote in quotes]
    parts = [json.dumps({"passage": one.passage, "words": one.words}) for one in given]
    written = '{"quotes": ['

    for at, part in enumerate(parts):
        written += ", " * (at > 0)
        assert closed(written + part[:-1]) == given[:at]
        written += part
        assert closed(written) == given[: at + 1]
    written += f'], "text": {json.dumps(text)}}}'
    assert whole(written) == Proposal(tuple(given), text.strip())


@pytest.mark.parametrize(
    ("written", "words"),
    [
        pytest.param('{"quotes": "Ten died.", "text": ""}', ["Ten died."], id="a string"),
        pytest.param('{"quotes": {"words": "Ten died."}}', ["Ten died."], id="one quote"),
        pytest.param('{"quote": ["Ten died."]}', ["Ten died."], id="another name"),
        pytest.param('{"quotes": ["a\nb", 5, {"n": 1}]}', ["a\nb"], id="what is no quote left out"),
        pytest.param('{"x": 1} {"quotes": ["a"]}', ["a"], id="other JSON before"),
        pytest.param('```{"quotes":["a"],"text":"b"}``` Done.', ["a"], id="words around it"),
        pytest.param('{"text": "b", "quotes": ["a"]}', ["a"], id="the prose first"),
        pytest.param('{"quotes": null, "text": null}', [], id="nothing"),
    ],
)
def test_evidence_is_kept_in_every_form(written, words):
    assert [quote.words for quote in whole(written).quotes] == words


@pytest.mark.parametrize(
    "written",
    [
        "",
        "I cannot.",
        '{"quotes": ["a"',
        '{"quotes": 5, "text": ""}',
        '{"quotes": [], "text": [1]}',
    ],
)
def test_what_is_not_the_form_that_was_asked_for_cannot_be_read(written):
    with pytest.raises(ModelError, match="could not be read"):
        whole(written)
