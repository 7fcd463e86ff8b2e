"""Whether a sentence tells whose fault something is, where that is what a question asks.

That a fire started on Friday, or that the police counted its dead, does not say who is to blame.
"""

import re

_ASKS = re.compile(
    r"\b(?:to blame|at fault|whose fault|(?:was|were|is|are) (?:responsible|blamed|guilty)"
    r"|who (?:\w+ )?(?:started|caused|provoked|triggered|sparked|lit|set)\b|кто винов\w+)",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:blam\w+|accus\w+|responsib\w+|guilt\w*|negligen\w+|culprits?|provocateurs?|fault(?:s|ed)?"
    r"|caused by|because of|charged with|convicted|винов\w+|обвин\w+)\b"
    r"|\b(?:started|caused|provoked|triggered|sparked|lit|set)\s+(?:off\s+)?(?:the|an?|it|this|that"
    r"|by|fire)\b"
    r"|\b(?:been|was|were)\s+(?:\w+ly\s+)?(?:started|caused|provoked|triggered|sparked|lit)\b",
    re.IGNORECASE,
)


def is_asked(question: str) -> bool:
    """Say whether a question asks whose fault something is."""
    return bool(_ASKS.search(question))


def is_told(sentence: str) -> bool:
    """Say whether a sentence names a fault, or who or what brought something about."""
    return bool(_TELLS.search(sentence))
