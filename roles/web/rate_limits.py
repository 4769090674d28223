"""How often one client may do something, counted in the cache.

Windows of time are cut from the clock, the same for everybody. A counter is named by a keyed digest
of action, window and client: whoever reads the cache learns no address from it, nor whether two
windows saw the same client. A cache that is away or slow stops nobody.
"""

import logging
import time
from collections.abc import Callable
from functools import wraps
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from roles.domain.errors import TooManyRequests

logger = logging.getLogger(__name__)

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# A counter outlives its window by this. Were it to expire between our two steps, Redis would make
# a new one in the second, without an end.
LINGER_SECONDS = 60


def rate_limit(action: str) -> Callable[[View[P]], View[P]]:
    """Counts what the view is asked, whatever the method, under that name; several may share one.

    settings.RATE_LIMITS says for each action how many requests a client has in how many seconds.
    An action that is not there has no limit. The decorated view raises TooManyRequests.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if action in settings.RATE_LIMITS:
                _count(request, action, *settings.RATE_LIMITS[action])
            return view(request, *args, **kwargs)

        return counted

    return decorate


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
    """Whether one of settings.TRUSTED_PROXIES handed the request on: its headers are believed."""
    return _is_proxy(_ip_address(request.META.get("REMOTE_ADDR", "")))


def _count(request: HttpRequest, action: str, allowed: int, seconds: int) -> None:
    window, passed = divmod(int(time.time()), seconds)
    left = seconds - passed
    try:
        count = _add_one(_counter(action, window, client_address(request)), left + LINGER_SECONDS)
    except Exception as error:  # each cache backend raises errors of its own; none may stop anybody
        reason = type(error).__name__  # its text may hold the cache's address and password
        logger.warning("The cache failed (%s): no limit on the action %r", reason, action)
        return
    if count > allowed:
        raise TooManyRequests(left)


def _add_one(counter: str, timeout: int) -> int:
    if cache.add(counter, 1, timeout):
        return 1
    try:
        return cache.incr(counter)
    except ValueError:  # a full cache threw it out between the two steps
        return 1


def _counter(action: str, window: int, address: str) -> str:
    client = _ip_address(address)
    if isinstance(client, IPv6Address):  # one connection has a whole /64 to take addresses from
        address = str(IPv6Network((int(client), 64), strict=False))
    digest = salted_hmac("roles.limits", f"{action} {window} {address}", algorithm="sha256")
    return f"limits:{digest.hexdigest()}"


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
