"""Every quote stands; what does not is told apart."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from news.answer import Claim
from news.verify import verify
from tests.builders import source

TEXT = (
    "Officials denied that 10 people died. “More than 1,000 villagers — all of them — fled,” "
    "the ministry said. A second man was hurt.\n\nThe village had 15 shops."
)
OTHER = "The governor resigned on Monday. Nobody else was blamed by the commission."
SOURCES = {"a": source(TEXT, "a"), "b": source(OTHER, "b")}


def quoted(words: str, article_id: str = "a", quote_chars: int = 400) -> list[str]:
    quotes, _ = verify([Claim(words, article_id)], SOURCES, quote_chars=quote_chars)
    return [quote.text for quote in quotes]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("10 people died", id="as it stands"),
        pytest.param("10  people\ndied", id="other white space"),
        pytest.param("10 PEOPLE died.", id="other case, a full stop added"),
        pytest.param("that 10 people died,", id="other punctuation at the end"),
    ],
)
def test_a_claim_is_widened_to_its_sentence_so_that_no_denial_is_cut_off(words):
    assert quoted(words) == ["Officials denied that 10 people died."]


def test_what_is_shown_are_the_archives_own_characters():
    shown = quoted('"More than 1,000 villagers - all of them - fled"')

    assert shown == ["“More than 1,000 villagers — all of them — fled,” the ministry said."]


@pytest.mark.parametrize(
    ("words", "article_id", "fault"),
    [
        pytest.param("12 people died", "a", "nowhere", id="another number"),
        pytest.param("000 villagers", "a", "nowhere", id="the end of a number"),
        pytest.param("5 shops", "a", "nowhere", id="the end of a number without a mark"),
        pytest.param("people die", "a", "nowhere", id="half a word"),
        pytest.param("The governor resigned on Monday", "a", "elsewhere", id="another article"),
        pytest.param(
            "Officials denied that the village had 15 shops", "a", "stitched", id="two places"
        ),
        pytest.param("Officials denied ... had 15 shops", "a", "stitched", id="with dots between"),
        pytest.param(" “” ", "a", "empty", id="nothing"),
        pytest.param("10 people died", "c", "elsewhere", id="an unknown article"),
    ],
)
def test_what_does_not_stand_as_claimed_is_withheld_with_its_fault(words, article_id, fault):
    quotes, withheld = verify([Claim(words, article_id)], SOURCES, quote_chars=400)

    assert quotes == []
    assert [one.fault for one in withheld] == [fault]


def test_the_same_place_is_quoted_once():
    claims = [Claim("10 people died", "a"), Claim("Officials denied", "a")]

    quotes, withheld = verify(claims, SOURCES, quote_chars=400)

    assert len(quotes) == 1
    assert withheld == []


def test_words_that_stand_twice_are_quoted_where_they_were_found():
    text = "Ten died. Then it was quiet. Ten died."

    quotes, _ = verify(
        [Claim("Ten died.", "a")], {"a": source(text)}, quote_chars=12, near={"a": 29}
    )

    assert (quotes[0].start, quotes[0].end) == (29, 38)


@pytest.mark.parametrize("quote_chars", [40, 60, 100])
def test_a_long_quote_is_cut_at_a_word(quote_chars):
    text = "The minister said " + "very " * 40 + "little."

    quotes, _ = verify([Claim(text, "a")], {"a": source(text)}, quote_chars=quote_chars)

    assert len(quotes[0].text) <= quote_chars
    assert text[quotes[0].end] == " "


WORDS = st.lists(
    st.sampled_from(
        ["ten", "Ten", "1,000", "died", "“no”", "it’s", "a—b", "Кордай", "🙂", "x.", "é"]
    ),
    min_size=1,
    max_size=25,
)


@given(WORDS, st.data())
def test_any_run_of_words_retyped_is_found_and_shown_as_it_stands(words, data):
    text = " ".join(words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    retyped = "  ".join(words[first:last]).translate(
        str.maketrans({"“": '"', "”": '"', "’": "'", "—": "-"})
    )
    assume(any(character.isalnum() for character in retyped))

    quotes, withheld = verify([Claim(retyped, "a")], {"a": source(text)}, quote_chars=500)

    assert withheld == []
    quote = quotes[0]
    assert text[quote.start : quote.end] == quote.text
    assert quote.revision == "r"


@given(st.text(max_size=60), st.text(min_size=1, max_size=40), st.integers(40, 80))
def test_no_quote_is_ever_shown_that_does_not_stand(text, words, quote_chars):
    quotes, _ = verify([Claim(words, "a")], {"a": source(text)}, quote_chars=quote_chars)

    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text
        assert quote.text.strip()
        assert len(quote.text) <= quote_chars
