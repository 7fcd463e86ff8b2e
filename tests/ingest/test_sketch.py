"""Which texts are one story: our own words, as several mastheads would print them."""

from dataclasses import replace

import pytest

from ingest.sketch import sketch
from news.sketch import is_copy
from tests.builders import article, day

WIRE = """\
A ferry with 212 people on board ran aground off Cape Example before dawn on Tuesday, and the crew \
had everybody in boats within the hour, the coast guard said.

Two passengers were treated for broken bones at the clinic in Port Sample. The others were taken \
to a school gymnasium, where families from the village brought blankets and soup.

The captain told the harbour master that the light on the cape had been dark when he passed it. \
The agency that keeps the lights said a storm had cut the cable on Sunday, and that a repair crew \
could not land on the rock because of the swell.

Salvage engineers will look at the hull when the tide is low on Wednesday. The owner of the ferry, \
a small company with three ships, said that it would bring cars and mail to the islands with a \
hired barge until then.
"""
OTHER_REPORT = """\
Passengers of the night ferry spoke of fear and of calm seamanship after their ship struck rocks \
at Cape Example on Tuesday.

"We heard a long scraping noise, then the lights went out," said a teacher who was on her way home \
with her class. "The crew counted us twice before the boats were lowered."

All 212 people on board came ashore, two of them with broken bones. Questions are now asked about \
the lighthouse, which people on the cape say has been dark for days. The agency in charge blames a \
cable; the mayor blames the agency, which he says was told of the damage on Sunday evening.

Nobody knows yet when the ship can be moved, or who will bring the mail.
"""
FURNITURE = "Read more\n\nShare this article\n\nSign up for our newsletter\n\nAdvertisement\n\n"
STUB = "Subscribe to go on reading this story. Already a subscriber? Log in with your address."


def printed(text: str, publisher: str | None = "Other Post", on: str = "2021-03-02"):
    return sketch(article(text, publisher=publisher, published=day(on)))


SENT = printed(WIRE, "Sample Wire")


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(printed(WIRE), id="the same words"),
        pytest.param(printed(WIRE.replace("Two", "Three")), id="one figure changed"),
        pytest.param(printed(WIRE[: len(WIRE) * 6 // 10]), id="cut from the end"),
        pytest.param(printed(FURNITURE + WIRE + FURNITURE), id="between a page's furniture"),
        pytest.param(printed(f"By our own staff on the islands.\n\n{WIRE}"), id="another byline"),
        pytest.param(printed(WIRE.upper()), id="in capitals"),
        pytest.param(printed(WIRE, on="2021-03-04"), id="two days later"),
        pytest.param(printed(WIRE, publisher=None), id="by nobody knows whom"),
        pytest.param(replace(printed(WIRE), day=None), id="undated"),
        pytest.param(printed(WIRE, "Sample Wire"), id="the same words of one publisher"),
    ],
)
def test_one_story_under_two_mastheads_is_a_copy(copy):
    assert is_copy(SENT, copy)
    assert is_copy(copy, SENT)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(printed(OTHER_REPORT), id="another report on the same"),
        pytest.param(printed(WIRE, on="2021-03-12"), id="the same words ten days later"),
        pytest.param(
            printed(WIRE[: len(WIRE) // 2] + OTHER_REPORT[len(OTHER_REPORT) // 2 :], "Sample Wire"),
            id="a publisher's own next report with standing paragraphs",
        ),
        pytest.param(printed(STUB), id="a page that holds no article"),
        pytest.param(printed("Twelve."), id="a word"),
    ],
)
def test_two_reports_are_no_copies(other):
    assert not is_copy(SENT, other)
    assert not is_copy(other, SENT)


def test_of_short_texts_only_the_same_words_are_copies():
    short = printed("Ten people died when a ferry sank off Cape Example, the coast guard said.")
    same = printed("TEN people died when a ferry sank off Cape Example, the coast guard said.")
    near = printed("Six people died when a ferry sank off Cape Example, the coast guard said.")

    assert is_copy(short, same)
    assert not is_copy(short, near)


def test_copies_share_bands_and_reports_written_apart_hardly_any():
    def shared(other):
        return len(set(SENT.bands()) & set(other.bands()))

    assert shared(printed(WIRE)) == len(set(SENT.bands()))
    assert shared(printed(WIRE[: len(WIRE) * 6 // 10])) >= 2
    assert shared(printed(OTHER_REPORT)) < 2


def test_texts_without_spaces_between_words_are_compared_too():
    text = "渡轮星期二清晨在海角附近搁浅船上二百一十二人全部获救海岸警卫队说两名乘客骨折" * 3

    assert is_copy(printed(text, "A"), printed(text + "完", "B"))
