"""The quotes of an answer as W3C Web Annotations, and back to receipts.

The model is https://www.w3.org/TR/annotation-model/. Each quote is selected twice: by its words
with what stands around them, and by its place in the archived text, which the state names.
"""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from news.answer import Answer, Quote
from news.errors import UsageError

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_AROUND = 32
"""Characters of prefix and suffix: enough to tell two places with the same words apart."""

_ARCHIVED = "urn:dateline:revision:"
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def annotations_of(answer: Answer, texts: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    """Return an AnnotationCollection with one page: an Annotation for each quote.

    `texts` are the archived texts by article id and revision; without one, no surroundings are
    given. The same quotes of the same question have the same ids.
    """
    items = [
        _annotation(answer, quote, texts.get((quote.article_id, quote.revision), ""))
        for quote in answer.quotes
    ]
    collection = _urn("collection", answer.question, [item["id"] for item in items])
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": answer.question,
        "total": len(items),
    }
    if items:
        made["first"] = {
            "id": _urn("page", collection),
            "type": "AnnotationPage",
            "partOf": collection,
            "startIndex": 0,
            "items": items,
        }
    return made


def quotes_of_annotations(collection: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the quotes of such a collection, in the form of `Quote.as_json`."""
    page = collection.get("first") or {}
    items = page.get("items") if isinstance(page, Mapping) else None
    if items is None and collection.get("total") == 0:
        return []
    if not isinstance(items, list) or len(items) != collection.get("total"):
        raise UsageError("The annotations are not all there: their number is not their total.")
    return [_quote(item, number) for number, item in enumerate(items, start=1)]


def _annotation(answer: Answer, quote: Quote, text: str) -> dict[str, Any]:
    archived = f"{_ARCHIVED}{quote.article_id}:{quote.revision}"
    words: dict[str, Any] = {"type": "TextQuoteSelector", "exact": quote.text}
    if text:
        words["prefix"] = text[max(0, quote.start - _AROUND) : quote.start]
        words["suffix"] = text[quote.end : quote.end + _AROUND]
    is_iri = quote.url is not None and _IRI.fullmatch(quote.url)
    return {
        "id": _urn("annotation", answer.question, archived, quote.start, quote.end),
        "type": "Annotation",
        "motivation": "highlighting",
        "target": {
            "type": "SpecificResource",
            "source": quote.url if is_iri else f"urn:dateline:article:{quote.article_id}",
            "state": {"type": "TimeState", "cached": archived},
            "selector": [
                words,
                {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
            ],
        },
    }


def _urn(*parts: object) -> str:
    """Return an id that follows from what is named by it."""
    name = json.dumps(parts, ensure_ascii=False)
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:dateline:{name}").urn


def _quote(item: Any, number: int) -> dict[str, Any]:
    try:
        target = item["target"]
        words, place = target["selector"]
        article_id, _, revision = target["state"]["cached"].removeprefix(_ARCHIVED).partition(":")
        return {
            "text": words["exact"],
            "article_id": article_id,
            "revision": revision,
            "start": place["start"],
            "end": place["end"],
        }
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(
            f"Annotation {number} is not one of `dateline ask --format web-annotation`: it lacks "
            "its words, their place or the revision they stand in."
        ) from error
