"""What an article says of its own mistakes, and what only looks like it."""

import pytest

from ingest.corrections import notices_in
from news.notice import Notice, sentence_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: An earlier version of this article said that eight died.", "correction"),
        ("CORRECTION (9 February 2020): The bridge is in Port Sample.", "correction"),
        ("Corrections & clarifications: The mayor's name was misspelt.", "correction"),
        ("Correction, Feb. 9, 2020: The bridge is in Port Sample.", "correction"),
        ("An earlier version of this story gave a wrong age for the captain.", "correction"),
        ("A previous version of this article misstated the number of boats.", "correction"),
        ("This article was amended on 9 February 2020. The original said Tuesday.", "correction"),
        ("This story has been corrected to show that ten people died.", "correction"),
        ("(Corrects the number of boats in the third paragraph.)", "correction"),
        ("We apologise for the error.", "correction"),
        ("Исправление: в заметке было неверно указано число погибших.", "correction"),
        ("В предыдущей версии этой статьи говорилось о восьми погибших.", "correction"),
        ("Clarification: The ferry belongs to the islands.", "clarification"),
        ("This story has been updated to clarify who owns the ferry.", "clarification"),
        ("Уточнение: паром принадлежит островам.", "clarification"),
        ("This article has been retracted.", "retraction"),
        ("The editors have retracted this story after an inquiry.", "retraction"),
        ("Retraction: we no longer stand by this report.", "retraction"),
        ("This article has been removed at the request of the court.", "withdrawal"),
        ("WITHDRAWN: This story did not meet our standards.", "withdrawal"),
        ("Эта статья была отозвана редакцией.", "withdrawal"),
    ],
)  # fmt: skip
def test_a_notice_is_recognised_in_its_own_words(text, kind):
    around = f"Ten people died on Tuesday.\n\n{text}\n\nThe harbour is open again."

    [notice] = notices_in(around)

    assert notice.kind == kind
    assert notice.text in text
    assert notice.text


@pytest.mark.parametrize(
    "text",
    [
        "The correctional officers withdrew from the yard.",
        "The journal has retracted the study, its editor said.",
        "The minister retracted his statement on Tuesday.",
        "Troops were withdrawn from the town, and the barricades removed.",
        "The bill was amended on Tuesday to correct a drafting error.",
        "An earlier version of the bill named no sum.",
        "Her correction of the record came late: the vote was over.",
        "Markets saw a correction of ten percent.",
        "The company removed the article from its shelves.",
        "Исправительная колония закрыта, удалось спасти всех.",
        "",
    ],
)
def test_news_about_corrections_is_no_notice(text):
    assert notices_in(text) == ()


def test_what_follows_the_word_in_its_paragraph_belongs_to_the_notice():
    text = "Ten died.\nCorrection: The bridge is in Port Sample. It is not in Example.\nMore soon."

    assert notices_in(text) == (
        Notice("correction", "Correction: The bridge is in Port Sample. It is not in Example."),
    )


def test_a_sentence_within_a_paragraph_is_the_notice_alone_and_each_stands_once():
    sentence = "This story has been corrected."
    text = f"Ten died. {sentence} More soon.\n{sentence}"

    assert notices_in(text) == (Notice("correction", sentence),)


def test_a_reader_is_told_the_gravest_and_long_words_are_cut_at_a_space():
    correction = Notice("correction", "Correction: " + "word " * 60)
    retraction = Notice("retraction", "This article has been retracted.")

    assert sentence_of([]) == ""
    assert sentence_of([correction, retraction]) == (
        "The article carries a retraction: “This article has been retracted.”"
    )
    told = sentence_of([correction], "2021-05-01T10:00:00")
    assert told.startswith("Its publisher has taken this article down (noticed on 2021-05-01). The")
    assert told.endswith("word …”")
    assert len(told) < 320
