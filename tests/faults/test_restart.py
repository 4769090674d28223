"""A site that is started anew while people use it. More rounds: `python -m tests.load.rolling`."""

import pytest

from tests.load.rolling import reloaded, restarted


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """With the database of a site, which both use."""
    return tmp_path_factory.mktemp("site")


@pytest.mark.parametrize("renew", [reloaded, restarted])
def test_site_started_anew_under_load_fails_nobody(folder, renew):
    seen = renew(folder, rounds=1)
    assert seen.failed == []
    assert seen.answered > 20
