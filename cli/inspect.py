"""`dateline extract`: the articles that would be archived, and where each field came from."""

from collections.abc import Mapping, Sequence

from cli import output
from cli.intake import web_of
from cli.settings import Loaded
from news.article import Article
from news.errors import DatelineError


def extract_all(loaded: Loaded, targets: Sequence[str], *, as_json: bool, explain: bool) -> bool:
    """Print the article in every document of the targets; False if one of them failed.

    What fails is told on standard error, and the others go on. Nothing is archived.
    """
    from ingest.extract import explained
    from ingest.fetch import documents_of
    from ingest.report import Failure
    from news.article import Document

    settings = loaded.settings.ingest
    is_whole = True
    for document in documents_of(targets, get=web_of(settings).get, max_bytes=settings.max_bytes):
        if isinstance(document, Failure):
            output.say(document.reason)
            is_whole = False
        if not isinstance(document, Document):
            continue
        try:
            article, origins = explained(document)
        except DatelineError as error:
            output.say(str(error))
            is_whole = False
            continue
        if as_json:
            shown = output.article_json(article)
            output.json_line({**shown, "explain": dict(origins)} if explain else shown)
        else:
            _print(article, origins if explain else None)
    return is_whole


def _print(article: Article, origins: Mapping[str, str] | None) -> None:
    if origins is None:
        for line in output.article_head(article):
            output.out(line)
    else:
        shown = output.article_json(article)
        for name in ("title", "url", "publisher", "published", "updated", "authors", "section",
                     "language", "is_free", "wrong_date"):  # fmt: skip
            value = ", ".join(shown[name]) if name == "authors" else shown[name]
            told = "-" if value in (None, "") else str(value)
            output.out(f"{name:10} {told}  ({origins.get(name, 'not found')})")
        words, entries = len(article.text.split()), len(article.entries)
        parts = f", {entries:,} entries of a live blog" if entries else ""
        output.out(f"{'text':10} {words:,} words{parts}  ({origins['text']})")
    output.out(f"\n{article.text}\n")
