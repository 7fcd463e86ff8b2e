"""How surely the archive answers: the signals by hand, and refusals over real articles."""

from dataclasses import replace
from datetime import date

import pytest

from answer.asked import asked
from answer.chain import Answerer
from answer.options import Options
from answer.refusing import SIGNALS, sureness, weights
from answer.select import select
from answer.sentence_model import Weights
from answer.sentence_model import weights as shipped_weights
from news.moment import Moment
from news.verify import Source
from news.window import Window
from tests.builders import article, day, passage

QUESTION = "How many lamps stand on the bridge of Orlen?"
BRIDGE = "Forty lamps stand on the bridge of Orlen. The council lit them in May."
OTHER = "Nine swans were seen in Vale."
PORT = "A ferry sank off Port Sample. Six sailors were rescued."


def source(text: str, name: str = "a", published: Moment | None = None, group: str = "") -> Source:
    return Source(name, "r", text, "News", publisher="Vale Times", published=published, group=group)


def told(
    question: str,
    *sources: Source,
    asked_on: date | None = None,
    days: Window | None = None,
    learned: Weights | None = None,
) -> dict[str, float]:
    """Return the signals of the question by name, each source being one passage."""
    passages = [
        passage(one.text, article_id=one.article_id, chunk_id=one.article_id, score=1.0)
        for one in sources
    ]
    what = asked(question)
    found = select(
        what,
        passages,
        {one.article_id: one for one in sources},
        dict.fromkeys(what.terms, 1.0),
        asked_on=asked_on,
        days=days,
        learned=learned,
    )
    return dict(zip(SIGNALS, found.signals, strict=True))


def test_what_is_told_in_one_passage_is_more_than_what_is_told_in_parts():
    whole = told(QUESTION, source(BRIDGE))
    parted = told(QUESTION, source("Forty lamps stand there.", "a"), source("Orlen.", "b"))

    assert whole["chunk"] == 1.0
    assert parted["chunk"] == pytest.approx(0.5)
    assert parted["named_anywhere"] == 1.0


def test_a_name_that_no_passage_has_is_missed():
    found = told("How many lamps stand on the bridge of Malva?", source(BRIDGE))

    assert found["named_near"] == 0.0
    assert found["named_anywhere"] == 0.0


def test_a_question_without_names_misses_none():
    found = told("How many lamps stand on the bridge?", source(PORT))

    assert found["named_near"] == 1.0
    assert found["named_anywhere"] == 1.0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("Forty lamps stand on the bridge. Orlen paid for them.", 1.0, id="beside it"),
        pytest.param(
            "Forty lamps stand on the bridge. They are green. It rained. Orlen paid.", 0.0,
            id="elsewhere in its passage",
        ),
    ],
)  # fmt: skip
def test_a_name_is_near_where_the_likeliest_sentence_or_its_neighbours_have_it(text, named):
    found = told(QUESTION, source(text))

    assert found["named_near"] == named
    assert found["named_anywhere"] == 1.0


def test_weights_that_were_learned_otherwise_take_the_place_of_the_shipped_ones():
    shipped = shipped_weights()
    blind = replace(shipped, direct=0 * shipped.direct, out=0 * shipped.out)

    weighed = told(QUESTION, source(BRIDGE), source(OTHER, "b"))
    even = told(QUESTION, source(BRIDGE), source(OTHER, "b"), learned=blind)

    assert weighed["leads"] > even["leads"] == 0.0


def test_a_value_leads_less_where_another_report_tells_another():
    thirty = BRIDGE.replace("Forty", "Thirty")
    agreed = told(QUESTION, source(BRIDGE), source(f"{BRIDGE} They are green.", "b"))
    doubted = told(QUESTION, source(BRIDGE), source(thirty, "b"))

    assert agreed["leads"] > doubted["leads"] >= 0.0


def test_nothing_leads_where_no_sentence_has_a_value_of_the_kind_asked_for():
    assert told(QUESTION, source("Lamps stand on the bridge of Orlen."))["leads"] == 0.0


def test_a_sentence_without_a_value_of_the_kind_asked_for_is_not_fitting():
    with_a_count = told(QUESTION, source(BRIDGE))
    without = told(QUESTION, source("Lamps stand on the bridge of Orlen."))

    assert with_a_count["fitting"] == 1.0
    assert without["fitting"] == 0.0


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("What did the Vale Times say of lamps?", 1.0, id="its publisher"),
        pytest.param("What did the Port Herald say of lamps?", 0.0, id="another one"),
    ],
)
def test_the_publisher_of_the_best_passage_may_be_named(question, named):
    assert told(question, source(BRIDGE))["publisher"] == named


