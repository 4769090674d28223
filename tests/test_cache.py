"""The cache on Redis: while its server is away or frozen, it holds nothing and delays nobody."""

import socket
import time
from contextlib import contextmanager

import pytest

from careerquiz import cache as module
from careerquiz.cache import OptionalRedisCache


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def monotonic(self):
        return self.now


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@contextmanager
def frozen():
    """A server that takes connections and says nothing; a cache on it, and how many asked."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listener:
        listener.setblocking(False)
        address = f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        yield OptionalRedisCache(address, {"OPTIONS": {"socket_timeout": 0.05}}), listener


def asked(listener):
    count = 0
    while True:
        try:
            listener.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def said(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "careerquiz.cache"]


def test_cache_without_its_server_holds_nothing():
    with frozen() as (cache, _listener):
        assert cache.add("a", 1, 60) is True
        assert (cache.get("a"), cache.get("a", 7)) == (None, 7)
        with pytest.raises(ValueError, match="holds nothing"):
            cache.incr("a")
        assert (cache.set("a", 1), cache.touch("a"), cache.delete("a")) == (None, False, False)
        assert (cache.get_many(["a"]), cache.has_key("a")) == ({}, False)
        assert (cache.set_many({"a": 1}), cache.delete_many(["a"])) == ([], None)
        assert cache.clear() is False


def test_frozen_server_is_waited_for_once_and_then_left_alone(clock):
    with frozen() as (cache, listener):
        before = time.perf_counter()
        for _each in range(200):
            cache.get("a")
        assert time.perf_counter() - before < 2  # 200 waits would take 10 seconds
        assert asked(listener) == 1


def test_server_that_was_away_is_asked_again_after_a_pause_by_one(clock):
    with frozen() as (cache, listener):
        other = OptionalRedisCache(cache._servers[0], {})  # of another thread
        cache.get("a")
        clock.now += module.PAUSE_SECONDS - 1
        assert (cache.get("a"), other.get("a"), asked(listener)) == (None, None, 1)
        clock.now += 1
        assert (cache.get("a"), other.get("a"), asked(listener)) == (None, None, 1)


def test_log_says_now_and_then_that_the_cache_fails_and_not_where(clock, caplog):
    with frozen() as (cache, _listener):
        for _each in range(40):
            cache.get("a")
            clock.now += module.PAUSE_SECONDS
    line = "The cache failed (TimeoutError): nothing is kept in it, nobody is limited"

    assert said(caplog) == [line] * 2
