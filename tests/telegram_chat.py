"""What is in a chat, the people who write there, and a page that shows it."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.telegram_check import Json, utf16_length, utf16_slice

if TYPE_CHECKING:
    from tests.telegram_api import TelegramServer

_SEEN_IN_TEXTS = {
    "bot_command": r"(?<!\S)/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?",
    "mention": r"(?<!\S)@\w{3,32}",
    "url": r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]",
}


@dataclass(eq=False)
class Message:
    """A message as a chat shows it now: it changes as it is edited or deleted.

    `text` is the caption where there is a document.
    """

    id: int
    chat: Json
    sender: Json
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    reply_markup: Json | None = None
    document: "Document | None" = None
    reply_to: "Message | None" = None
    more: Json = field(default_factory=dict)
    edits: int = 0
    deleted: bool = False
    date: int = field(default_factory=lambda: int(time.time()))

    @property
    def from_bot(self) -> bool:
        return bool(self.sender["is_bot"])

    @property
    def buttons(self) -> list[str]:
        """Return what stands on the inline buttons, in order."""
        return [button["text"] for row in self.rows() for button in row]

    def button(self, text: str) -> Json:
        """Return the inline button with this text."""
        for row in self.rows():
            for button in row:
                if button["text"] == text:
                    return button
        raise AssertionError(f"no button {text!r} on {self.text!r}: there are {self.buttons}")

    def marked(self, kind: str) -> list[str]:
        """Return the parts of the text that have an entity of this type."""
        return [
            utf16_slice(self.text, one["offset"], one["offset"] + one["length"])
            for one in self.entities
            if one["type"] == kind
        ]

    def as_json(self, *, with_reply: bool = True) -> Json:
        """Return the message as the Bot API gives it."""
        found: Json = {"message_id": self.id, "date": self.date, "chat": self.chat}
        found |= {"from": self.sender, **self.more}
        words = ("caption", "caption_entities") if self.document else ("text", "entities")
        given = zip(words, (self.text, self.entities), strict=True)
        found |= {key: one for key, one in given if one}
        if self.document:
            found |= self.document.as_json()
        if self.edits:
            found["edit_date"] = int(time.time())
        if self.reply_markup and "inline_keyboard" in self.reply_markup:
            found["reply_markup"] = self.reply_markup
        if self.reply_to and with_reply:
            found["reply_to_message"] = self.reply_to.as_json(with_reply=False)
        return found

    def rows(self) -> list[list[Json]]:
        rows: list[list[Json]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows


@dataclass(frozen=True)
class Document:
    """A file in a chat; a photo is one too."""

    file_id: str
    name: str
    content: bytes
    media_type: str
    photo: bool = False

    @property
    def path(self) -> str:
        """Return the path that getFile gives and the file is served at."""
        return f"documents/{self.file_id}{Path(self.name).suffix}"

    def file_json(self) -> Json:
        unique = f"unique-{self.file_id}"
        size = len(self.content)
        return {"file_id": self.file_id, "file_unique_id": unique, "file_size": size}

    def as_json(self) -> Json:
        if self.photo:
            return {"photo": [self.file_json() | {"width": 100, "height": 100}]}
        named = {"file_name": self.name, "mime_type": self.media_type}
        return {"document": self.file_json() | named}


@dataclass
class Press:
    """A press on a button, and the notice it was answered with."""

    id: str
    data: str
    answered: bool = False
    notice: str = ""
    alert: bool = False


class User:
    """A person who uses Telegram: what they do reaches the bot as an update.

    Everything happens in their private chat with the bot, or in the group `chat`.
    """

    def __init__(self, server: "TelegramServer", id: int, name: str, username: str | None) -> None:
        self.id = id
        self._server = server
        self._json: Json = {"id": id, "is_bot": False, "first_name": name}
        if username:
            self._json["username"] = username

    def says(
        self,
        text: str,
        *,
        chat: int | None = None,
        reply_to: Message | None = None,
        twice: bool = False,
        more: Json | None = None,
    ) -> Message:
        """Write a message; `twice` lets the bot have the update again after it confirmed it.

        `more` are further fields of the message.
        """
        return self._write(chat, text, reply_to=reply_to, twice=twice, more=more)

    def presses(self, message: Message, button_text: str = "", *, data: str = "") -> Press:
        """Press an inline button; the answer is in what is returned once the bot gave it.

        With `data`, press what no button says, as programs that use a person's account can.
        """
        assert not message.deleted, f"{message.text!r} was deleted: nobody can press its buttons"
        press = self._server.new_press(data or message.button(button_text)["callback_data"])
        query: Json = {"id": press.id, "from": self._json, "data": press.data}
        query |= {"message": message.as_json(), "chat_instance": str(message.chat["id"])}
        self._server.push({"callback_query": query})
        return press

    def sends_file(
        self,
        name: str,
        content: bytes,
        media_type: str = "application/octet-stream",
        *,
        caption: str = "",
        chat: int | None = None,
    ) -> Message:
        """Send a file as a document."""
        document = self._server.keep(name, content, media_type)
        return self._write(chat, caption, document=document)

    def forwards(
        self,
        text: str,
        *,
        from_channel: str,
        username: str | None = None,
        message_id: int = 1,
        posted: datetime | None = None,
        chat: int | None = None,
    ) -> Message:
        """Forward a post of a channel; without a username it is a private one."""
        channel: Json = {"id": -1001000000000, "type": "channel", "title": from_channel}
        if username:
            channel["username"] = username
        date = int(posted.timestamp() if posted else time.time())
        origin = {"type": "channel", "date": date, "chat": channel, "message_id": message_id}
        return self._write(chat, text, more={"forward_origin": origin})

    def edits(self, message: Message, text: str) -> None:
        """Change the text of a message of one's own."""
        assert message.sender == self._json, "only one's own messages can be edited"
        message.text, message.entities = text, entities_seen(text)
        message.edits += 1
        self._server.push({"edited_message": message.as_json()})

    def _write(self, chat: int | None, text: str, *, twice: bool = False, **more: Any) -> Message:
        where = self._json | {"id": self.id, "type": "private"}
        del where["is_bot"]
        if chat is not None and chat < 0:
            where = {"id": chat, "type": "supergroup", "title": f"Group {-chat}"}
        message = self._server.add(where, self._json, text, entities_seen(text), **more)
        self._server.push({"message": message.as_json()}, twice=twice)
        return message