@pytest.mark.parametrize(
    ("published", "asked_on", "share"),
    [
        pytest.param("2031-05-01", date(2031, 5, 3), 1.0, id="of the week"),
        pytest.param("2031-05-04", date(2031, 5, 3), 1.0, id="of the day after: another zone"),
        pytest.param("2031-01-01", date(2031, 5, 3), 0.0, id="of another season"),
        pytest.param("2031-05-01", None, 0.0, id="asked on no known day"),
    ],
)
def test_what_is_fresh_is_told_from_the_day_of_the_question(published, asked_on, share):
    found = told(QUESTION, source(BRIDGE, published=day(published)), asked_on=asked_on)

    assert found["fresh_share"] == share
    assert found["dated"] == float(asked_on is not None)


@pytest.mark.parametrize(
    ("published", "days", "outside"),
    [
        pytest.param("2031-05-01", Window(date(2031, 4, 28), date(2031, 5, 4)), 0.0, id="of them"),
        pytest.param("2031-04-01", Window(date(2031, 4, 28), date(2031, 5, 4)), 1.0, id="before"),
        pytest.param(None, Window(date(2031, 4, 28), date(2031, 5, 4)), 1.0, id="of no known day"),
        pytest.param("2031-04-01", None, 0.0, id="asked of no days"),
    ],
)
def test_what_is_found_may_lie_outside_the_days_that_are_asked_of(published, days, outside):
    found = told(QUESTION, source(BRIDGE, published=published and day(published)), days=days)

    assert found["outside"] == outside


@pytest.mark.parametrize("published", ["2031-05-02", None])
def test_one_report_of_the_days_is_enough(published):
    days = Window(date(2031, 4, 28), date(2031, 5, 4))
    old = source(BRIDGE, published=published and day("2031-04-01"))

    found = told(
        QUESTION, old, source(OTHER, "b", published=published and day(published)), days=days
    )

    assert found["outside"] == float(published is None)


def test_copies_of_one_story_are_one_report():
    green = f"{BRIDGE} They are green."

    copies = told(QUESTION, source(BRIDGE, group="g"), source(green, "b", group="g"))
    two = told(QUESTION, source(BRIDGE), source(green, "b"))

    assert copies["reports"] == 0.0
    assert two["reports"] > 0.0


def test_every_signal_is_weighed_and_more_of_the_question_told_is_surer():
    little = {**dict.fromkeys(SIGNALS, 0.0), "length": 2.0}
    much = {**little, "chunk": 1.0, "titled": 1.0, "fitting": 1.0, "named_anywhere": 1.0}

    assert set(weights()) == {"bias", *SIGNALS}
    assert sureness([little[name] for name in SIGNALS]) < 0.05
    assert sureness([much[name] for name in SIGNALS]) > 0.5


@pytest.fixture
def stocked(parts):
    for text, name in ((BRIDGE, "bridge"), (PORT, "port")):
        one = article(text, url=f"https://example.org/{name}", title="News")
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return parts


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How many lamps stand on the bridge of Malva?", id="of another place"),
        pytest.param("Who won the football match in Kestrel?", id="of nothing there"),
        pytest.param("How many trams cross the bridge of Orlen?", id="of another count"),
    ],
)
def test_what_the_articles_do_not_tell_is_refused_with_the_nearest_passages(stocked, question):
    answer = Answerer(stocked.retriever).answer(question)

    assert not answer.supported
    assert answer.passages


def test_it_is_less_sure_of_old_reports_where_it_is_asked_of_this_week(parts):
    one = article(
        BRIDGE, url="https://example.org/bridge", title="News", published=day("2031-05-01")
    )
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    answerer = Answerer(parts.retriever)

    of_the_week, later = (
        answerer.answer("How many lamps did Orlen light this week?", asked_on=asked_on)
        for asked_on in (date(2031, 5, 3), date(2031, 5, 30))
    )

    assert later.confidence < of_the_week.confidence / 2


def test_the_threshold_is_the_confidence_from_which_on_it_is_answered(stocked):
    sure = Answerer(stocked.retriever).answer(QUESTION).confidence

    answered = Answerer(stocked.retriever, Options(threshold=sure - 0.01)).answer(QUESTION)
    refused = Answerer(stocked.retriever, Options(threshold=sure + 0.01)).answer(QUESTION)

    assert answered.supported
    assert not refused.supported
    assert refused.confidence == sure
