"""Quotes as web annotations: the words, what stands around them, their place and revision."""

from dataclasses import replace

from answer.annotations import annotations_of
from tests.answer.test_receipts import OLD, answer

TEXTS = {(OLD.id, OLD.revision): OLD.text}


def test_a_quote_is_an_annotation_of_its_words_and_place_in_a_named_revision():
    made = annotations_of(answer(), TEXTS)
    (item,) = made["first"]["items"]
    words, place = item["target"]["selector"]

    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (made["type"], made["total"]) == ("AnnotationCollection", 1)
    assert made["first"]["partOf"] == made["id"]
    assert item["target"]["source"] == "https://example.org/clashes"
    assert item["target"]["state"] == {
        "type": "TimeState",
        "cached": f"urn:dateline:revision:{OLD.id}:{OLD.revision}",
    }
    assert words == {
        "type": "TextQuoteSelector",
        "exact": "Ten people died in the storm.",
        "prefix": "A ferry sank on Monday. ",
        "suffix": " Divers came late.",
    }
    assert OLD.text[place["start"] : place["end"]] == words["exact"]


def test_an_article_without_an_address_is_named_by_its_id():
    quote = replace(answer().quotes[0], url=None)

    made = annotations_of(replace(answer(), quotes=(quote,)), TEXTS)

    assert made["first"]["items"][0]["target"]["source"] == f"urn:dateline:article:{OLD.id}"


def test_an_answer_without_quotes_is_an_empty_collection():
    made = annotations_of(replace(answer(), quotes=()), {})

    assert made["total"] == 0
    assert "first" not in made


def test_the_same_quotes_have_the_same_ids():
    assert annotations_of(answer(), TEXTS) == annotations_of(answer(), TEXTS)
