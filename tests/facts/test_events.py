"""What an article tells of days."""

from datetime import UTC, date, datetime

import pytest

from facts.events import read_events
from news.entry import Entry
from news.moment import Moment
from tests.builders import article, day


def _told(one):
    return [
        (event.date.isoformat(), one.text[event.quote.start : event.quote.end])
        for event in read_events(one)
    ]


def test_a_sentence_that_names_a_day_is_an_event_of_that_day():
    one = article(
        "Calm held. On 7 February crowds burned homes in Masanchi.", published=day("2021-03-01")
    )

    events = [event for event in read_events(one) if event.named]

    assert [event.date.isoformat() for event in events] == ["2021-02-07"]
    assert one.text[slice(*events[0].quote)] == "On 7 February crowds burned homes in Masanchi."
    assert (events[0].article_id, events[0].revision) == (one.id, one.revision)
    assert events[0].place == "Masanchi"


def test_the_lead_of_a_report_is_an_event_of_the_day_it_was_published():
    one = article("A ferry sank near the port of Albo with forty people. Nobody knows why it did.")

    event = read_events(one)[0]

    assert (event.date.isoformat(), event.named) == ("2020-02-09", False)


def test_an_article_without_a_date_has_no_events_but_those_it_dates_itself():
    one = article(
        "A ferry sank near Albo on Friday. Another sank there on 3 May 2012.", published=None
    )

    assert [at for at, _ in _told(one)] == ["2012-05-03"]


def test_the_dateline_is_the_day_from_which_weekdays_are_read():
    one = article(
        "ALMATY, February 8 (Sample Wire) -- A bridge fell on Saturday with two lorries on it.",
        published=day("2020-02-10"),
    )

    assert [at for at, _ in _told(one)] == ["2020-02-08"]


def test_each_entry_of_a_live_blog_is_read_from_its_own_time():
    first, second = "The ferry sank yesterday with forty people.", "The ferry was raised yesterday."
    text = f"{first}\n{second}"
    times = [
        Moment(datetime(2020, 2, at, 9, tzinfo=UTC)) for at in (9, 12)
    ]  # fmt: skip
    one = article(
        text,
        entries=(
            Entry(0, len(first), times[0]),
            Entry(len(first) + 1, len(text), times[1]),
        ),
    )

    assert _told(one) == [("2020-02-08", first), ("2020-02-11", second)]


@pytest.mark.parametrize(
    ("more", "less"),
    [
        pytest.param(
            "Rebels seized the bridge and two villages on 3 February.",
            "They will perhaps seize the bridge and two villages on 3 February.",
            id="done more than expected",
        ),
        pytest.param(
            "Rebels seized the bridge and two villages on 3 February.",
            "I think that we must remember the 3 February and the bridge.",
            id="reported more than felt",
        ),
    ],
)  # fmt: skip
def test_what_was_done_weighs_more(more, less):
    weights = [
        max(event.weight for event in read_events(article(text, title="The south")) if event.named)
        for text in (more, less)
    ]

    assert weights[0] > weights[1]


def test_words_of_the_title_make_a_sentence_weigh_more():
    text = "Rebels seized the bridge and two villages on 3 February."

    about, other = (
        read_events(article(text, title=title))[0].weight
        for title in ("Bridge seized by rebels", "Grain prices")
    )

    assert about > other
    assert 0 <= other <= about <= 1


def test_dates_of_a_whole_month_are_as_exact_as_the_text():
    one = article("They met in May 2016 and parted in 2018.", published=day("2020-02-09"))

    assert {event.date.isoformat() for event in read_events(one) if event.named} == {
        "2016-05",
        "2018",
    }
    assert date(2016, 5, 1) in {event.date.at.date() for event in read_events(one)}


def test_what_follows_a_lead_on_another_day_matters_less():
    after = "Divers found the wreck of the ferry in the bay."
    dated = article(
        f"A ferry sank off Albo on 29 January. {after}", title="", published=day("2020-01-30")
    )
    undated = article(f"A ferry has sunk off Albo. {after}", title="", published=day("2020-01-30"))

    weights = [read_events(one)[-1].weight for one in (dated, undated)]

    assert weights[0] < weights[1]
