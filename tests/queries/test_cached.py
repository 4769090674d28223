"""Figures kept in the cache; without a cache they are counted each time."""

from django.core.cache import cache

from roles.queries.cached import cached

AWAY = {
    "default": {
        "BACKEND": "careerquiz.cache.OptionalRedisCache",
        "LOCATION": "redis://127.0.0.1:1",
    }
}


def test_cached_counts_once():
    counts = []
    assert [cached("figure", lambda: counts.append(1) or 7) for _each in range(3)] == [7, 7, 7]
    assert counts == [1]


def test_cached_keeps_a_zero():
    cached("zero", lambda: 0)
    assert cached("zero", lambda: 5) == 0


def test_cached_without_a_cache_counts_each_time(settings):
    settings.CACHES = AWAY
    assert [cached("figure", lambda value=value: value) for value in (1, 2)] == [1, 2]


class Unreadable:
    def __reduce__(self):
        return (int, ("not a number",))


def test_cached_counts_anew_what_cannot_be_read_any_more():
    cache.set("figure", Unreadable())

    assert [cached("figure", lambda: 7) for _each in range(2)] == [7, 7]
    assert cache.get("figure") == 7
