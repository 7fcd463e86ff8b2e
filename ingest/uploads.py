"""What people send to the bot: files and forwarded posts, their bytes kept to be read again."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any

from ingest.files import read_bytes
from ingest.media import DOCX, FIELDS, HTML, JSON_LINES, PDF, PLAIN, SUFFIXES, WARC, sniff
from news.article import Document, Origin
from news.errors import FetchError

_SUFFIX_OF_SNIFFED = {HTML: ".html", PDF: ".pdf", DOCX: ".docx", PLAIN: ".txt"}
_POST_SUFFIX = ".json"


def document_of_upload(
    content: bytes, name: str, retrieved: datetime, *, chat: int, message: int, uploads: Path
) -> Document:
    """Return the document of a file sent to the bot, and keep its bytes in the folder `uploads`.

    They are kept under the numbers of chat and message: the name a person gave is never a path.
    """
    suffix = _suffix_of(content, name)
    kept = f"upload_{chat}_{message}{suffix}"
    _keep(uploads, kept, content)
    origin = Origin("upload", kept, f"{chat}/{message}")
    return Document(content, SUFFIXES[suffix], retrieved, origin, name=name or kept)


def document_of_post(
    text: str,
    *,
    channel: str | None,
    username: str | None,
    message_id: int | None,
    posted: datetime | None,
    chat: int,
    message: int,
    retrieved: datetime,
    uploads: Path,
) -> Document:
    """Return the document of a post forwarded to the bot, and keep it in the folder `uploads`.

    A post of a public channel has its address there as URL: forwarded twice, it is one article.
    """
    is_public = bool(username and message_id)
    fields = {
        "text": text,
        "publisher": channel,
        "published": posted.isoformat() if posted else None,
        "url": f"https://t.me/{username}/{message_id}" if is_public else None,
    }
    given = {name: value for name, value in fields.items() if value is not None}
    content = json.dumps(given, ensure_ascii=True, indent=1).encode()
    origin = Origin("forward", f"forward_{chat}_{message}{_POST_SUFFIX}", f"{chat}/{message}")
    _keep(uploads, origin.at, content)
    return _post(content, given, origin, retrieved)


def read_kept(origin: Origin, *, uploads: Path, retrieved: datetime, max_bytes: int) -> Document:
    """Return an upload or forwarded post as it was kept."""
    # Only the last part of the name counts, so that no origin leads out of the folder.
    path = uploads / PurePath(origin.at).name
    content = read_bytes(path, max_bytes)
    if origin.kind == "forward":
        return _post(content, _fields_in(content, path), origin, retrieved)
    media_type = SUFFIXES.get(path.suffix, PLAIN)
    return Document(content, media_type, retrieved, origin, name=path.name)


def _suffix_of(content: bytes, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix in SUFFIXES:
        return suffix
    sniffed = None if suffix else sniff(content)
    if sniffed:
        return _SUFFIX_OF_SNIFFED[sniffed]
    if suffix == JSON_LINES or name.lower().endswith(WARC):
        raise FetchError(
            f"{name} holds many articles; put it on the server and run: dateline ingest {name}"
        )
    raise FetchError(
        f"{name or 'The file'} is of a kind that cannot be read; send one of {', '.join(SUFFIXES)}."
    )


def _post(
    content: bytes, given: Mapping[str, Any], origin: Origin, retrieved: datetime
) -> Document:
    name = f"The post forwarded in {origin.part}"
    return Document(content, FIELDS, retrieved, origin, name=name, given=dict(given))


def _fields_in(content: bytes, path: Path) -> dict[str, Any]:
    try:
        fields = json.loads(content)
        if isinstance(fields["text"], str):
            return dict(fields)
    except (ValueError, LookupError, TypeError):
        pass
    raise FetchError(f"{path} is damaged; remove the article and forward the post again.")


def _keep(uploads: Path, name: str, content: bytes) -> None:
    path = uploads / name
    beside = uploads / f"{name}.new"
    try:
        uploads.mkdir(parents=True, exist_ok=True)
        # Never half a file under the name: it may be there already, from before a restart.
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise FetchError(
            f"Keeping {path} failed ({error.strerror or error}); check the data folder and the "
            "space on its disk, and send it again."
        ) from error
