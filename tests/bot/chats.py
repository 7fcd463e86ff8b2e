"""People in chats with the bot, and what they are answered."""

from tests.telegram_api import Message, TelegramServer

ANN, BOB, ADMIN = 5, 6, 1


def kinds(message: Message) -> list[str]:
    return [entity["type"] for entity in message.entities]


def reply(telegram: TelegramServer, asked: Message, containing: str = "", timeout: float = 30):
    """Wait for what a message is answered with in the end, over all placeholders."""

    def is_there() -> Message | None:
        for one in telegram.chat(asked.chat["id"]):
            is_answer = one.from_bot and one.id > asked.id and not one.text.endswith("…")
            if is_answer and not one.deleted and containing in one.text:
                return one
        return None

    return telegram.wait_for(is_there, timeout)


def from_bot(telegram: TelegramServer, chat: int) -> list[Message]:
    return [one for one in telegram.chat(chat) if one.from_bot and not one.deleted]
