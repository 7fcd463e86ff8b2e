"""One story under several mastheads: groups as articles come, change and go."""

from itertools import permutations

import pytest

from archive import Archive, Arrival, Copies
from ingest.sketch import sketch
from news.article import Article
from tests.builders import LAYOUT, article, chunks, day
from tests.ingest.test_sketch import OTHER_REPORT, WIRE


def printed(name: str, text: str = WIRE) -> Article:
    return article(
        text,
        url=f"https://{name}.example/story",
        publisher=name,
        published=day("2021-03-02"),
    )


def put(archive: Archive, one: Article) -> str:
    return archive.put(one, chunks(one), layout=LAYOUT, arrival=Arrival(sketch=sketch(one)))


POST, TIMES = printed("post"), printed("times", WIRE.replace("212", "214"))
APART = printed("herald", OTHER_REPORT)


def groups(archive, *articles: Article) -> int:
    """Return as how many reports the articles count."""
    return len(set(Copies(archive).groups([one.id for one in articles]).values()))


def test_a_copy_is_archived_told_as_duplicate_and_counts_once(archive):
    assert [put(archive, one) for one in (POST, TIMES, APART)] == ["new", "duplicate", "new"]

    assert archive.counts()["articles"] == 3
    assert groups(archive, POST, TIMES, APART) == 2
    assert Copies(archive).of(POST.id) == [TIMES.id]
    assert Copies(archive).of(APART.id) == []
    sources = [archive.source(one.id, one.revision) for one in (POST, TIMES, APART)]
    assert len({source.group for source in sources}) == 2


def test_the_same_copy_again_is_unchanged_and_no_second_copy(archive):
    for one in (POST, TIMES):
        put(archive, one)

    assert put(archive, TIMES) == "unchanged"
    assert Copies(archive).of(POST.id) == [TIMES.id]


def test_the_order_in_which_copies_come_does_not_matter(archive):
    short, long = printed("short", WIRE[:700]), printed("long", f"{WIRE}\n{OTHER_REPORT}")

    for number, order in enumerate(permutations((short, POST, long))):
        copies = [
            article(one.text, url=f"{one.url}/{number}", publisher=one.publisher, published=None)
            for one in order
        ]
        for one in copies:
            put(archive, one)

    assert groups(archive, *copies) == 1


def test_a_revision_that_differs_leaves_its_group_and_one_that_fits_joins(archive):
    for one in (POST, TIMES, APART):
        put(archive, one)

    put(archive, printed("times", OTHER_REPORT.replace("teacher", "nurse")))

    assert Copies(archive).of(POST.id) == []
    assert Copies(archive).of(APART.id) == [TIMES.id]


@pytest.mark.parametrize("gone", [POST, TIMES])
def test_what_is_removed_leaves_its_copies_behind(archive, gone):
    third = printed("herald", WIRE.replace("Two", "Three"))
    left = [one for one in (POST, TIMES, third) if one is not gone]
    for one in (POST, TIMES, third):
        put(archive, one)

    archive.remove(gone.id)

    assert Copies(archive).of(left[0].id) == [left[1].id]
    assert groups(archive, *left) == 1


def test_an_article_that_held_two_together_parts_them(archive):
    # The long one prints both stories, one after the other.
    both = printed("both", f"{WIRE}\n{OTHER_REPORT}")
    for one in (POST, APART, both):
        put(archive, one)
    together = groups(archive, POST, APART)

    archive.remove(both.id)

    assert together == 1
    assert groups(archive, POST, APART) == 2


def test_what_has_no_sketch_stands_for_itself(archive):
    archive.put(POST, chunks(POST), layout=LAYOUT)

    assert Copies(archive).groups([POST.id, "unknown"]) == {POST.id: POST.id, "unknown": "unknown"}
    assert Copies(archive).of(POST.id) == []
