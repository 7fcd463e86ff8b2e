"""The words that tell what a sentence is about, cut so that their forms are alike."""

import re

_WORD = re.compile(r"\d[\d.,]*\d|\w{2,}")
_CUT = 6
"""Letters that are compared: a light stemmer for any language."""

_COMMON = frozenset(
    """the and or but if of at by for with about to from in on as into over than then so is are was
    were be been being do does did have has had will would shall should can could may might must it
    its he him his she her they them their we us our you your me my this that these those there here
    what which who whom when where why how not no any some such only own same other also very just
    an said says say told after before more most one two new mr mrs ms it's now up out all who
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december today yesterday
    что это как так его она они был была были быть для или при под уже еще ещё все на не по от за из
    до во со об также после того том""".split()
)


def words_of(text: str) -> set[str]:
    """Return the words of the text that are not common ones."""
    return {word[:_CUT] for word in _WORD.findall(text.lower()) if word not in _COMMON}
