"""Which figure holds, over several articles."""

from facts.figures import read_figures
from facts.totals import in_all
from facts.which import Report, best
from tests.builders import article, day


def _choose(texts, measure="killed", **asked):
    figures, reports = [], {}
    for number, (title, text) in enumerate(texts):
        one = article(text, title=title, url=f"https://example.org/{number}")
        figures += read_figures(one)
        reports[one.id] = Report(title, day(f"2020-02-{number + 10}"))
    return best(figures, reports, measure, **asked)


def test_what_most_articles_and_their_titles_tell_is_the_best():
    found = _choose(
        [
            ("Five dead in Norvale", "Five people were killed in Norvale on Monday."),
            ("Blast in Norvale kills five", "A blast killed five people in Norvale."),
            ("Fire in Norvale", "A shop burned in Norvale. Residents said two people died."),
        ]
    )

    assert [one.value for one in found] == [5, 2]
    assert found[0].certainty > 0.5


def test_a_part_is_not_the_total():
    text = "Eight people were killed in Norvale, including three children."

    assert _choose([("Norvale", text)])[0].value == 8
    assert _choose([("Norvale", text)], group="children")[0].value == 3


def test_things_are_asked_for_by_kind():
    text = "The fire destroyed 30 homes and 15 shops in Norvale."

    assert [one.value for one in _choose([("Fire", text)], "destroyed", of="shops")] == [15]


def test_those_in_hospital_are_never_added_to_the_injured():
    text = "Twelve people were injured and five were taken to hospital."

    assert _choose([("Norvale", text)], "injured")[0].value == 12


def test_certainties_leave_room_for_doubt_and_nothing_told_is_nothing_found():
    text = "Two people died. Police said three people died."
    found = _choose([("Norvale", text)])
    doubted = _choose([("Nine dead in Norvale", text)])

    assert 0.5 < sum(one.certainty for one in found) < 1
    assert doubted[0].certainty < found[0].certainty
    assert _choose([("Norvale", "It rained.")]) == []


def test_vague_words_answer_only_alone():
    assert _choose([("Norvale", "Dozens of people were killed.")])[0].value == 24


def test_a_number_that_only_a_headline_says_casts_doubt_and_has_no_words_to_quote():
    text = "The victims were flown out. Two people were taken to hospital."
    found = _choose([("Four injured in Norvale", text)], "injured")

    assert [(one.value, len(one.figures)) for one in found] == [(4, 0), (2, 1)]


def _in_all(text, measure="killed"):
    found = in_all(read_figures(article(text, published=None)), measure, text)
    return found and (found.low, found.high, len(found.figures))


def test_regions_are_added_up_and_a_wider_figure_holds_those_before():
    text = (
        "In Norvale, 20 people died. In Eastmoor, 30 people died. Across Westland, 55 people died "
        "in the storm. In Sudland, 4 people died."
    )

    assert _in_all(text) == (59, 59, 2)


def test_a_stated_total_is_taken():
    assert _in_all("Overall, 12 people died. In Norvale, 7 people died.") == (12, 12, 1)


def test_the_injured_of_one_region_are_no_total():
    assert _in_all("In Norvale, 7 people were injured.", "injured") is None
