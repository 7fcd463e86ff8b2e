"""How a sentence tells: as something done, as what someone holds or expects, or as neither."""

import re

_DONE = re.compile(
    r"\b(?:was|were|had|began|came|went|took|made|fell|rose|held|met|left|broke|sent|lost|won|hit"
    r"|shot|struck|fled|fought|found|gave|became|bought|sold|cut|led|set|put|quit|shut|sank|blew"
    r"|drew|ran|sought|swept|spoke|has|have|\w{2,}ed|\w{3,}(?:ил|ал|ял|ел|иб|ут)[аои]?(?:с[ья])?)\b"
)
_SAID = re.compile(r"\b(?:said|says|say|told|added|asked|thinks?|believes?|argue[sd]?|according)\b")
_COMING = re.compile(r"\b(?:will|would|could|should|may|might|can|must|'ll|shall|if)\b")
_OWN = re.compile(r"\b(?:I|I'm|we|We|my|our|you|You|your|us|me)\b")
_POINTS = re.compile(
    r"\W*(?:he|she|it|they|this|that|these|those|his|her|its|their|the (?:figure|number|two|latter)"
    r"|but|and|or|so|он|она|оно|они|это|этот)\b"
)
_FURNITURE = re.compile(
    r"@|www\.|https?:|\b(?:last|page) updated\b|\bupdated\s*:|\bcopyright\b|\bclick\b|\bfollow us\b"
    r"|\bcomment(?:s|ed)? (?:was|were|are)\b|\bvia the\b.*\bwebsite\b"
)
_QUOTED = re.compile(r"[\"“„«]|``|''")


def telling(sentence: str) -> float:
    """Return from 0 to 1 how much the sentence reports something that was done.

    >>> telling("Rebels seized the town.") > telling("I think we should talk, he said.")
    True
    """
    low = sentence.lower()
    score = 0.5
    if _DONE.search(low):
        score += 0.3
    words = low.count(" ") + 1
    if 10 <= words <= 40:
        score += 0.2
    if _COMING.search(low):
        score -= 0.2
    if _OWN.search(sentence):
        score -= 0.2
    if _QUOTED.search(sentence):
        score -= 0.15
    if _SAID.search(low):
        score -= 0.05
    if _FURNITURE.search(low):
        score -= 0.4
    if _POINTS.match(low):
        score -= 0.15
    if sentence.endswith("?") or words < 5:
        score -= 0.4
    return min(1.0, max(0.0, score))
