"""A small web server on this machine, and documents to extract."""

import pytest

from tests.pages import DATA, pages


@pytest.fixture
def data():
    return DATA


@pytest.fixture
def web():
    """The address of a server that answers as the path says."""
    with pages() as address:
        yield address
