"""What the tests of the engine share."""

import pytest

from roles.domain import lab


@pytest.fixture
def few_neutral_sheets(monkeypatch):
    """The checks before publishing look at 500 neutral sheets in place of 10,000: enough wherever
    the shares themselves are not what is asked about."""
    monkeypatch.setattr(lab, "NEUTRAL_SHEETS", 500)
    lab._own_checks.cache_clear()
    yield
    lab._own_checks.cache_clear()
