"""What an admin set right about an article, over whatever its page says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from news.article import Article
from news.moment import Moment

FixedField = Literal["title", "publisher", "published"]
FIELDS: tuple[FixedField, ...] = ("title", "publisher", "published")


@dataclass(frozen=True, slots=True)
class Fix:
    """One field and what it is: a Moment for `published`; None for "nobody knows"."""

    field: FixedField
    value: str | Moment | None


def fixed(article: Article, fixes: Iterable[Fix]) -> Article:
    """Return the article with what was set right."""
    changed: dict[str, object] = {fix.field: fix.value for fix in fixes}
    return replace(article, **changed) if changed else article  # type: ignore[arg-type]  # `field` is one of three


def shown(value: str | Moment | None) -> str:
    """Return a field's value as people read and write it."""
    if value is None:
        return "unknown"
    return value.isoformat() if isinstance(value, Moment) else value
