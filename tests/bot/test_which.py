"""A question that fits several events, over real HTTP, with every part real, over the samples."""

from types import SimpleNamespace

from tests.bot.chats import reply


def test_an_event_is_offered_chosen_kept_to_and_left(samples, start, telegram, ann):
    start(SimpleNamespace(desk=samples.desk()))

    offered = reply(telegram, ann.says("How many people died?"), timeout=60)
    labels = list(offered.buttons)
    bata = next(label for label in labels if label.startswith("Bata"))
    press = ann.presses(offered, bata)
    died = telegram.wait_for(lambda: offered if "105 people" in offered.text else None, 60)
    hurt = reply(telegram, ann.says("And how many were injured?"), timeout=60)
    when = reply(telegram, ann.says("When did it happen?"), timeout=60)
    left = reply(telegram, ann.says("What about Korday?"), timeout=60)

    assert press.answered
    assert {label.split(",")[0] for label in labels} >= {"Korday", "Bata", "Grenfell Tower"}
    assert offered.id == died.id
    assert died.buttons == ["Quotes", "More"]
    for answer in (died, hurt, when):
        assert "bata" in answer.text.lower()
        assert "Korday" not in answer.text
        assert "Grenfell" not in answer.text
    assert "615" in hurt.text
    assert "March" in when.text
    assert "Korday" in left.text
    assert "Bata" not in left.text
    assert telegram.refused() == []
