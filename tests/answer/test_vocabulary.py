"""What the reports of a topic share, and which others share it."""

import math

from answer.vocabulary import Vocabulary

WAR = {"conflict", "rebel", "troop", "shell", "town"}
OTHERS = ["harbour", "choir", "goal", "budget", "flood", "vote", "strike", "tram"]
PASSAGES = [WAR | {other, "report"} for other in OTHERS]
SHARE = {"report": 0.9}
"""Of all chunks; of any other word it is small."""


def rarity(terms):
    return {term: -math.log(SHARE.get(term, 0.02)) for term in terms}


def test_an_article_that_lacks_the_word_for_it_is_known_by_what_it_tells():
    vocabulary = Vocabulary(PASSAGES, rarity)

    assert vocabulary.is_akin({"rebel", "troop", "shell", "bridge", "report"})
    assert not vocabulary.is_akin({"report", "choir", "town", "song"})


def test_from_a_few_passages_nothing_is_learned():
    vocabulary = Vocabulary(PASSAGES[:5], rarity)

    assert not vocabulary.is_akin(WAR)


def test_what_every_report_says_tells_nothing():
    common = [{"report", other} for other in OTHERS]

    assert not Vocabulary(common, rarity).is_akin({"report"})
