"""Pages, pictures and spreadsheets of a topic, as they are asked for in a chat."""

import io
from dataclasses import replace
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook

from bot.commands import COMMANDS, PRESSES, Request
from bot.message import MOST_CAPTION, File, Message, split, utf16_length
from bot.pages import data, read
from news.errors import UsageError
from tests.bot.chats import ANN, reply
from tests.builders import article, day

RUN = {command.name: command.run for command in COMMANDS}
LONG = "Korday " + "и ещё много слов " * 20


@pytest.fixture
def stocked(parts):
    for number in range(7, 17):
        text = (
            f"The toll of the clashes in Korday rose to {number} dead on February {number}, the "
            f"Interior Ministry said. Fires damaged {3 * number} homes in Korday on February "
            f"{number}, residents said."
        )
        one = article(
            text, url=f"https://example.org/{number}", published=day(f"2020-02-{number:02}"),
            title="Clashes in Korday", publisher=f"Paper {number}",
        )  # fmt: skip
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return parts


@pytest.fixture
def desk(stocked):
    return stocked.desk()


def shown(desk, name, words):
    return RUN[name](desk, Request("telegram:5:5", "telegram:5", False, words), lambda one: None)


def pressed(desk, button):
    name, _, words = button.data.split(":", 2)
    return PRESSES[name].run(
        desk, Request("telegram:5:5", "telegram:5", False, words), lambda one: None
    )


def buttons(message):
    return {one.label: one for row in message.buttons for one in row}


def test_a_long_timeline_is_turned_page_by_page_and_back(desk):
    [first] = shown(desk, "timeline", "Korday")
    [second] = pressed(desk, buttons(first)["Page 2 ›"])
    [again] = pressed(desk, buttons(second)["‹ Page 1"])

    assert first.text.startswith("7 February 2020\n")
    assert first.text.endswith("Page 1 of 2")
    assert second.text.startswith("13 February 2020\n")
    assert "Page 3 ›" not in buttons(second)
    assert again == first


def test_a_picture_is_of_the_page_it_stands_below(desk):
    [first] = shown(desk, "timeline", "Korday")
    [second] = pressed(desk, buttons(first)["Page 2 ›"])
    [picture] = pressed(desk, buttons(second)["Picture"])
    [dark] = pressed(desk, buttons(picture)["Dark"])

    assert picture.text.startswith(
        "Korday: 13 February 2020 – 16 February 2020, page 2 of 2\nSources: Paper 13 "
    )
    assert picture.file.is_photo
    assert picture.file.content.startswith(b"\x89PNG")
    assert dark.file.content != picture.file.content
    assert list(buttons(dark)) == ["Light"]


def test_a_chart_is_offered_of_each_count_and_says_where_it_is_from(desk):
    [message] = shown(desk, "figures", "Korday")
    [chart] = pressed(desk, buttons(message)["Chart: killed"])

    assert list(buttons(message)) == ["Chart: killed", "Chart: homes damaged", "Spreadsheet"]
    assert chart.text.startswith("Korday, February 2020: killed\n")
    assert "Sources: Paper 7 (7 February 2020), " in chart.text
    assert chart.text.endswith(" and 2 more")
    assert utf16_length(chart.text) <= MOST_CAPTION
    assert [one.url for one in chart.entities if one.url][0] == "https://example.org/7"


def test_spreadsheets_are_a_workbook_and_csv(desk):
    told, book, figures, days = shown(desk, "export", "Korday")
    [message] = shown(desk, "figures", "Korday")

    assert "each line with its quote" in told.text
    assert [one.file.name for one in (book, figures, days)] == [
        "korday.xlsx", "korday-figures.csv", "korday-timeline.csv",
    ]  # fmt: skip
    assert load_workbook(io.BytesIO(book.file.content)).sheetnames == ["Figures", "Timeline"]
    assert len(pressed(desk, buttons(message)["Spreadsheet"])) == 4


@pytest.mark.parametrize("topic", ["Korday", "#Korday", LONG])
def test_a_button_names_its_topic_in_64_bytes_and_after_a_restart(stocked, desk, topic):
    request = Request("telegram:1234567890:1234567890", "telegram:1234567890", False, "")
    named = data(desk, request, "tl", "12", topic)
    words = named.split(":", 2)[2]

    assert len(named.encode()) <= 64
    assert read(stocked.desk(), replace(request, words=words)) == (["12"], topic)


@pytest.mark.parametrize("words", ["", "0.#gone", "x.Korday", "1", "9.l.Korday"])
def test_a_button_of_before_is_said_to_be_too_old(desk, words):
    for name in ("fc", "tp"):
        with pytest.raises(UsageError, match="too old"):
            PRESSES[name].run(desk, Request("c", "p", False, words), print)


def test_a_caption_is_cut_to_what_telegram_takes():
    [one] = split(Message("😀" * 900, file=File("a.png", b"a", is_photo=True)))

    assert utf16_length(one.text) <= MOST_CAPTION
    assert one.text.endswith("…")


def test_pages_charts_and_spreadsheets_work_in_a_chat(stocked, telegram, start, ann):
    start(SimpleNamespace(desk=stocked.desk()))

    told = reply(telegram, ann.says("/timeline Korday"))
    ann.presses(told, "Page 2 ›")
    telegram.wait_for(lambda: told.text.endswith("Page 2 of 2"))
    ann.presses(told, "Picture")
    picture = telegram.wait_for_message(ANN, after=told.id, containing="page 2 of 2")
    ann.presses(picture, "Dark")
    dark = telegram.wait_for_message(ANN, after=picture.id, containing="page 2 of 2")
    asked = ann.says("/export Korday")
    telegram.wait_for(lambda: len(telegram.called("sendDocument")) == 3)

    assert picture.document.photo
    assert dark.document.content[:4] == b"\x89PNG"
    assert "as a workbook" in reply(telegram, asked).text
    assert [one.document.name for one in telegram.chat(ANN)[-3:]] == [
        "korday.xlsx", "korday-figures.csv", "korday-timeline.csv",
    ]  # fmt: skip
    assert telegram.refused() == []