def entities_seen(text: str) -> list[Json]:
    """Return the commands, mentions and addresses that Telegram marks in what a person writes."""
    seen = [
        (utf16_length(text[: found.start()]), utf16_length(found[0]), kind)
        for kind, pattern in _SEEN_IN_TEXTS.items()
        for found in re.finditer(pattern, text)
    ]
    return [{"type": kind, "offset": at, "length": length} for at, length, kind in sorted(seen)]


# -- a page to look at -----------------------------------------------------------------------

_TAGS = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "mark",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_STYLE = """
:root { color-scheme: light dark; font: 16px/1.35 system-ui, sans-serif }
body { width: 390px; margin: 0 auto; padding: 8px; box-sizing: border-box;
  background: light-dark(#dfe8d4, #0e1621) }
article { background: light-dark(#fff, #182533); border-radius: 12px; padding: 8px 12px;
  margin: 6px 40px 0 0; white-space: pre-wrap; overflow-wrap: anywhere }
article.user { background: light-dark(#e8fbd4, #2b5278); margin: 6px 0 0 40px }
article.deleted { opacity: .4; text-decoration: line-through }
blockquote { margin: 2px 0; padding: 2px 8px; border-left: 3px solid light-dark(#3390ec, #6ab3f3);
  background: light-dark(#3390ec1a, #6ab3f31a); border-radius: 4px }
blockquote.expandable { max-height: 4.05em; overflow: hidden }
blockquote.expandable:focus { max-height: none }
a { color: light-dark(#1c6fbf, #6ab3f3) }  pre { white-space: pre-wrap; margin: 0 }
nav { display: flex; gap: 4px; margin: 4px 40px 0 0 }
nav button { flex: 1; padding: 8px; border: 0; border-radius: 8px; font: inherit }
small { display: block; opacity: .6; text-align: right }
"""


def render_html(chat: Sequence[Message], path: Path, *, scheme: str = "light dark") -> None:
    """Write a chat as a page at the width of a phone; "light", "dark", or as the browser is."""
    body = "\n".join(_message_html(one) for one in chat)
    style = _STYLE.replace("light dark", scheme, 1)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=390"><title>Chat</title>'
    page = f'<!doctype html>\n<html lang="en">{head}\n<style>{style}</style>\n{body}\n</html>\n'
    path.write_text(page, "utf-8")


def _message_html(message: Message) -> str:
    side = ("bot" if message.from_bot else "user") + (" deleted" if message.deleted else "")
    file = f"<div>📄 {escape(message.document.name)}</div>" if message.document else ""
    text = _text_html(message.text, message.entities)
    edited = "<small>edited</small>" if message.edits else ""
    rows = "".join(
        "<nav>" + "".join(f"<button>{escape(one['text'])}</button>" for one in row) + "</nav>"
        for row in message.rows()
    )
    return f'<article class="{side}">{file}{text}{edited}</article>{rows}'


def _text_html(text: str, entities: list[Json]) -> str:
    """Return a text with its entities, which nest and come in that order, as HTML."""
    done, at, close = "", 0, list[tuple[int, str]]()

    def advance(to: int) -> str:
        nonlocal at
        passed, at = utf16_slice(text, at, to), to
        return escape(passed)

    for entity in entities:
        while close and close[-1][0] <= entity["offset"]:
            end, tag = close.pop()
            done += advance(end) + tag
        opening, closing = _tags(entity, text)
        done += advance(entity["offset"]) + opening
        close.append((entity["offset"] + entity["length"], closing))
    for end, tag in reversed(close):
        done += advance(end) + tag
    return done + advance(utf16_length(text))


def _tags(entity: Json, text: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "expandable_blockquote":
        return '<blockquote class="expandable" tabindex="0">', "</blockquote>"
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    end = entity["offset"] + entity["length"]
    link = entity.get("url") or utf16_slice(text, entity["offset"], end)
    return f'<a href="{escape(link)}">', "</a>"
