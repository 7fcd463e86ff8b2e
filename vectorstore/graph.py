"""Whether the files of a vector graph are whole: Chroma opens some that are not, and says nothing.

Emptied or cut, they answer with fewer or with the wrong neighbours. Their sizes follow from the
header, which Chroma reads itself and refuses when it is not whole.
"""

import struct
import time
from pathlib import Path

_HEADER = struct.Struct("<i6QiI3QdQ")
"""As hnswlib writes it: what the fields mean that are used here stands in `_sizes`."""

_VERSION = 1
_TRIES, _PAUSE = 5, 0.3  # seconds: the process that writes is at it just now


def check_graphs(folder: Path) -> None:
    """Raise ValueError that names the file where one in Chroma's folder is not whole.

    A graph in a form that is not known is taken to be whole.
    """
    for tries in range(1, _TRIES + 1):
        spoilt = next((why for path in folder.glob("*/header.bin") if (why := _spoilt(path))), "")
        if not spoilt:
            return
        if tries < _TRIES:
            time.sleep(_PAUSE)
    raise ValueError(spoilt)


def _spoilt(header: Path) -> str:
    try:
        raw = header.read_bytes()
        if len(raw) != _HEADER.size:
            return ""
        version, _, _, count, row, *_, links, _, _, _, _ = _HEADER.unpack(raw)
        if version != _VERSION:
            return ""
        for name, least in (
            ("data_level0.bin", count * row),
            ("length.bin", count * 4),
            ("link_lists.bin", count * 4),
            ("index_metadata.pickle", min(count, 1)),
        ):
            size = (header.parent / name).stat().st_size
            # Each vector has the size of its links above the lowest level, and then the links.
            is_cut = name == "link_lists.bin" and count and (size - least) % (links * 4 + 4)
            if size < least or is_cut:
                return f"{name} is cut off"
    except FileNotFoundError as error:
        is_needed = error.filename and Path(error.filename).suffix != ".pickle"
        return f"{Path(error.filename).name} is missing" if is_needed or count else ""
    return ""
