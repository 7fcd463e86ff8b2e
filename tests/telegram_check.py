"""What Telegram takes: the body of a request, its parameters, texts with entities, keyboards.

Some of what is refused here Telegram drops in silence (parameters it does not know, entities it
cannot place). A test is better off with an error.
"""

import json
import re
from dataclasses import dataclass
from email.message import Message as Headers
from email.parser import HeaderParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

Json = dict[str, Any]

TABLE: Json = json.loads((Path(__file__).parent / "data" / "bot_api.json").read_text("utf-8"))

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
MOST_ENTITIES = 100
LONGEST_CALLBACK_DATA = 64

_BLOCKQUOTES = {"blockquote", "expandable_blockquote"}
_CODES = {"code", "pre"}
_STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
_NEEDED_WITH = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
}
_MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
}


class Refused(Exception):
    """A call that is answered with an error; `status` is the HTTP status and the error code."""

    def __init__(self, description: str, status: int = 400) -> None:
        self.status = status
        self.description = f"Bad Request: {description}" if status == 400 else description
        super().__init__(self.description)


@dataclass(frozen=True)
class Upload:
    """A file in the body of a request."""

    name: str
    content: bytes
    media_type: str


# -- bodies ----------------------------------------------------------------------------------


def read_body(content_type: str, query: str, body: bytes) -> Json:
    """Return the parameters of a request as they came: text, uploads, or what JSON held."""
    found: Json = dict(parse_qsl(query, keep_blank_values=True))
    headers = Headers()
    headers["content-type"] = content_type or "application/x-www-form-urlencoded"
    kind = headers.get_content_type()
    try:
        if kind == "application/json":
            given = json.loads(body or b"{}")
            if not isinstance(given, dict):
                raise Refused("object expected in the body of the request")
            return found | given
        if kind == "multipart/form-data":
            return found | _read_multipart(str(headers.get_param("boundary")), body)
        return found | dict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError as error:
        raise Refused(f"can't parse the body of the request: {error}") from error


def _read_multipart(boundary: str, body: bytes) -> Json:
    found: Json = {}
    # The first boundary is not preceded by a line end, and the last is followed by two hyphens.
    for part in (b"\r\n" + body).split(f"\r\n--{boundary}".encode())[1:-1]:
        head, separator, content = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        if not separator:
            raise ValueError("a part without a header")
        headers = HeaderParser().parsestr(head.decode())
        name = headers.get_param("name", header="content-disposition")
        file_name = headers.get_filename()
        if not isinstance(name, str):
            raise ValueError("a part without a name")
        if file_name is None:
            found[name] = content.decode()
        else:
            found[name] = Upload(file_name, content, headers.get_content_type())
    return found


# -- parameters ------------------------------------------------------------------------------


def check_call(method: str, given: Json) -> Json:
    """Return the parameters of a call as Python values, each of a type the method takes."""
    table = TABLE["methods"].get(method)
    if table is None:
        raise Refused("Not Found: method not found", 404)
    # Uploads stand under names of their own where an argument says attach://name.
    attached = {
        value.removeprefix("attach://")
        for value in given.values()
        if isinstance(value, str) and value.startswith("attach://")
    } & {name for name, value in given.items() if isinstance(value, Upload)}
    given = {
        name: given[value[9:]] if isinstance(value, str) and value[9:] in attached else value
        for name, value in given.items()
    }
    for name in given:
        if name not in table["fields"] and name not in attached:
            raise Refused(f'unknown parameter "{name}"')
    for name in table["required"]:
        if given.get(name) in ("", None):
            raise Refused(_MISSING.get(name, f'parameter "{name}" is required'))
    return {
        name: _read(value, table["fields"][name], name)
        for name, value in given.items()
        if name not in attached
    }


def _read(value: Any, kinds: list[str], name: str) -> Any:
    """Return a value as the first of the kinds that it fits."""
    problems = []
    for kind in kinds:
        try:
            return _as_kind(value, kind, name)
        except ValueError as problem:
            problems.append(str(problem))
    raise Refused(f"can't parse {problems[0]}")


def _as_kind(value: Any, kind: str, name: str) -> Any:
    """Return a value as one kind: outermost, text may hold any kind, as forms send it."""
    if kind in ("String", "InputFile", "Integer", "Boolean", "True", "Float"):
        if isinstance(value, str) and kind not in ("String", "InputFile"):
            value = _loads(value, kind, name)
        return _check(value, kind, name)
    return _check(_loads(value, kind, name) if isinstance(value, str) else value, kind, name)


