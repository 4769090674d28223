"""A throw-away PostgreSQL for the tests that want one, reached through a socket in a folder."""

import pytest

from tests.load import postgresql as throw_away


@pytest.fixture(scope="session")
def programs():
    """The folder of PostgreSQL's own programs."""
    return throw_away.installed() or pytest.skip("PostgreSQL is not installed here.")


@pytest.fixture(scope="session")
def cluster(programs):
    """A running PostgreSQL of our own, gone afterwards without a trace."""
    with throw_away.cluster(programs) as running:
        yield running


@pytest.fixture
def postgresql(cluster):
    """The address of an empty database on it."""
    return cluster.database()
