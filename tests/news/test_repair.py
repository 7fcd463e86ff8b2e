"""Quotes that a model changed, found again: what comes back are the archive's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.answer import Claim
from news.repair import repaired
from news.verify import verify
from tests.builders import source

TEXT = (
    "Eleven people were killed in the clashes, and 185 were injured. The court heard, however, "
    "that no officer was hurt in Masanchi. More than 1,000 villagers — all of them — fled.\n\n"
    "A curfew was ordered."
)
OTHER = "The governor resigned on Monday. Two deputies left with him."
SOURCES = {"a": source(TEXT, "a"), "b": source(OTHER, "b")}

FIRST = "Eleven people were killed in the clashes, and 185 were injured."
CURFEW = "A curfew was ordered."
FLED = "More than 1,000 villagers — all of them — fled."


def shown(words, article_id="a"):
    """Return the quotes that are shown of a claim, and how many of its parts are withheld."""
    claims = repaired(Claim(words, article_id), SOURCES)
    quotes, withheld = verify(claims, SOURCES, quote_chars=400)
    return [quote.text for quote in quotes], len(withheld)


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        pytest.param("eleven people were KILLED in the clashes", [FIRST], id="other case"),
        pytest.param("killed in the clashes and 185 were injured", [FIRST], id="a comma left out"),
        pytest.param("More than 1000 villagers, all of them, fled!", [FLED], id="other marks"),
        pytest.param("Eleven people ... 185 were injured", [FIRST], id="dots for what is left out"),
        pytest.param("Eleven people were killed and 185 injured", [FIRST], id="words left out"),
        pytest.param(f"{FIRST} {CURFEW}", [FIRST, CURFEW], id="two sentences of one article"),
        pytest.param(f"{FIRST} […] {CURFEW}", [FIRST, CURFEW], id="two with dots between"),
        pytest.param(
            "A curfew was ordered. The governor resigned on Monday.",
            [CURFEW, "The governor resigned on Monday."],
            id="sentences of two articles",
        ),
        pytest.param(
            "Two deputies left with him", ["Two deputies left with him."], id="another article"
        ),
    ],
)
def test_what_was_changed_on_the_way_is_shown_as_it_stands(words, quotes):
    assert shown(words) == (quotes, 0)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Twelve people were killed in the clashes", id="another number"),
        pytest.param("that officer was hurt in Masanchi", id="a word left out that turns it"),
        pytest.param("Eleven people were ordered", id="two sentences cut into one"),
        pytest.param("people in clashes", id="too few words to be sure"),
        pytest.param("Fifty villages were destroyed.", id="invented"),
        pytest.param("Invented here. Invented there.", id="invented twice is one quote"),
        pytest.param("people", id="one word"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_stands_nowhere_is_still_withheld(words):
    assert shown(words) == ([], 1)


def test_of_a_joined_quote_the_invented_part_is_withheld_alone():
    assert shown(f"{CURFEW} Fifty villages were destroyed.") == ([CURFEW], 1)


@given(st.data())
def test_a_sentence_with_any_words_left_out_is_found_or_withheld_but_never_invented(data):
    words = FIRST.split()
    kept = data.draw(st.lists(st.sampled_from(range(len(words))), unique=True).map(sorted))

    quotes, withheld = shown(" ".join(words[at] for at in kept))

    assert quotes == [FIRST] or (quotes == [] and withheld == 1)
