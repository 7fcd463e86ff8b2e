"""Where a set is measured: a data folder of its own, with the parts as a user has them."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace

from cli import output
from cli.indexing import index
from cli.parts import Parts
from cli.settings import Loaded
from news.article import Document


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folder `evals` of the data folder, one folder a set in it."""

    loaded: Loaded

    def kept(self, name: str, documents: Iterable[Document | str]) -> Parts:
        """Return the parts over the documents; what an earlier run has embedded is kept."""
        parts = Parts(
            replace(self.loaded, data=self.loaded.data / "evals" / name),
            models=self.loaded.data / "models",
        )
        with output.bar("Reading articles") as tell:
            parts.ingest(documents, lambda report: tell(report.total, None))
        index(parts)
        return parts

    def fresh(self, name: str, documents: Iterable[Document | str]) -> Parts:
        """Return the parts over these documents and no others."""
        shutil.rmtree(self.loaded.data / "evals" / name, ignore_errors=True)
        return self.kept(name, documents)
