"""A throw-away PostgreSQL for the tests that want one, reached through a socket in a folder."""

from itertools import count

import pytest

from tests.load.postgresql import cluster as running_cluster
from tests.load.postgresql import create, installed


@pytest.fixture(scope="session")
def programs():
    """The folder of PostgreSQL's own programs."""
    return installed() or pytest.skip("PostgreSQL is not installed here.")


@pytest.fixture(scope="session")
def cluster(programs):
    """The folder of a running PostgreSQL of our own, gone afterwards without a trace."""
    with running_cluster(programs) as folder:
        yield folder


NUMBERS = count(1)


@pytest.fixture
def postgresql(cluster, programs):
    """The address of an empty database on it."""
    return create(programs, cluster, f"quiz{next(NUMBERS)}")
