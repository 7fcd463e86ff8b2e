"""Reports on attacks, by hand."""

import gzip
import json

from evals import muc
from facts.figures import read_figures


def _write(file, lines):
    with gzip.open(file, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(line) + "\n" for line in lines)


def test_reports_with_known_templates_are_measured_and_parts_are_left_out(tmp_path):
    _write(
        tmp_path / "reports.jsonl.gz",
        [
            {
                "doc_id": "1",
                "text": "THREE PEOPLE WERE KILLED, INCLUDING TWO CHILDREN.",
                "templates": [{"deaths": 3, "injuries": None}, {"deaths": 3, "injuries": 1}],
            },
            {"doc_id": "2", "text": "IT RAINED.", "templates": [{"deaths": None}]},
        ],
    )

    (report,) = muc.reports(tmp_path)
    found = muc.evaluate([report], read_figures)

    assert report.gold == {("killed", 3), ("injured", 1)}
    assert round(found["F1"].value, 3) == round(2 / 3, 3)
    assert found["F1 with parts"].value == 0.5
