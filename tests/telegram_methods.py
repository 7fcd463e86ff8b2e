"""What the methods of the Bot API do to chats: everything but HTTP, updates and waiting."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from typing import Any

from tests.telegram_chat import Document, Message, Press
from tests.telegram_check import Json, Refused, Upload, check_keyboard, check_text

LARGEST_DOWNLOAD = 20 * 2**20
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip
_KEPT = ("message_thread_id", "link_preview_options")
_NO_KEYBOARD: Json = {"inline_keyboard": []}
_LONGEST_SETTING = {"name": 64, "description": 512, "short_description": 120}


class Methods:
    """The chats of one bot and the methods on them, named as Telegram's, in snake case.

    Each takes parameters that were checked and raises Refused as Telegram would.
    """

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self.messages: dict[int, list[Message]] = defaultdict(list)
        self.files: dict[str, Document] = {}
        self.settings: dict[tuple[str, ...], Any] = {}
        self._chats: dict[int, Json] = {}
        self._presses: dict[str, Press] = {}
        self.numbers = count(1)

    # -- what happens ----------------------------------------------------------------------

    def add(
        self,
        chat: Json,
        sender: Json,
        text: str,
        entities: list[Json],
        *,
        document: Document | None = None,
        reply_to: Message | None = None,
        more: Json | None = None,
    ) -> Message:
        """Put a message into a chat, which is known from then on."""
        self._chats.setdefault(chat["id"], chat)
        message = Message(next(self.numbers), chat, sender, text, entities)
        message.document, message.reply_to, message.more = document, reply_to, more or {}
        self.messages[chat["id"]].append(message)
        return message

    def keep(self, name: str, content: bytes, media_type: str, *, photo: bool = False) -> Document:
        """Keep a file, to be had from then on by getFile."""
        document = Document(f"file-{next(self.numbers)}", name, content, media_type, photo)
        self.files[document.file_id] = document
        return document

    def new_press(self, data: str) -> Press:
        press = Press(str(next(self.numbers)), data)
        self._presses[press.id] = press
        return press

    # -- messages --------------------------------------------------------------------------

    def send_message(self, chat_id: int | str, text: str, **more: Any) -> Json:
        return self._post(chat_id, text, more.pop("entities", []), **more)

    def send_document(self, chat_id: int | str, document: Upload | str, **more: Any) -> Json:
        return self._post_file(chat_id, document, photo=False, **more)

    def send_photo(self, chat_id: int | str, photo: Upload | str, **more: Any) -> Json:
        return self._post_file(chat_id, photo, photo=True, **more)

    def _post_file(
        self, chat_id: int | str, given: Upload | str, *, photo: bool, **more: Any
    ) -> Json:
        if isinstance(given, Upload):
            if not given.content:
                raise Refused("file must be non-empty")
            document = self.keep(given.name, given.content, given.media_type, photo=photo)
        elif given in self.files:
            document = self.files[given]
        else:
            raise Refused("wrong file identifier/HTTP URL specified")
        text, entities = more.pop("caption", ""), more.pop("caption_entities", [])
        return self._post(chat_id, text, entities, document=document, **more)

    def _post(
        self,
        chat_id: int | str,
        text: str,
        entities: list[Json],
        *,
        document: Document | None = None,
        reply_parameters: Json | None = None,
        reply_markup: Json | None = None,
        **more: Any,
    ) -> Json:
        chat = self._known(chat_id)
        text, entities = _checked(text, entities, reply_markup, document, **more)
        reply_to = self._replied(chat["id"], reply_parameters or {})
        kept = {key: more[key] for key in _KEPT if key in more}
        message = self.add(
            chat, self._sender, text, entities, document=document, reply_to=reply_to, more=kept
        )
        # An empty keyboard is none.
        message.reply_markup = None if reply_markup == _NO_KEYBOARD else reply_markup
        return message.as_json()

    def _replied(self, chat_id: int, reply: Json) -> Message | None:
        if not reply:
            return None
        found = self._find(reply.get("chat_id", chat_id), reply["message_id"])
        if found is None and not reply.get("allow_sending_without_reply"):
            raise Refused("message to be replied not found")
        if found and reply.get("quote", "") not in found.text:
            raise Refused("QUOTE_TEXT_INVALID")
        return found

    def forward_message(
        self, chat_id: int | str, from_chat_id: int | str, message_id: int, **_: Any
    ) -> Json:
        message = self._repeat(chat_id, from_chat_id, message_id, "message to forward not found")
        origin = self._find(from_chat_id, message_id)
        assert origin is not None
        told = {"type": "user", "date": origin.date, "sender_user": origin.sender}
        message.more = {"forward_origin": told}
        return message.as_json()

    def copy_message(
        self, chat_id: int | str, from_chat_id: int | str, message_id: int, **_: Any
    ) -> Json:
        message = self._repeat(chat_id, from_chat_id, message_id, "message to copy not found")
        return {"message_id": message.id}

    def _repeat(
        self, chat_id: int | str, from_chat_id: int | str, message_id: int, otherwise: str
    ) -> Message:
        chat = self._known(chat_id)
        found = self._find(from_chat_id, message_id)
        if found is None:
            raise Refused(otherwise)
        return self.add(chat, self._sender, found.text, found.entities, document=found.document)

    def send_message_draft(
        self, chat_id: int, draft_id: int, text: str = "", entities: Iterable[Json] = (), **_: Any
    ) -> bool:
        self._known(chat_id)
        if text:
            check_text(text, list(entities))
        return True

    def edit_message_text(self, text: str = "", **more: Any) -> Json:
        message = self._editable(**more)
        if message.document:
            raise Refused("there is no text in the message to edit")
        return self._edit(message, text, more.pop("entities", []), **more)

    def edit_message_caption(self, caption: str = "", **more: Any) -> Json:
        message = self._editable(**more)
        if not message.document:
            raise Refused("there is no caption in the message to edit")
        return self._edit(message, caption, more.pop("caption_entities", []), **more)

    def edit_message_reply_markup(self, **more: Any) -> Json:
        message = self._editable(**more)
        return self._edit(message, message.text, message.entities, **more)

    def _edit(
        self,
        message: Message,
        text: str,
        entities: list[Json],
        reply_markup: Json | None = None,
        **more: Any,
    ) -> Json:
        text, entities = _checked(text, entities, reply_markup, message.document, **more)
        markup = None if reply_markup == _NO_KEYBOARD else reply_markup
        if (text, entities, markup) == (message.text, message.entities, message.reply_markup):
            raise Refused(
                "message is not modified: specified new message content and reply markup are"
                " exactly the same as a current content and reply markup of the message"
            )
        message.text, message.entities, message.reply_markup = text, entities, markup
        message.edits += 1
        return message.as_json()

    def _editable(
        self, chat_id: int | str | None = None, message_id: int | None = None, **_: Any
    ) -> Message:
        message = None if chat_id is None else self._find(chat_id, message_id or 0)
        if message is None:
            raise Refused("message to edit not found")
        if not message.from_bot:
            raise Refused("message can't be edited")
        return message

    def delete_message(self, chat_id: int | str, message_id: int) -> bool:
        message = self._find(chat_id, message_id)
        if message is None:
            raise Refused("message to delete not found")
        if message.chat["type"] != "private" and not message.from_bot:
            raise Refused("message can't be deleted")
        message.deleted = True
        return True

    def delete_messages(self, chat_id: int | str, message_ids: list[int]) -> bool:
        for one in message_ids:
            if self._find(chat_id, one):
                self.delete_message(chat_id, one)
        return True

    def set_message_reaction(self, chat_id: int | str, message_id: int, **_: Any) -> bool:
        if self._find(chat_id, message_id) is None:
            raise Refused("message to react not found")
        return True

    def pin_chat_message(self, chat_id: int | str, message_id: int, **_: Any) -> bool:
        if self._find(chat_id, message_id) is None:
            raise Refused("message to pin not found")
        return True

    def unpin_chat_message(self, chat_id: int | str, **_: Any) -> bool:
        return bool(self._known(chat_id))

    # -- chats, files, presses, settings ---------------------------------------------------

    def get_me(self) -> Json:
        return self.bot

    def log_out(self) -> bool:
        return True

    close = log_out

    def send_chat_action(self, chat_id: int | str, action: str, **_: Any) -> bool:
        if action not in _ACTIONS:
            raise Refused("wrong parameter action in request")
        return bool(self._known(chat_id))

    def get_chat(self, chat_id: int | str) -> Json:
        full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {}}
        gifts = (
            "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
        )
        full["accepted_gift_types"] = dict.fromkeys(gifts.split(), False)
        return self._known(chat_id) | full

    def get_chat_member(self, chat_id: int | str, user_id: int) -> Json:
        for one in reversed(self.messages[self._known(chat_id)["id"]]):
            if one.sender["id"] == user_id:
                return {"status": "member", "user": one.sender}
        raise Refused("user not found")

    def get_chat_member_count(self, chat_id: int | str) -> int:
        messages = self.messages[self._known(chat_id)["id"]]
        return len({one.sender["id"] for one in messages} | {self.bot["id"]})

    def leave_chat(self, chat_id: int | str) -> bool:
        return bool(self._chats.pop(self._known(chat_id)["id"]))

    def get_file(self, file_id: str) -> Json:
        document = self.files.get(file_id)
        if document is None:
            raise Refused("invalid file_id")
        if len(document.content) > LARGEST_DOWNLOAD:
            raise Refused("file is too big")
        return document.file_json() | {"file_path": document.path}

    def answer_callback_query(
        self, callback_query_id: str, text: str = "", show_alert: bool = False, **_: Any
    ) -> bool:
        press = self._presses.get(callback_query_id)
        if press is None:
            raise Refused("query is too old and response timeout expired or query ID is invalid")
        if len(text) > 200:
            raise Refused("MESSAGE_TOO_LONG")
        press.answered, press.notice, press.alert = True, text, show_alert
        return True

    def set_my_commands(self, commands: list[Json], **more: Any) -> bool:
        if len(commands) > 100:
            raise Refused("BOT_COMMANDS_TOO_MUCH")
        for one in commands:
            if not re.fullmatch("[a-z0-9_]{1,32}", one["command"]):
                raise Refused("BOT_COMMAND_INVALID")
            if not 1 <= len(one["description"]) <= 256:
                raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
        self.settings["commands", *_scope(**more)] = commands
        return True

    def get_my_commands(self, **more: Any) -> list[Json]:
        found: list[Json] = self.settings.get(("commands", *_scope(**more)), [])
        return found

    def delete_my_commands(self, **more: Any) -> bool:
        self.settings.pop(("commands", *_scope(**more)), None)
        return True

    def set_my_name(self, **params: Any) -> bool:
        return self._set("name", **params)

    def get_my_name(self, language_code: str = "") -> Json:
        return {"name": self.settings.get(("name", language_code), "")}

    def set_my_description(self, **params: Any) -> bool:
        return self._set("description", **params)

    def get_my_description(self, language_code: str = "") -> Json:
        return {"description": self.settings.get(("description", language_code), "")}

    def set_my_short_description(self, **params: Any) -> bool:
        return self._set("short_description", **params)

    def get_my_short_description(self, language_code: str = "") -> Json:
        return {"short_description": self.settings.get(("short_description", language_code), "")}

    def _set(self, what: str, language_code: str = "", **params: str) -> bool:
        if len(params.get(what, "")) > _LONGEST_SETTING[what]:
            raise Refused(f"{what} is too long")
        self.settings[what, language_code] = params.get(what, "")
        return True

    def set_chat_menu_button(self, chat_id: int = 0, menu_button: Json | None = None) -> bool:
        self.settings["menu_button", str(chat_id)] = menu_button or {"type": "default"}
        return True

    def get_chat_menu_button(self, chat_id: int = 0) -> Json:
        found: Json = self.settings.get(("menu_button", str(chat_id)), {"type": "commands"})
        return found

    # -- parts -----------------------------------------------------------------------------

    @property
    def _sender(self) -> Json:
        return {key: self.bot[key] for key in ("id", "is_bot", "first_name", "username")}

    def _known(self, chat_id: int | str) -> Json:
        for chat in self._chats.values():
            if chat_id in (chat["id"], f"@{chat.get('username')}"):
                return chat
        raise Refused("chat not found")

    def _find(self, chat_id: int | str, message_id: int) -> Message | None:
        for one in self.messages[self._known(chat_id)["id"]]:
            if one.id == message_id and not one.deleted:
                return one
        return None


def _checked(
    text: str,
    entities: list[Json],
    markup: Json | None,
    document: Document | None,
    parse_mode: str | None = None,
    **_: Any,
) -> tuple[str, list[Json]]:
    """Return text and entities as they are kept; refuse what is wrong with them or the buttons."""
    if parse_mode:
        raise Refused("parse_mode is not read by this server: send entities")
    check_keyboard(markup or {})
    return check_text(text, entities, caption=document is not None)


def _scope(scope: Json | None = None, language_code: str = "") -> tuple[str, str]:
    return json.dumps(scope or {"type": "default"}, sort_keys=True), language_code
