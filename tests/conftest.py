"""What every test gets. Factories are plain functions in factories.py, not fixtures."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits count in the cache: what one test used up must not be held against the next."""
    cache.clear()
