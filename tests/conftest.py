"""The real parts, in folders of their own. The embedding model is loaded once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import Archive
from cli.parts import Parts
from cli.settings import ROOT, load
from tests.builders import LAYOUT
from vectorstore.distil import distil
from vectorstore.embed import PACKAGED, Embedder, open_embedder
from vectorstore.indexes import Indexes
from vectorstore.lock import WriterLock


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive.in_folder(tmp_path)
    yield archive
    archive.close()


@pytest.fixture(scope="session")
def embedder(tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return open_embedder(PACKAGED, models=tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the static model, distilled once for all tests."""
    models = tmp_path_factory.mktemp("distilled")
    assert distil(models)
    return models


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[WriterLock]:
    lock = WriterLock.take(tmp_path)
    assert lock is not None
    yield lock
    lock.release()


@pytest.fixture
def indexes(tmp_path: Path, embedder: Embedder, lock: WriterLock) -> Iterator[Indexes]:
    indexes = Indexes(tmp_path, embedder, layout=LAYOUT, lock=lock)
    yield indexes
    indexes.close()


@pytest.fixture
def parts(tmp_path: Path, embedder: Embedder) -> Iterator[Parts]:
    """Everything joined as the program joins it, over an empty data folder."""
    file = tmp_path / "config.toml"
    file.write_text('[ingest]\nallow_hosts = ["127.0.0.1"]\npause = 0\n', encoding="utf-8")
    parts = Parts(load(file, tmp_path / "data"))
    parts.__dict__["embedder"] = embedder  # loaded already: it takes seconds
    yield parts
    parts.release_lock()
    parts.archive.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Parts]:
    """Everything joined over the sample articles; tests ask there, and put nothing in."""
    parts = Parts(load(data=tmp_path_factory.mktemp("samples")))
    parts.__dict__["embedder"] = embedder
    report = parts.ingest([str(ROOT / "samples")])
    assert len(report.new) >= 15
    assert not report.failed
    parts.catch_up()
    yield parts
    parts.release_lock()
    parts.archive.close()
