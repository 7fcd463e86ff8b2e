"""The character set of bytes that do not say it: the one in which they are words.

Of one-byte sets, in which any bytes are some text, only words tell: letters of one script, capitals
at the start of a word, the common letters of the languages that use the set.
"""

import re

# Where two look the same, the first is taken.
_CANDIDATES = (
    "cp1252", "cp1251", "koi8-u", "iso8859-5", "cp866", "cp1250", "iso8859-2", "cp1254", "cp1253",
    "cp1255", "cp1256", "cp1257",
)  # fmt: skip
_SAMPLE = 20_000  # bytes
_ENOUGH = 0.25  # a letter, on average; wrong sets are below zero
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "оеаинтсрвлкмдпуяыьгзбійщ"
    "äöüßéèàçñáíóúâêîôûëïłąęśżźćńőűčšžřěůýğışİœæøåãõțș"
    "αιοετσνηυρπκμλςωάέήίόύώ"
    "אבגדהוזחטיכלמםנןסעפצקרשת"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإ"
)
_SIGNS = frozenset("“”„‚‘’«»–—…•€£§©®°№\xa0¿¡·،؟")
_BLOCKS = ((0x370, 0x3FF), (0x400, 0x52F), (0x590, 0x5FF), (0x600, 0x6FF))


def charset_by_words(content: bytes) -> str | None:
    """Return the one-byte character set in which the bytes are words, or None if in none."""
    sample = _beyond_ascii(content)
    best, most = None, _ENOUGH
    for name in _CANDIDATES:
        found = looks(sample.decode(name, errors="replace"))
        if found > most:
            best, most = name, found
    return best


def looks(text: str) -> float:
    """Return how much the letters beyond ASCII look like words, 1 at best, below 0 for noise."""
    text = text[:_SAMPLE]
    beyond = [character for character in text if character > "\x7f"]
    if not beyond:
        return 0.0
    score = sum(_word(found[0]) for found in _WORD.finditer(text))
    for character in beyond:
        if not character.isalpha() and character not in _SIGNS and not _is_wide(character):
            score -= 3 if character < "\xa0" or character == "\ufffd" else 2
    return score / len(beyond)


def _word(word: str) -> float:
    letters = [character for character in word if character > "\x7f"]
    if not letters:
        return 0.0
    if _is_wide(letters[0]):
        return 1.0 * len(letters)
    block = _block(letters[0])
    is_one_script = (
        len(letters) == len(word) and all(_block(letter) == block for letter in letters)
        if block
        else not any(map(_block, letters))
    )
    is_shouted = len(word) > 1 and word.isupper()
    if not is_one_script or not (is_shouted or word[1:] == word[1:].lower()):
        return -2.0 * len(letters)
    if is_shouted:
        return 0.3 * len(letters)
    if not block and 2 * len(letters) > len(word) + 1:
        # No language that is written in Latin letters marks most of them.
        return -1.0 * len(letters)
    return sum(1.0 if letter.lower() in _COMMON else -0.5 for letter in letters)


def _block(letter: str) -> int:
    """Return which script but Latin the letter is of, as a number; 0 for Latin and others."""
    return next(
        (number for number, (first, last) in enumerate(_BLOCKS, start=1)
         if first <= ord(letter) <= last),
        0,
    )  # fmt: skip


def _is_wide(character: str) -> bool:
    """Return whether it is a character of Chinese, Japanese or Korean, or their punctuation."""
    return character >= "\u2e80" and not "\ue000" <= character <= "\uf8ff" and character != "\ufffd"


def _beyond_ascii(content: bytes) -> bytes:
    """Return the lines that hold more than ASCII, up to a sample of them."""
    lines: list[bytes] = []
    size = 0
    for line in content.splitlines():
        if not line.isascii():
            lines.append(line[:_SAMPLE])
            size += len(lines[-1])
        if size >= _SAMPLE:
            break
    return b"\n".join(lines)[:_SAMPLE]