def _loads(text: str, kind: str, name: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise ValueError(f"{name}: {kind} expected") from None


def _check(value: Any, kind: str, name: str) -> Any:
    """Return the value if it is of the kind, in depth; raise ValueError where it is not."""
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise ValueError(f"{name}: {kind} expected")
        inner = kind.removeprefix("Array of ")
        return [_check(one, inner, f"{name}[{at}]") for at, one in enumerate(value)]
    simple = {
        "String": isinstance(value, str),
        "InputFile": isinstance(value, Upload),
        "Integer": isinstance(value, int) and not isinstance(value, bool),
        "Float": isinstance(value, (int, float)) and not isinstance(value, bool),
        "Boolean": isinstance(value, bool),
        "True": value is True,
    }
    if not simple.get(kind, isinstance(value, dict)):
        raise ValueError(f"{name}: {kind} expected")
    if kind not in simple and kind in TABLE["types"]:
        _check_object(value, kind, name)
    return value


def _check_object(value: Json, kind: str, name: str) -> None:
    table = TABLE["types"][kind]
    if "any_of" in table:
        for subtype in table["any_of"]:
            try:
                return _check_object(value, subtype, name)
            except ValueError:
                continue
        raise ValueError(f"{name}: {kind} expected")
    for field in table["required"]:
        if field not in value:
            raise ValueError(f'{name}: field "{field}" is required')
    for field, inner in value.items():
        if field not in table["fields"]:
            raise ValueError(f'{name}: unknown field "{field}"')
        kinds, where = table["fields"][field], f"{name}.{field}"
        for at, one in enumerate(kinds, start=1):
            try:
                _check(inner, one, where)
                break
            except ValueError:
                if at == len(kinds):
                    raise
    return None


# -- texts -----------------------------------------------------------------------------------


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def utf16_slice(text: str, start: int, end: int) -> str:
    """Return a part of the text by UTF-16 units; UnicodeDecodeError where that cuts a character."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def check_text(text: str, entities: list[Json], *, caption: bool = False) -> tuple[str, list[Json]]:
    """Return a text as Telegram keeps it, without white space around, and its entities."""
    longest = LONGEST_CAPTION if caption else LONGEST_TEXT
    if utf16_length(text) > longest:
        raise Refused("message caption is too long" if caption else "message is too long")
    check_entities(text, entities)
    kept = text.strip()
    if not kept and not caption:
        raise Refused("message text is empty")
    before = utf16_length(text[: len(text) - len(text.lstrip())])
    after = before + utf16_length(kept)
    clipped = []
    for entity in entities:
        start = max(entity["offset"], before)
        end = min(entity["offset"] + entity["length"], after)
        if start < end:
            clipped.append({**entity, "offset": start - before, "length": end - start})
    return kept, sorted(clipped, key=_nesting_order)


def check_entities(text: str, entities: list[Json]) -> None:
    """Refuse entities that do not lie in the text, lack something, or may not nest as they do."""
    if len(entities) > MOST_ENTITIES:
        raise Refused("too many entities")
    length = utf16_length(text)
    for entity in entities:
        kind, start, size = entity["type"], entity["offset"], entity["length"]
        if kind not in TABLE["entities"]:
            raise Refused(f'unknown entity type "{kind}"')
        if start < 0 or size <= 0 or start + size > length:
            raise Refused(f"entity {kind} at {start}+{size} is outside the text")
        try:
            utf16_slice(text, start, start + size)
        except UnicodeDecodeError:
            raise Refused(f"entity {kind} at {start}+{size} cuts a character") from None
        needed = _NEEDED_WITH.get(kind)
        if needed and not entity.get(needed):
            raise Refused(f'entity {kind} needs "{needed}"')
        if kind == "text_link" and re.search(r"\s", entity["url"]):
            raise Refused(f"entity text_link has a wrong URL: {entity['url']}")
    around: list[Json] = []
    for entity in sorted(entities, key=_nesting_order):
        while around and entity["offset"] >= _end(around[-1]):
            around.pop()
        for outer in around:
            if _end(entity) > _end(outer) or not _may_hold(outer["type"], entity["type"]):
                raise Refused(f"entity {entity['type']} may not overlap {outer['type']} like this")
        around.append(entity)


def _end(entity: Json) -> int:
    return int(entity["offset"] + entity["length"])


def _nesting_order(entity: Json) -> tuple[int, int, int]:
    """Order entities so that each comes after those around it."""
    kind = entity["type"]
    rank = 0 if kind in _BLOCKQUOTES else 3 if kind in _CODES else 2 if kind in _STYLES else 1
    return entity["offset"], -entity["length"], rank


def _may_hold(outer: str, inner: str) -> bool:
    """Tell whether an entity may stand within another: links, mentions and so on are neither."""
    if outer in _CODES:
        return False
    if inner in _CODES:
        return outer in _BLOCKQUOTES
    if outer in _BLOCKQUOTES:
        return inner not in _BLOCKQUOTES
    return outer in _STYLES or inner in _STYLES


def check_keyboard(markup: Json) -> None:
    """Refuse inline buttons without text, without or with several actions, or with long data."""
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            actions = set(button) - {"text", "icon_custom_emoji_id", "style"}
            if not button["text"]:
                raise Refused("can't parse inline keyboard button: text is empty")
            if not actions:
                raise Refused(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline"
                    " keyboard"
                )
            if len(actions) > 1:
                raise Refused(f"inline keyboard button has several actions: {sorted(actions)}")
            data = button.get("callback_data")
            if data is not None and not 1 <= len(data.encode()) <= LONGEST_CALLBACK_DATA:
                raise Refused("BUTTON_DATA_INVALID")
            url = button.get("url")
            if url is not None and not re.fullmatch(r"(https?|tg)://\S+", url):
                raise Refused(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
