"""How long pages take against floors that do less: `python -m tests.benchmarks.pages [rounds]`.

Each page stands beside three views of `floor.py`: `plain` is ordinary Django with the same needs,
`bare` a cursor and a string, `empty` answers nothing. All four take turns in one process, behind
the same middleware and on the same kind of connection, over twenty simulated sheets, so that what
else the machine does hits each of them. Times are those of this process: a database server's own
are not in them, and are the same for page and floor.

SQLite in a folder of its own, or an empty database at DATABASE_URL. Not part of the tests: times
depend on the machine. Ends with status 1 when a page reaches less than 70 % of plain's speed, one
that is kept in memory less than 80 % of an empty view's, or a new preview picture takes 100 ms.
"""

import io
import os
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from time import process_time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

import django

if TYPE_CHECKING:
    from tests.benchmarks.floor import Call, Case

ROUNDS = 10  # with each sheet
KEPT_CALLS = 400  # of pages that are the same for all
PICTURE_LIMIT = 100  # milliseconds
FLOORS = ("page", "plain", "bare", "empty")
CSRF = "a" * 32

Handler = Callable[..., object]


class Times(NamedTuple):
    """Milliseconds."""

    low: float  # quartiles
    median: float
    high: float


def main() -> int:
    """Prints the table; returns the exit status."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{Path(folder) / 'pages.sqlite3'}")
        os.environ["DJANGO_SETTINGS_MODULE"] = "careerquiz.settings"
        django.setup()
        return compare(rounds)


def compare(rounds: int) -> int:
    # Late, as these need the environment that was set above.
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler
    from django.core.management import call_command
    from django.db import connection

    from tests.benchmarks import floor  # late as well

    settings.ROOT_URLCONF = "tests.benchmarks.floor"
    # Counted, never reached.
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, (10**9, 60))
    connection.settings_dict["CONN_MAX_AGE"] = None
    call_command("migrate", verbosity=0)
    handler = WSGIHandler()
    is_fast = True
    print(f"{connection.vendor}; milliseconds: median (quartiles)")
    print(f"{'':<20}" + "".join(f"{name:>21}" for name in FLOORS), end="")
    print(f"{'of plain':>10}{'of empty':>10}{'bytes':>8}")
    for case in floor.cases():
        sample = case.floors["page"][0]
        floor.bytes_of[case.name] = size = len(call(handler, sample))
        taken = times(handler, case, rounds)
        line = f"{case.name:<20}"
        for name in FLOORS:
            line += f"{_shown(taken.get(name)):>21}"
        ratios = {
            name: taken[name].median / taken["page"].median
            for name in ("plain", "empty")
            if name in taken
        }
        line += "".join(
            f"{ratios[name]:>10.2f}" if name in ratios else " " * 10 for name in ("plain", "empty")
        )
        is_met = case.least is None or ratios[case.least[0]] >= case.least[1]
        is_fast &= is_met
        print(f"{line}{size:>8}{'' if is_met else '  too slow'}")
    drawing = picture_times()
    print(f"{'drawing a picture':<20}{_shown(drawing):>21}")
    return 0 if is_fast and drawing.median < PICTURE_LIMIT else 1


def picture_times() -> Times:
    """Of drawing the preview picture of a new link, which is kept with it."""
    # Late as well.
    from roles.cards.drawing import card_png
    from roles.cards.layout import share_card
    from roles.models import ShareLink
    from roles.queries.catalog import version_catalog

    taken = []
    for link in ShareLink.objects.select_related("version"):
        start = process_time()
        card_png(share_card(version_catalog(link.version), link.snapshot, link.picture_site))
        taken.append((process_time() - start) * 1000)
    return Times(*quantiles(taken, n=4))


def _shown(taken: Times | None) -> str:
    return f"{taken.median:.2f} ({taken.low:.2f} {taken.high:.2f})" if taken else ""


def times(handler: Handler, case: "Case", rounds: int) -> dict[str, Times]:
    """Of each floor, taken in turns, in milliseconds of the processor's time."""
    taken: dict[str, list[float]] = {name: [] for name in case.floors}
    count = rounds * max(len(calls) for calls in case.floors.values())
    turns = {name: cycle(calls) for name, calls in case.floors.items()}
    for number in range(max(count, KEPT_CALLS if "plain" not in taken else 0)):
        for name, calls in turns.items():
            case.before()
            one = next(calls)
            start = process_time()
            call(handler, one)
            if number:  # the first one draws and reads what is kept from then on
                taken[name].append((process_time() - start) * 1000)
    return {name: Times(*quantiles(row, n=4)) for name, row in taken.items()}


def call(handler: Handler, one: "Call") -> bytes:
    """One request, as a server would hand it in."""
    body = urlencode(one.data or {}).encode()
    environ = {
        "REQUEST_METHOD": "GET" if one.data is None else "POST",
        "PATH_INFO": one.path.partition("?")[0],
        "QUERY_STRING": one.path.partition("?")[2],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.url_scheme": "http",
        "HTTP_COOKIE": f"csrftoken={CSRF}",
    }
    if one.data is not None:
        environ["HTTP_X_CSRFTOKEN"] = CSRF
    status = []
    response = handler(environ, lambda line, _headers: status.append(line))
    content = b"".join(response)  # type: ignore[call-overload]
    response.close()  # type: ignore[attr-defined]
    if status[0][:3] not in ("200", "302"):
        raise RuntimeError(f"{status[0]}: {one.path}")
    return content


if __name__ == "__main__":
    sys.exit(main())
