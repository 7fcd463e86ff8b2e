"""Greetings and thanks, met as such instead of being looked up."""

import re

_GREETING = re.compile(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|salam|salem"
    r"|привет|здравствуйте|добрый день|сәлем)(?: there| bot| dateline| all)?",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:many |ok |okay )?(?:thanks|thank you|thx|cheers|спасибо|рахмет)"
    r"(?: a lot| very much| so much)?"
    r"|great|ok|okay|perfect",
    re.IGNORECASE,
)
_FAREWELL = re.compile(r"(?:good ?bye|bye|see you|до свидания|пока)", re.IGNORECASE)


def reply(message: str) -> str | None:
    """Return what to say to a greeting, thanks or farewell; None if it is anything more."""
    words = re.sub(r"[\s!.,)(:\U0001f300-\U0001faff]+", " ", message).strip()
    if _GREETING.fullmatch(words):
        return (
            "Hello! Ask me about the articles I have, for example “How many people died?”, "
            "and I answer with quotes from them."
        )
    if _THANKS.fullmatch(words):
        return "You are welcome. Ask on whenever you like."
    if _FAREWELL.fullmatch(words):
        return "Goodbye."
    return None
