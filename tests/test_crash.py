"""Five seeded kills of a real ingest; `make crash` does fifty, and one at every named step."""

from tests.crash import Crashing


def test_an_ingest_killed_again_and_again_shows_nothing_half_and_loses_nothing(tmp_path, models):
    crashing = Crashing(tmp_path, models, seed=7)

    for _ in range(5):
        crashing.write()
        crashing.kill_somewhere()
        crashing.check(is_finished=False)
    crashing.finish()

    crashing.check(is_finished=True)
