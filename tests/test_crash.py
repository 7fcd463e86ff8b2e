"""Five seeded kills and three full disks; `make crash` has fifty, twenty, and every named step."""

from tests.crash import Crashing


def test_an_ingest_killed_again_and_again_shows_nothing_half_and_loses_nothing(tmp_path, models):
    crashing = Crashing(tmp_path, models, seed=7)

    for _ in range(5):
        crashing.write()
        crashing.kill_somewhere()
        crashing.check(is_finished=False)
    crashing.finish()

    crashing.check(is_finished=True)


def test_an_ingest_that_finds_the_disk_full_shows_nothing_half_and_loses_nothing(tmp_path, models):
    crashing = Crashing(tmp_path, models, seed=3)
    crashing.write()
    crashing.finish()

    said = []
    for _ in range(3):
        crashing.write()
        said.append(crashing.fill_disk_somewhere())
        crashing.check(is_finished=False)
    crashing.finish()

    crashing.check(is_finished=True)
    assert any("free some space" in one for one in said)
