"""How often somebody may guess the password of an account, counted in the cache.

Three limits, each looked at before a password is compared, which takes long on purpose:

- a client address may try so often, whatever the names (the limit "sign_in" of the settings);
- a name may be tried from one address FREE_TRIES times; then each further try waits, from a minute
  up to an hour. A stranger who fails locks the name for their own address only;
- a name may be tried from all addresses together NAME_TRIES times in NAME_SECONDS, which slows
  those who have many addresses. Whoever signed in from their address lately is not held up by it.

Names that no account has are counted as well, so that nobody learns from a lock which there are.
The cache learns neither name nor address. While it is away nobody is held up.
"""

import time
import unicodedata

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from roles.domain.errors import TooManyRequests
from roles.web.rate_limits import add_one, client_of, count_one, count_request, key_of

FREE_TRIES = 5
FIRST_WAIT = 60  # seconds; each one after it is twice as long
LONGEST_WAIT = 60 * 60
FORGOTTEN_AFTER = 24 * 60 * 60  # seconds after the last failure
NAME_TRIES, NAME_SECONDS = 50, 10 * 60
KNOWN_SECONDS = 30 * 24 * 60 * 60  # for how long an address counts as the account's own


def note_try(request: HttpRequest, name: str) -> None:
    """Counts a try, as a failed one until `note_right_password` says otherwise: so that those made
    in the same moment are all counted.

    Raises:
        TooManyRequests: when this try has to wait; the password must not be compared then.
    """
    if not settings.RATE_LIMITS:  # switched off, all of them
        return
    count_request(request, "sign_in")
    pair = _pair(request, name)
    if left := _locked_for(pair):
        raise TooManyRequests(left)
    if not cache.get(key_of(f"known {pair}")):
        count_one("name", _plain(name), NAME_TRIES, NAME_SECONDS)
    failures = key_of(f"failures {pair}")
    tries = add_one(failures, FORGOTTEN_AFTER)
    cache.touch(failures, FORGOTTEN_AFTER)
    if tries >= FREE_TRIES:
        wait = _wait(tries)
        now = int(time.time())
        if not cache.add(key_of(f"lock {pair}"), (now, now + wait), wait) and tries > FREE_TRIES:
            raise TooManyRequests(wait)  # others, sent in the same moment, were faster


def note_right_password(request: HttpRequest, name: str) -> None:
    """The last try was right: this address begins anew, and is the account's own from now on."""
    if not settings.RATE_LIMITS:
        return
    pair = _pair(request, name)
    cache.delete_many([key_of(f"failures {pair}"), key_of(f"lock {pair}")])
    cache.set(key_of(f"known {pair}"), True, KNOWN_SECONDS)


def _wait(tries: int) -> int:
    doublings = min(tries - FREE_TRIES, 10)
    return min(FIRST_WAIT << doublings, LONGEST_WAIT)


def _locked_for(pair: str) -> int:
    """Seconds. A lock from the future is over: the clock was set back, it would last too long."""
    lock = key_of(f"lock {pair}")
    times: tuple[int, int] = cache.get(lock) or (0, 0)
    since, until = times
    now = int(time.time())
    if since <= now < until:
        return until - now
    if until:
        cache.delete(lock)
    return 0


def _pair(request: HttpRequest, name: str) -> str:
    return f"{_plain(name)} {client_of(request)}"


def _plain(name: str) -> str:
    """One text for all ways to write a name."""
    return unicodedata.normalize("NFKC", name).casefold()[:150]
