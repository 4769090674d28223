"""What every test gets. Factories are plain functions in factories.py, not fixtures."""

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, settings

from roles.public_pages import forget_kept

# The same examples each time, so that a red test is about the change at hand; for new ones run
# with --hypothesis-profile=default. Machines are shared, so that time says nothing.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits count in the cache: what one test used up must not be held against the next.
    Nor may it see a page that was drawn from the rows of another."""
    cache.clear()
    forget_kept()
