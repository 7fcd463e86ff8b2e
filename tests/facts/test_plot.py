"""Pictures: they come out for whatever the articles tell, and nothing in them covers anything."""

import random
import struct

import pytest

from facts.holding import Reported
from facts.plot import timeline_picture, toll_chart
from facts.plot.canvas import DARK, LIGHT, drawable, width_of, wrapped
from facts.plot.marks import marks, steps
from facts.plot.place import Box, Label, places
from news.correction import Correction
from news.figure import Figure, Span
from news.timeline import Day, Told
from tests.builders import day, source


def told(low, high, on, by, **given):
    at = day(on) if on else None
    name = given.pop("publisher", "Sample Wire")
    figure = Figure(
        article_id=f"{by} {on} {low} {high}", revision="r", measure="killed", low=low, high=high,
        quotes=(Span(0, 12),), phrase=Span(0, 6), as_of=at, reported_by=by, **given,
    )  # fmt: skip
    return Reported(figure, source("People died.", figure.article_id, publisher=name, published=at))


def size_of(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


MANY = [
    told(100 * n, 100 * n if n % 2 else None, f"2023-02-{6 + n // 2:02}", f"ministry {n % 5}")
    for n in range(1, 41)
]


@pytest.mark.parametrize(
    "reports",
    [
        pytest.param([told(0, 0, "2020-02-08", "police")], id="nobody, said once"),
        pytest.param(MANY, id="forty reports"),
        pytest.param(
            [told(0, 0, "2020-01-01", "a"), told(2_500_000, 2_500_000, "2020-03-01", "b")],
            id="from none to millions",
        ),
        pytest.param([told(3, 3, None, "police"), told(5, 5, None, "")], id="dates unknown"),
        pytest.param([told(3, 3, None, "police"), told(5, 5, "2020-02-08", "")], id="one dated"),
        pytest.param(
            [told(3, 3, "2020-02-08", "$x^2$ \\frac{", publisher="北京 🚒\u200d\x07 Кордай")],
            id="signs that are formulas or in no font",
        ),
        pytest.param([told(1, 1, "2020-02-08", "W" * 300)], id="a word longer than the sheet"),
    ],
)
def test_a_toll_is_drawn_as_wide_as_a_phone_whatever_is_told(reports):
    picture = toll_chart("$5 Кордай 北京 🚒 " * 9, reports, counted="Killed")

    assert size_of(picture) == (1080, 1350)


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_a_picture_is_also_drawn_as_lines(form, begins):
    reports = [told(8, 8, "2020-02-08", "police")]

    assert toll_chart("Korday", reports, counted="Killed", form=form).startswith(begins)


def test_a_timeline_is_portrait_and_grows_with_its_days():
    text = "Eight people were killed in clashes in Korday, the ministry said, near the border. "
    one = [
        Day(day(f"2020-02-{n:02}"), (Told("a", "r", Span(0, 9), text * 3),)) for n in range(1, 29)
    ]
    sizes = [size_of(timeline_picture("Korday", one[:n], ["Sample Wire"] * n)) for n in (1, 6, 28)]

    assert [wide for wide, _ in sizes] == [1080] * 3
    assert sizes[0][1] <= sizes[1][1] <= 1350 < sizes[2][1]


def test_light_and_dark_are_two_pictures():
    reports = [told(8, 8, "2020-02-08", "police")]
    light, dark = (toll_chart("Korday", reports, counted="Killed", dark=one) for one in (0, 1))

    assert light != dark


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_words_stand_out_from_the_sheet(colours):
    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for colour in (colours.ink, colours.soft, colours.holds, colours.differs):
        low, high = sorted((light(colour), light(colours.sheet)))
        assert (high + 0.05) / (low + 0.05) >= 4.5


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (told(8, 8, "2020-02-08", "police"), "8"),
        (told(8, None, "2020-02-08", "police", qualifier="at least"), "at least 8"),
        (told(None, 8, "2020-02-08", "police", qualifier="up to"), "up to 8"),
        (told(12, 15, "2020-02-08", "police"), "12–15"),
        (told(8, 8, "2020-02-08", "police", qualifier="about"), "about 8"),
        (told(24, None, "2020-02-08", "police", qualifier="vague"), "24+ (vague)"),
        (told(31, 31, "2020-02-08", "police", derived=True), "our sum: 31"),
        (told(1234567, 1234567, "2020-02-08", "police"), "1,234,567"),
    ],
)
def test_each_number_is_marked_as_sure_as_it_is(report, words):
    [one] = marks([report])

    assert one.number == words


def test_what_cannot_both_be_true_is_marked_and_what_holds_is_not():
    found = marks([told(20, 20, "2020-02-08", "police"), told(8, 8, "2020-02-09", "ministry")])

    assert [(one.number, one.holds) for one in found] == [("≠ 20", False), ("8", True)]


def test_two_who_say_the_same_on_one_day_are_one_point():
    [one] = marks([told(8, 8, "2020-02-08", "police"), told(8, 8, "2020-02-08", "doctors")])

    assert one.who == "police +1"


def test_a_corrected_number_is_not_put_into_the_mouth_of_who_gave_another():
    was = (8, 8)
    corrected = Correction("a", "telegram:1", "2020-02-09T00:00:00Z", was, (9, 9))
    reports = [
        told(9, 9, "2020-02-08", "police", corrected=corrected), told(9, 9, "2020-02-08", "mayor"),
    ]  # fmt: skip

    assert sorted(one.who for one in marks(reports)) == [
        "mayor", "set right by an admin; police: 8",
    ]  # fmt: skip


def test_the_line_says_what_held_on_each_day():
    found = steps([told(8, 8, "2020-02-08", "a"), told(10, 10, "2020-02-10", "b")])

    assert [(f"{on:%d}", value) for on, value in found] == [("08", 8), ("10", 10)]


def test_no_label_covers_another_or_a_point():
    rolls = random.Random(5)
    spots = [(rolls.uniform(100, 1000), rolls.uniform(200, 900)) for _ in range(40)]
    labels = [Label(x, y, rolls.uniform(60, 290), 72) for x, y in spots]
    points = [Box(x - 15, y - 15, x + 15, y + 15) for x, y in spots]
    room = Box(60, 100, 1060, 1000)

    boxes = [one.box for one in places(labels, room, points) if one]

    assert len(boxes) >= 8
    assert all(room.holds(one) for one in boxes)
    assert not any(one.meets(other) for one in boxes for other in points)
    assert not any(one.meets(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])


def test_words_are_cut_after_a_word_and_the_cut_is_marked():
    lines = wrapped("Eight people were killed in clashes in Korday on Friday", 300, lines=2)

    assert lines == ["Eight people were", "killed in clashes …"]
    assert all(width_of(one) <= 300 for one in lines)


def test_letters_without_a_picture_are_boxes_and_emoji_are_left_out():
    assert drawable("Кордай 北京 🚒\u200d!") == "Кордай □□ !"
