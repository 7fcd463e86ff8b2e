"""Packed bodies, and those that are bombs."""

import gzip
import tracemalloc
import zlib

import pytest

from ingest.web.unpack import TooLarge, UnknownPacking, unpacked

TEXT = b"Ships move again. " * 500


def bare_deflate(content: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(content) + engine.flush()


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        pytest.param(TEXT, "", id="not packed"),
        pytest.param(TEXT, "identity", id="said not to be"),
        pytest.param(gzip.compress(TEXT), "gzip", id="gzip"),
        pytest.param(gzip.compress(TEXT), "X-GZIP", id="its old name"),
        pytest.param(gzip.compress(TEXT[:900]) + gzip.compress(TEXT[900:]), "gzip", id="in two"),
        pytest.param(gzip.compress(TEXT) + b"\0" * 40, "gzip", id="padded"),
        pytest.param(zlib.compress(TEXT), "deflate", id="deflate"),
        pytest.param(bare_deflate(TEXT), "deflate", id="deflate without its header"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_body_is_unpacked_whatever_pieces_it_comes_in(packed, encoding, size):
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]

    assert unpacked(pieces, encoding, 100_000) == TEXT


def test_a_bomb_costs_no_more_than_its_cap():
    bomb = gzip.compress(b"\0" * 200_000_000)
    tracemalloc.start()

    with pytest.raises(TooLarge):
        unpacked([bomb], "gzip", 1_000_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < 3_000_000


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        pytest.param(b"...", "br", id="a way nobody asked for"),
        pytest.param(b"...", "zstd", id="another"),
        pytest.param(gzip.compress(gzip.compress(TEXT)), "gzip, gzip", id="twice"),
        pytest.param(b"not packed at all", "gzip", id="not what it says"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(packed, encoding):
    with pytest.raises(UnknownPacking):
        unpacked([packed], encoding, 1_000_000)
