"""How often one client may do something, counted in the cache.

Windows of time are cut from the clock, the same for everybody. A counter is named by a keyed digest
of action, window and client: whoever reads the cache learns no address from it, nor whether two
windows saw the same client. A cache that is away or slow stops nobody.
"""

import time
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

from roles.domain.errors import TooManyRequests

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], R]

# A counter outlives its window by this. Were it to expire between our two steps, Redis would make
# a new one in the second, without an end.
LINGER_SECONDS = 60


def rate_limit(action: str, *, method: str = "") -> Callable[[View[P, R]], View[P, R]]:
    """Counts what the view is asked under that name, which several may share.

    settings.RATE_LIMITS says for each action how many requests a client has in how many seconds.
    An action that is not there has no limit. The decorated view raises TooManyRequests.

    Args:
        method: counts requests of this method only; "" counts all.
    """

    def decorate(view: View[P, R]) -> View[P, R]:
        @wraps(view)
        def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if method in ("", request.method):
                count_request(request, action)
            return view(request, *args, **kwargs)

        return counted

    return decorate


def count_request(request: HttpRequest, action: str) -> None:
    """Counts one request of its client.

    Raises:
        TooManyRequests: when the client has had as many as it may.
    """
    if action in settings.RATE_LIMITS:
        count_one(action, client_of(request), *settings.RATE_LIMITS[action])


def count_one(action: str, who: str, allowed: int, seconds: int) -> None:
    """Counts one of those that somebody may do in a window of so many seconds.

    Raises:
        TooManyRequests: when this one is too many.
    """
    window, passed = divmod(int(time.time()), seconds)
    left = seconds - passed
    if add_one(key_of(f"{action} {window} {who}"), left + LINGER_SECONDS) > allowed:
        raise TooManyRequests(left)


def add_one(counter: str, timeout: int) -> int:
    """What a counter of the cache holds after adding one; a new one lasts for so many seconds."""
    if cache.add(counter, 1, timeout):
        return 1
    try:
        return cache.incr(counter)
    except ValueError:  # a full cache threw it out between the two steps
        return 1


def key_of(text: str) -> str:
    """A name for the cache, from which nobody without our secret key gets back to the text."""
    digest = salted_hmac("roles.limits", text, algorithm="sha256")
    return f"limits:{digest.hexdigest()}"


def client_of(request: HttpRequest) -> str:
    """Whom requests are counted for: an address, or the network that one connection has."""
    address = client_address(request)
    client = _ip_address(address)
    if isinstance(client, IPv6Address):  # one connection has a whole /64 to take addresses from
        return str(IPv6Network((int(client), 64), strict=False))
    return address


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks; "" when the server names none, as behind a socket file.

    X-Forwarded-For is written from left to right, and anybody can send a beginning. So it is read
    from the right, and a part counts only when one of settings.TRUSTED_PROXIES wrote it. A part
    that is no address ends the reading: the proxy before it is the client then.
    """
    address = _ip_address(request.META.get("REMOTE_ADDR", ""))
    parts = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    while parts and _is_proxy(address) and (before := _ip_address(parts.pop())):
        address = before
    return str(address or "")


def is_from_proxy(request: HttpRequest) -> bool:
    """Whether one of settings.TRUSTED_PROXIES handed the request on to us."""
    return _is_proxy(_ip_address(request.META.get("REMOTE_ADDR", "")))


def _is_proxy(address: IPv4Address | IPv6Address | None) -> bool:
    """Whether we believe what it forwards. No address: a proxy on this machine, if we have any."""
    if address is None:
        return bool(settings.TRUSTED_PROXIES)
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _ip_address(text: str) -> IPv4Address | IPv6Address | None:
    """The address that the text is, None for anything else.

    A server that listens to both kinds writes 192.0.2.1 as ::ffff:192.0.2.1; that is the same.
    """
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
