"""Sentences and normalised text: offsets are never lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.text import normalise, sentences

TEXTS = st.text(
    alphabet=st.sampled_from("aB1 .!?…,'\"“”’«»—-\n\t\u00a0\u00ad\u0301éж🙂"), max_size=80
)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="marks end sentences"),
        pytest.param("One\nTwo", ["One", "Two"], id="a line break ends one"),
        pytest.param(
            'He said "Go." She went.', ['He said "Go."', "She went."], id="closing quotes"
        ),
        pytest.param(
            "Умер в 2020 г. Потом тишина.", ["Умер в 2020 г.", "Потом тишина."], id="Russian"
        ),
        pytest.param(
            "At 5 p.m. Police came.", ["At 5 p.m.", "Police came."], id="p.m. may end one"
        ),
        pytest.param("It was I. He left.", ["It was I.", "He left."], id="the pronoun I"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Dr. Smith came with Mr. Jones.", id="titles"),
        pytest.param("J. K. Doe spoke.", id="initials"),
        pytest.param("It rose by 1.5 million.", id="decimals"),
        pytest.param("On Feb. 8 it began.", id="a month cut short"),
        pytest.param("“Why?” he asked.", id="a question inside"),
        pytest.param("They left … and came back.", id="an ellipsis inside"),
        pytest.param("см. стр. 5", id="Russian abbreviations before small letters"),
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text):
    assert cut(text) == [text]


@given(TEXTS)
def test_every_visible_character_is_in_exactly_one_sentence(text):
    spans = sentences(text)

    assert all(start < end for start, end in spans)
    assert all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    inside = "".join(text[start:end] for start, end in spans)
    assert "".join(inside.split()) == "".join(text.split())


@given(TEXTS)
def test_what_is_normalised_maps_back_into_the_text(text):
    found = normalise(text)

    assert len(found.text) == len(found.starts) == len(found.ends)
    for position in range(len(found.text)):
        start, end = found.original(position, position + 1)
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("“yes” – ‘no’", "\"yes\" - 'no'", id="quotation marks and dashes"),
        pytest.param("a \n\u00a0 b", "a b", id="white space"),
        pytest.param("cafe\u0301", "caf\u00e9", id="accents composed or not"),
        pytest.param(
            "at a cafe\u0301, say", "at a caf\u00e9, say", id="an accent among plain words"
        ),
        pytest.param("so\u00adft", "soft", id="a soft hyphen"),
        pytest.param("it -- so", "it — so", id="a dash typed as two"),
        pytest.param("wait…", "wait...", id="an ellipsis"),
    ],
)
def test_what_reads_the_same_is_normalised_to_the_same(one, other):
    assert normalise(one).text == normalise(other).text


def test_case_and_words_are_kept_apart():
    assert normalise("Korday").text != normalise("korday").text
