"""A small web server on this machine, and documents to extract."""

import pytest

from ingest.web.get import Web
from tests.pages import DATA, pages
from tests.site import Site


@pytest.fixture
def data():
    return DATA


@pytest.fixture
def web():
    """The address of a server that answers as the path says."""
    with pages() as address:
        yield address


@pytest.fixture
def get():
    """Fetches from that server at once, and only once where it fails."""
    return web_of().get


@pytest.fixture
def make_web():
    """Makes what fetches from this machine without waiting; a test may ask for more."""
    return web_of


@pytest.fixture
def site():
    with Site() as site:
        yield site


def web_of(**given):
    usual = {"timeout": 5, "pause": 0, "tries": 1, "backoff": 0, "allow_hosts": ["127.0.0.1"]}
    return Web(**(usual | given))
