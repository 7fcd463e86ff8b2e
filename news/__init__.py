"""The nouns: articles, passages, quotes, answers. Standard library only, no I/O."""
