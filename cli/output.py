"""What the commands print: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from news.answer import Answer
from news.article import Article, Origin
from news.passage import Passage
from news.source import shown

if TYPE_CHECKING:
    from archive import Kept
    from news.figure import Stated
    from news.timeline import Day
    from news.verify import Source

err = Console(stderr=True, highlight=False)

WAITING = (
    "Another process, such as a running bot, writes the indexes; waiting for it to take this in …"
)


def out(text: str = "") -> None:
    """Print a result."""
    # Flushed, so that a full disk is met here and not when the process is over.
    print(text, flush=True)  # noqa: T201  # the one place that prints results


def json_line(value: Any) -> None:
    """Print a value as one line of JSON, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def say(text: str) -> None:
    """Tell the person at the terminal something that is no result."""
    err.print(text, markup=False, soft_wrap=True)


@contextmanager
def bar(what: str) -> Iterator[Any]:
    """Show progress on a terminal; yields a callable of (done, total)."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(what, total=None)

        def tell(done: int, total: int | None) -> None:
            progress.update(task, completed=done, total=total)

        yield tell


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Show on a terminal that something is under way; yields what shows how far it is."""
    with err.status(what) as status:
        yield lambda text: status.update(Text(text))


def answer_text(answer: Answer) -> str:
    """Return an answer as lines for a terminal."""
    lines = [answer.text] if answer.text else []
    if answer.note:
        lines.append(f"({answer.note})")
    if answer.choices:
        taken, *others = (choice.label for choice in answer.choices)
        lines.append(f"(This is on {taken}. The question also fits {'; '.join(others)}: name one.)")
    for quote in answer.quotes:
        lines += ["", *(f"  │ {line}" for line in quote.text.splitlines())]
        day = quote.published.spoken() if quote.published else "undated"
        by = ", ".join(part for part in (quote.publisher, day) if part)
        lines.append(f"  └ {quote.title} ({by}) [{quote.article_id}]")
        if quote.url:
            lines.append(f"    {quote.url}")
        if quote.notice:
            lines.append(f"    {quote.notice}")
    if not answer.supported and not answer.small_talk and answer.passages:
        lines += ["", "Nearest, but not an answer:"]
        lines += [f"  - {passage_line(passage)}" for passage in answer.passages[:2]]
    return "\n".join(lines)


def passage_line(passage: Passage) -> str:
    """Return a passage as one line: where it is from and how it begins."""
    day = passage.published.spoken() if passage.published else "undated"
    words = " ".join(passage.text.split())
    shown = words if len(words) <= 160 else words[:160].rsplit(" ", 1)[0] + " …"
    return f"{passage.title} ({day}) [{passage.article_id}]: {shown}"


def figure_line(one: "Stated") -> str:
    """Return a figure as one line: the article, the day, what is counted, the number's words."""
    from answer.tolls import said

    figure = one.figure
    day = figure.as_of.isoformat() if figure.as_of else "undated"
    by = f" ({figure.reported_by})" if figure.reported_by else ""
    of = f"{figure.of} {figure.measure}" if figure.of else figure.measure
    return f"{figure.article_id}  {day[:10]:10}  {of:12}  {said(one)}{by}  [{one.id}]"


def day_lines(day: "Day", source: "Source | None") -> str:
    """Return a day of a timeline: its date, the words that tell it, and where they stand."""
    words = " ".join(day.summary.split())
    by = source.publisher if source and source.publisher else ""
    at = source.published_at(day.quotes[0].quote.start) if source else None
    printed = ", ".join(part for part in (by, at.spoken() if at else "undated") if part)
    notice = f"\n    {source.notice}" if source and source.notice else ""
    more = len(day.quotes) - 1
    others = f", and {more} more" if more else ""
    where = f"{printed} [{day.quotes[0].article_id}]"
    return f"{day.date.spoken()}\n  │ {words}\n  └ {where}{others}{notice}"


def came_json(origin: Origin) -> dict[str, str]:
    """Return how an article came: its kind, the address or path, and the key within that."""
    return {"kind": origin.kind, "at": shown(origin.at), "key": origin.part}


def article_head(article: Article) -> list[str]:
    """Return the lines above an article's text: title, publisher and date, address."""
    by = [article.publisher, article.published.spoken() if article.published else "undated"]
    origin = f" (date from {article.published.origin})" if article.published else ""
    wrong = f" ({article.wrong_date})" if article.wrong_date else ""
    head = [article.title, ", ".join(part for part in by if part) + origin + wrong]
    return [*head, article.url] if article.url else head


def article_json(article: Article) -> dict[str, Any]:
    """Return the stable JSON form of an article (docs/json.md), archived or not."""
    published, updated = article.published, article.updated
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "revision": article.revision,
        "publisher": article.publisher,
        "published": published.isoformat() if published else None,
        "published_precision": published.precision if published else None,
        "published_from": published.origin if published else None,
        "published_zone_known": published.zone_known if published else None,
        "updated": updated.isoformat() if updated else None,
        "authors": list(article.authors),
        "language": article.language,
        "section": article.section,
        "is_free": article.is_free,
        "wrong_date": article.wrong_date,
        "entries": [
            {"start": entry.start, "end": entry.end, "published": entry.published.isoformat()}
            for entry in article.entries
        ],
        "retrieved": article.retrieved.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "came": came_json(article.origin),
        "notices": [{"kind": notice.kind, "text": notice.text} for notice in article.notices],
    }


def kept_json(kept: "Kept", copies: Sequence[str]) -> dict[str, Any]:
    """Return the stable JSON form of an archived article."""
    return article_json(kept.article) | {
        "visible": kept.visible,
        "withdrawn": kept.withdrawn,
        "copies": list(copies),
    }
