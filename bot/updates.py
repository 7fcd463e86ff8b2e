"""What an update says: whether it is for the bot, which words, which button, which post."""

import telegram
from telegram import MessageOriginChannel, MessageOriginChat, Update
from telegram.constants import ChatType, MessageEntityType
from telegram.ext import filters

from bot.admin import Post


class Addressed(filters.MessageFilter):
    """Messages meant for the bot: in private all, in groups mentions of it and replies to it."""

    def filter(self, message: telegram.Message) -> bool:
        if message.chat.type == ChatType.PRIVATE:
            return True
        answered = message.reply_to_message
        if answered and answered.from_user and not answered.forum_topic_created:
            return answered.from_user.id == message.get_bot().id or bool(_mentions(message))
        return bool(_mentions(message))


class ForwardedPost(filters.MessageFilter):
    """Messages that came from a channel, or from a group speaking as itself."""

    def filter(self, message: telegram.Message) -> bool:
        return isinstance(message.forward_origin, (MessageOriginChannel, MessageOriginChat))


def message_of(update: Update) -> telegram.Message:
    message = update.message or update.edited_message
    if message is None:
        raise ValueError("only updates that hold a message are registered for")
    return message


def pressed(query: telegram.CallbackQuery) -> tuple[str, str, str]:
    """Return what a button does, whose it is, and its words."""
    name, _, rest = (query.data or "").partition(":")
    owner, _, words = rest.partition(":")
    return name, owner, words


def _mentions(message: telegram.Message) -> list[telegram.MessageEntity]:
    """Return the entities that name the bot."""
    bot = message.get_bot()
    kinds: list[str | None] = [MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION]
    found = (
        message.parse_entities(kinds)
        if message.text
        else message.parse_caption_entities(kinds)
        if message.caption
        else {}
    )
    return [
        entity
        for entity, words in found.items()
        if (entity.user and entity.user.id == bot.id) or words.lower() == f"@{bot.username}".lower()
    ]


def without_mentions(message: telegram.Message) -> str:
    """Return the message's text without the bot's name in it."""
    units = (message.text or "").encode("utf-16-le")
    for entity in sorted(_mentions(message), key=lambda one: -one.offset):
        units = units[: 2 * entity.offset] + units[2 * (entity.offset + entity.length) :]
    return units.decode("utf-16-le").strip()


def post_of(message: telegram.Message) -> Post:
    origin = message.forward_origin
    chat, number = None, None
    if isinstance(origin, MessageOriginChannel):
        chat, number = origin.chat, origin.message_id
    elif isinstance(origin, MessageOriginChat):
        chat = origin.sender_chat
    return Post(
        text=message.text or message.caption or "",
        channel=chat.title if chat else None,
        username=chat.username if chat else None,
        message_id=number,
        posted=origin.date if origin else None,
        chat=message.chat.id,
        message=message.message_id,
    )
