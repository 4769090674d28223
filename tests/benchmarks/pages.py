"""How long pages take against a bare Django floor: `python -m tests.benchmarks.pages`.

The floor is a view behind the same middleware that asks the same queries and sends a page of about
the same size and kind, drawn from one plain template. Page and floor take turns in one process, so
that what else the machine does hits both. Pages that are kept in memory stand against an empty
view. Not part of the tests: times depend on the machine. Ends with status 1 when a page reaches
less than 70 % of its floor, or a kept one less than 80 %.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import process_time
from urllib.parse import urlencode

import django

ROUNDS = 400
LEAST, LEAST_KEPT = 0.7, 0.8  # of the floor's speed


def main() -> int:
    """Prints the table; returns the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'pages.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
        django.setup()
        return compare()


def compare() -> int:
    # Late, as these need the environment that was set above.
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command

    from tests.benchmarks import floor  # late as well

    settings.ROOT_URLCONF = "tests.benchmarks.floor"
    settings.RATE_LIMITS = {"shared": (10**9, 60)}  # counted, never reached
    call_command("migrate", verbosity=0)
    handler = WSGIHandler()
    is_fast = True
    print(f"{'milliseconds':<24}{'page':>8}{'floor':>8}{'ratio':>8}{'bytes':>10}{'floor':>8}")
    for name, page, bare in floor.pairs():
        works = partial(call, handler, *page), partial(call, handler, *bare)
        ours, base = times(*works)
        sizes = [len(work()) for work in works]
        is_fast &= base / ours >= (LEAST_KEPT if name.startswith(floor.KEPT) else LEAST)
        print(f"{name:<24}{ours:>8.2f}{base:>8.2f}{base / ours:>8.2f}{sizes[0]:>10}{sizes[1]:>8}")
    return 0 if is_fast else 1


def times(page: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """The lower quartile of each, taken in turns, in milliseconds of the processor's time."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for work, kept in zip((page, bare), taken, strict=True):
            start = process_time()
            work()
            kept.append((process_time() - start) * 1000)
    return quantiles(taken[0], n=4)[0], quantiles(taken[1], n=4)[0]


def call(handler: Callable[..., object], path: str, data: dict[str, str] | None = None) -> bytes:
    """One request, as a server would hand it in; POST when there is data."""
    body = urlencode(data or {}).encode()
    environ = {
        "REQUEST_METHOD": "GET" if data is None else "POST",
        "PATH_INFO": path.partition("?")[0],
        "QUERY_STRING": path.partition("?")[2],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "HTTP_COOKIE": f"csrftoken={CSRF}",
    }
    if data is not None:
        environ["HTTP_X_CSRFTOKEN"] = CSRF
    response = handler(environ, lambda status, headers: None)
    content = b"".join(response)  # type: ignore[call-overload]
    response.close()  # type: ignore[attr-defined]
    return content


CSRF = "a" * 32

if __name__ == "__main__":
    sys.exit(main())
