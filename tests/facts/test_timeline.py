"""Timelines of made-up stories."""

from datetime import date

import pytest

from facts.collect import collect
from facts.events import read_events
from facts.timeline import reaching, timeline, told_of
from news.timeline import Told
from tests.builders import article, day

SANK = "A ferry sank near the port of Albo on 3 March with forty people on board."
RAISED = "Divers raised the ferry from the sea bed off Albo on Monday."
CHARGED = "Prosecutors charged the owner of the ferry in Albo on 20 March."


def _articles(*told):
    return [
        article(text, url=f"https://example.org/{number}", title=title, published=day(published))
        for number, (published, title, text) in enumerate(told)
    ]


STORY = _articles(
    ("2021-03-04", "Ferry sinks near Albo", f"{SANK} Rescuers searched the bay all night."),
    ("2021-03-05", "Search goes on", "Boats searched the bay. The ferry sank on 3 March."),
    ("2021-03-09", "Ferry raised", f"{RAISED} It had gone down on 3 March."),
    ("2021-03-21", "Owner charged", f"{CHARGED} He had bought it in May 2016."),
)  # fmt: skip


def _timeline(articles, **options):
    events = [event for one in articles for event in read_events(one)]
    return timeline(events, articles, **options)


def test_days_stand_in_order_each_with_the_sentence_that_tells_it():
    found = _timeline(STORY)

    told = {one.date.isoformat(): one.summary for one in found}
    assert list(told) == sorted(told)
    assert told["2021-03-03"] == SANK
    assert told["2021-03-08"] == RAISED
    assert told["2021-03-20"] == CHARGED


def test_every_quote_stands_in_its_article():
    texts = {(one.id, one.revision): one.text for one in STORY}

    quotes = [quote for one in _timeline(STORY) for quote in one.quotes]

    assert quotes
    for told in quotes:
        assert texts[told.article_id, told.revision][slice(*told.quote)] == told.text


def test_of_so_many_days_those_are_kept_of_which_most_is_told():
    found = _timeline(STORY, days=1)

    assert [one.date.isoformat() for one in found] == ["2021-03-03"]


@pytest.mark.parametrize(
    ("bounds", "days"),
    [
        ({"first": date(2021, 3, 8)}, {"2021-03-08", "2021-03-20"}),
        ({"last": date(2021, 3, 3)}, {"2021-03-03"}),
        ({"first": date(2022, 1, 1)}, set()),
    ],
)
def test_dates_outside_of_the_bounds_are_left_out(bounds, days):
    found = {one.date.isoformat() for one in _timeline(STORY, **bounds)}

    assert days <= found
    assert all(bounds.get("first", date.min) <= date.fromisoformat(one) for one in found)
    assert all(date.fromisoformat(one) <= bounds.get("last", date.max) for one in found)


def test_a_month_that_several_articles_tell_of_is_in_the_timeline_as_a_month():
    more = _articles(
        ("2021-03-22", "The owner", "The ferry was bought in May 2016 by a firm in Albo."),
        ("2021-03-23", "The firm", "In May 2016 the firm had three ships and a loan."),
    )

    dates = [one.date.isoformat() for one in _timeline(more)]

    assert "2016-05" in dates


def test_copies_of_an_article_count_once():
    copied = _articles(
        *[("2021-03-04", "Ferry sinks near Albo", SANK)] * 5,
        ("2021-03-09", "Ferry raised", RAISED),
        ("2021-03-10", "Ferry towed", "The ferry that divers raised on Monday was towed to Albo."),
        ("2021-03-11", "Ferry studied", "Engineers studied the hull, raised on Monday by divers."),
    )

    found = _timeline(copied, days=1)

    assert [one.date.isoformat() for one in found] == ["2021-03-08"]


def test_the_quotes_of_a_day_do_not_tell_the_same_twice():
    again = "A ferry sank near the port of Albo on 3 March with 40 people on board, police said."
    articles = _articles(("2021-03-04", "Ferry", SANK), ("2021-03-05", "Ferry", again))

    found = _timeline(articles, days=1)

    assert len(found[0].quotes) == 1


def test_a_day_is_told_by_the_leads_of_the_next_morning_too():
    lead = "Forty people were missing off Albo after their ferry went down in a storm."
    articles = _articles(("2021-03-04", "Ferry lost", lead))
    collected = collect(read_events(articles[0]), articles)

    assert [one.text for one in told_of(collected, date(2021, 3, 3))] == [lead]
    assert told_of(collected, date(2021, 3, 1)) == []


def test_what_was_announced_for_a_day_is_not_told_as_having_happened_then():
    articles = _articles(
        ("2021-03-01", "Ferry to sail", "The new ferry is to sail from Albo on 3 March."),
        ("2021-03-04", "Ferry sinks near Albo", SANK),
    )
    events = [event for one in articles for event in read_events(one)]

    assert [one.text for one in told_of(collect(events, articles), date(2021, 3, 3))] == [SANK]


def test_leads_of_the_next_day_are_less_than_half_of_what_is_told():
    leads = (
        "Police closed the harbour road and searched several offices of the shipping company.",
        "Fishermen gave blankets and hot soup to people who had swum ashore.",
        "Parliament held a minute of silence and sent condolences to the families.",
    )
    own = (
        "Storm waves broke over the pier at Albo on 3 March.",
        "A helicopter lifted sixteen passengers from the deck on 3 March.",
    )
    articles = _articles(
        ("2021-03-09", "Inquiry", " ".join(own)),
        *(("2021-03-04", "Ferry", lead) for lead in leads),
    )
    events = [event for one in articles for event in read_events(one)]

    told = [one.text for one in told_of(collect(events, articles), date(2021, 3, 3), quotes=3)]

    assert set(told[:2]) == set(own)
    assert told[2] in leads


@pytest.mark.parametrize(
    ("chars", "text"),
    [
        (8, "It sank."),
        (17, "It sank."),
        (18, "It sank. Two died."),
        (29, "It rained. It sank. Two died."),
    ],
)
def test_a_quote_reaches_back_where_there_is_room(chars, text):
    whole = "It rained. It sank. Two died. There were many who had not learned to swim."
    told = Told("a", "r", (11, 19), "It sank.")

    found = reaching(told, whole, chars)

    assert (found.text, whole[slice(*found.quote)]) == (text, text)


@pytest.mark.parametrize(
    ("chars", "text"),
    [
        (0, "It sank."),
        (18, "It sank. Two died."),
        (19, "It sank. Two died."),
        (99, "It sank. Two died. Why?"),
    ],
)
def test_a_quote_reaches_on_over_whole_sentences(chars, text):
    whole = "It sank. Two died. Why?"
    told = Told("a", "r", (0, 8), "It sank.")

    found = reaching(told, whole, chars)

    assert (found.text, whole[slice(*found.quote)]) == (text, text)


def test_without_events_there_is_no_timeline():
    assert _timeline([]) == []
    assert _timeline([], days=3) == []
