"""The cache on a Redis server, which the site can do without."""

import logging
import time
from collections.abc import Callable
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from django.core.cache.backends import redis as django_redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

PAUSE_SECONDS = 10  # for how long a server that failed is left alone
TOLD_SECONDS = 300  # how often the log says that it still fails


class OptionalRedisCache(django_redis.RedisCache):
    """Holds nothing while its server is away or too slow, instead of raising errors.

    Whoever finds the server out of order waits for it once; after that this process leaves it
    alone for PAUSE_SECONDS, so that no other page waits. Then one request asks it again.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._state = _states.setdefault(server, _State())

    def add(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401  # Django's, as all below
        return self._state.ask(True, super().add, *args, **kwargs)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:  # noqa: ANN401
        return self._state.ask(default, super().get, key, default, version)

    def set(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        self._state.ask(None, super().set, *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401
        return self._state.ask(False, super().touch, *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401
        return self._state.ask(False, super().delete, *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> dict[Any, Any]:  # noqa: ANN401
        nothing: dict[Any, Any] = {}
        return self._state.ask(nothing, super().get_many, *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> bool:  # noqa: ANN401
        return self._state.ask(False, super().has_key, *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:  # noqa: ANN401
        count = self._state.ask(None, super().incr, *args, **kwargs)
        if count is None:
            raise ValueError("The cache holds nothing now.")  # as of any key that is not there
        return count

    def set_many(self, *args: Any, **kwargs: Any) -> list[Any]:  # noqa: ANN401
        nothing: list[Any] = []
        return self._state.ask(nothing, super().set_many, *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        self._state.ask(None, super().delete_many, *args, **kwargs)

    def clear(self) -> bool:  # type: ignore[override]  # Django's own returns whether it worked
        return bool(self._state.ask(False, super().clear))


class _State:
    """Whether a server answers, for all threads of this process. Not by the time of day, which may
    be set back."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked_again_at = 0.0
        self._told_at = 0.0
        self._is_away = False

    def ask(self, nothing: T, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the call returns; `nothing` while the server is away."""
        if self._is_left_alone():
            return nothing
        try:
            found = call(*args, **kwargs)
        except (RedisError, OSError) as error:
            self._failed(error)
            return nothing
        if self._is_away:
            self._is_away = False
            logger.warning("The cache answers again")
        return found

    def _is_left_alone(self) -> bool:
        if not self._is_away:
            return False
        with self._lock:
            now = time.monotonic()
            if now < self._asked_again_at:
                return True
            self._asked_again_at = now + PAUSE_SECONDS  # nobody else need wait meanwhile
            return False

    def _failed(self, error: Exception) -> None:
        with self._lock:
            now = time.monotonic()
            is_news = not self._is_away or now >= self._told_at + TOLD_SECONDS
            self._is_away, self._asked_again_at = True, now + PAUSE_SECONDS
            if is_news:
                self._told_at = now
        if is_news:
            kind = type(error).__name__  # its text may hold the server's address and password
            logger.warning("The cache failed (%s): nothing is kept in it, nobody is limited", kind)


_states: dict[str, _State] = {}  # by the address of the server
