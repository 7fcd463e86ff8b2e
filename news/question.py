"""What a question must be, wherever it is asked."""

from news.errors import UsageError

EXAMPLE = "How many people died in the clashes?"

LONGEST_QUESTION = 1_000
"""Characters: an embedding model reads about as many, and what is over it would not see."""


def question_in(words: str) -> str:
    """Return the question in what a person wrote; raise UsageError if there is none, or too much.

    >>> question_in("  Who came? ")
    'Who came?'
    """
    # A terminal hands over bytes that are no characters as halves of characters: no index takes
    # them.
    question = words.encode(errors="replace").decode().strip()
    if not any(character.isalnum() for character in question):
        raise UsageError(f"There was no question: write it out, for example “{EXAMPLE}”")
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"The question has {len(question):,} characters and I read at most "
            f"{LONGEST_QUESTION:,}: shorten it to what you want to know and send it again."
        )
    return question
