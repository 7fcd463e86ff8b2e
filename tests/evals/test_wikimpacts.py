"""Disasters, by hand."""

import gzip
import json

from evals import wikimpacts


def test_ranges_are_kept_and_silence_is_counted_where_nothing_is_coded(tmp_path):
    gold = {"Deaths_Min": 3, "Deaths_Max": 5, "Injuries_Min": None, "Injuries_Max": None}
    line = {"event_id": "1", "event_name": "Norvale flood", "text": "Four died.", "gold": gold}
    with gzip.open(tmp_path / "events.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")

    told = wikimpacts.events(tmp_path)
    found = wikimpacts.evaluate(
        told, lambda article, measure: (4, 4) if measure == "killed" else None
    )

    assert (told[0].killed, told[0].injured) == ((3, 5), None)
    assert found["deaths"].value == 1.0
    assert found["injuries kept silent"].value == 1.0
    assert found["injuries"].n == 0


def test_at_least_is_judged_by_its_number():
    assert wikimpacts.is_inside((8, None), (8, 9)) == 1.0
    assert wikimpacts.is_inside((None, 7), (8, 9)) == 0.0
    assert wikimpacts.is_inside(None, (0, 0)) == 0.0
