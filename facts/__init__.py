"""Facts: the figures and events that an article tells. Pure: an Article in, nouns out."""

RULES = "7"
"""Changes when the rules of reading do: what was read by others is then read again."""
