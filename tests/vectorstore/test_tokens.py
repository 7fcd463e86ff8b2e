"""Counting by words comes to what the tokenizer counts of the whole text."""

from hypothesis import given
from hypothesis import strategies as st

from vectorstore.tokens import token_counter
from vectorstore.transformer import open_tokenizer, packaged_folder

TOKENIZER = open_tokenizer(packaged_folder())
COUNT = token_counter(TOKENIZER)

ODD = [
    *"U.S. 1,000 “don’t” e\u0301 \u0301 🙂🙂 погибли 运河已经开放 a\u00a0b x\u200bb ( -- …".split(
        " "
    ),
    "\x85",
    "antidisestablishmentarianism",
]


@given(st.lists(st.text(max_size=12) | st.sampled_from(ODD), max_size=30), st.data())
def test_a_text_has_as_many_tokens_as_its_words(words, data):
    spaces = data.draw(st.lists(st.sampled_from([" ", "\n", "\t", "\r\n", "  "]), min_size=30))
    text = "".join(word + space for word, space in zip(words, spaces, strict=False))

    assert COUNT([text]) == [len(TOKENIZER.encode(text, add_special_tokens=False).ids)]


def test_a_tokenizer_that_minds_what_stands_around_a_word_counts_whole_texts():
    from tokenizers import Tokenizer, models, pre_tokenizers

    pieces = Tokenizer(models.BPE(vocab={"a": 0, "Ġ": 1, "Ġa": 2}, merges=[("Ġ", "a")]))
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)

    assert token_counter(pieces)(["a a a", ""]) == [3, 0]
