"""Which figure holds: each reporter's newest, what came before, and who says otherwise."""

from dataclasses import replace
from datetime import date

import pytest

from facts.holding import latest, reports
from news.figure import Figure, Span
from tests.builders import day, source

WORDS = "People died, it was said. Others had spoken of fewer."
FIRST, SECOND = Span(0, 25), Span(26, 53)


def told(number, article, on, by="", **given):
    fields = {"low": number, "high": number, "as_of": day(on) if on else None, "reported_by": by}
    quotes = given.pop("quotes", (FIRST,))
    return Figure(
        article_id=article, revision="r", measure="killed", quotes=quotes, phrase=quotes[0],
        **{**fields, **given},
    )  # fmt: skip


def sources(*figures, **groups):
    """Return an article for each that the figures stand in, published on the figure's day."""
    return {
        one.article_id: source(
            WORDS,
            one.article_id,
            publisher=f"The {one.article_id}",
            published=one.as_of,
            group=groups.get(one.article_id, ""),
        )
        for one in figures
    }


def standing(*figures, on=None, **groups):
    return latest(reports(figures, sources(*figures, **groups), "killed"), on=on)


def numbers(told):
    return [one.report.figure.low for one in told]


def test_each_reporter_is_held_to_what_it_said_last():
    seen = standing(
        told(12, "a", "2020-02-08", "the Interior Ministry"),
        told(20, "b", "2020-02-10", "the ministry"),
        told(18, "c", "2020-02-09", "doctors"),
    )

    assert numbers(seen.held) == [20, 18]
    assert [one.figure.low for one in seen.held[0].earlier] == [12]
    assert [one.figure.low for one in seen.history] == [12, 18, 20]


def test_a_later_higher_number_is_an_update_and_not_a_contradiction():
    seen = standing(told(12, "a", "2020-02-08", "police"), told(20, "b", "2020-02-10", "doctors"))

    assert numbers(seen.held) == [20, 12]
    assert seen.contradicting == ()


@pytest.mark.parametrize(
    ("number", "on"), [(12, "2020-02-10"), (31, "2020-02-08")], ids=["same day", "more before"]
)
def test_two_numbers_that_cannot_both_be_true_contradict(number, on):
    seen = standing(told(number, "a", on, "police"), told(20, "b", "2020-02-10", "doctors"))

    assert sorted(numbers(seen.held)) == sorted([20, number])
    assert len(seen.contradicting) == 1


def test_at_least_and_more_do_not_contradict():
    seen = standing(
        told(20, "a", "2020-02-10", "doctors"),
        told(8, "b", "2020-02-10", "police", high=None, qualifier="at least"),
    )

    assert seen.contradicting == ()


def test_copies_of_one_report_count_once():
    figures = [told(8, name, "2020-02-08", name) for name in ("a", "b", "c")]

    assert standing(*figures).held[0].publishers == 3
    assert standing(*figures, a="wire", b="wire").held[0].publishers == 2


def test_only_what_was_known_by_the_day_is_held():
    figures = [told(8, "a", "2020-02-08", "police"), told(10, "b", "2020-02-09", "police")]

    assert numbers(standing(*figures, on=date(2020, 2, 8)).held) == [8]
    assert standing(*figures, on=date(2020, 2, 7)).held == ()


def test_an_undated_report_holds_only_where_no_dated_one_does():
    undated = told(9, "a", None)

    assert numbers(standing(undated).held) == [9]
    assert numbers(standing(undated, told(8, "b", "2020-02-08", "police")).held) == [8]


def test_of_an_article_s_own_numbers_the_one_that_it_opens_with_holds():
    first = told(20, "a", "2020-02-08")
    aside = told(17, "a", "2020-02-09", quotes=(SECOND,))

    assert numbers(standing(first, aside).held) == [20]


def test_a_number_that_the_text_calls_an_earlier_one_does_not_hold():
    earlier = told(400, "b", "2020-02-10", qualifier="at first")

    assert numbers(standing(told(20, "a", "2020-02-08"), earlier).held) == [20]
    assert numbers(standing(earlier).held) == [400]


def test_what_others_said_is_no_newer_than_what_the_article_itself_gives():
    seen = standing(
        told(20, "a", "2020-02-07", "the army"),
        told(17, "a", "2020-02-08", "doctors", quotes=(SECOND,)),
    )

    assert numbers(seen.held) == [20, 17]


@pytest.mark.parametrize(
    "given",
    [{"part_of": 20}, {"is_added": True}, {"group": "children"}, {"of": "homes"}],
    ids=lambda given: next(iter(given)),
)
def test_parts_and_additions_and_other_groups_are_not_the_whole(given):
    whole = told(20, "a", "2020-02-08", "police")
    other = replace(told(3, "b", "2020-02-09", "doctors"), **given)

    assert numbers(standing(whole, other).held) == [20]


def test_the_total_of_a_year_is_not_the_toll_of_an_incident():
    incident = told(3, "a", "2020-02-08", "police")
    year = told(120, "b", "2020-02-09", "a charity", scope="total")
    toll = told(4, "c", "2020-02-09", "the hospital", scope="total")

    assert numbers(standing(incident, year, toll).held) == [4, 3]
