"""Facts: the figures and events that an article tells. Pure: an Article in, nouns out."""
