"""PostgreSQL stopped, or frozen, for some seconds under a site that is in use: what visitors get.

`python -m tests.load.database_away [SECONDS] [VISITORS]` does both, with and without a pool.
Status 1 when an answer took longer than 3 s or was another error than 503, when kept public pages
were not shown meanwhile, or when the site did not recover by itself.
"""

import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random

from tests.load.postgresql import Cluster, cluster, installed
from tests.load.site import Answer, Site, Visitor, choices, running

LONGEST = 3.0  # seconds, for any answer
RECOVERED = 5.0  # seconds after which nobody gets an error any more
KEPT = ("/", "/roles/")
WARM = 40  # answers


@dataclass
class Seen:
    """Answers, each with its end by the clock, its duration, what was asked for, and its status."""

    answers: list[tuple[float, float, str, int]] = field(default_factory=list)
    without_retry: int = 0
    broken: list[str] = field(default_factory=list)  # connections

    def statuses(self, since: float, until: float, kind: str = "") -> Counter[int]:
        return Counter(
            status for at, _, of, status in self.answers if since <= at < until and kind in of
        )

    def slowest(self, since: float, until: float) -> float:
        return max((took for at, took, _, _ in self.answers if since <= at < until), default=0)


class Timed(Visitor):
    """A visitor who notes what each answer was like."""

    seen: Seen

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        before = time.monotonic()
        answer = super()._ask(method, path, body)
        now = time.monotonic()
        kind = "kept" if path in KEPT else "quiz"
        self.seen.answers.append((now, now - before, kind, answer.status))
        self.seen.without_retry += answer.status == 503 and "Retry-After" not in answer.headers
        return answer


def visit(site: Site, seen: Seen, rng: Random, is_over: threading.Event) -> None:
    """Takes the quiz again and again, and reads public pages, as somebody who tries again would."""
    visitor = Timed(site.port)
    visitor.seen = seen
    page = None
    while not is_over.is_set():
        try:
            visitor.get(rng.choice(KEPT))
            page = page or visitor.follow(visitor.get("/quiz/"))
            if page.status == 200 and not page.path.startswith("/results/"):
                page = visitor.follow(visitor.send(page, choices(page, rng)))
            else:
                page = None
        except (OSError, HTTPException) as error:
            seen.broken.append(repr(error))
        except LookupError:
            page = None
        is_over.wait(rng.uniform(0.05, 0.2))
    visitor.close()


def away(
    site: Site,
    seconds: float,
    visitors: int,
    go: Callable[[], None],
    come: Callable[[], None],
    usual: float = 4,
) -> list[str]:
    """One run; prints a row, and gives what was not as promised.

    Args:
        usual: seconds of normal use before, and after what recovery may take.
    """
    seen, is_over = Seen(), threading.Event()
    threads = [
        threading.Thread(target=visit, args=(site, seen, Random(number), is_over))
        for number in range(visitors)
    ]
    for thread in threads:
        thread.start()
    while seen.statuses(0, time.monotonic(), "kept")[200] < WARM:  # each process has drawn them
        time.sleep(0.1)
    time.sleep(usual)
    gone = time.monotonic()
    go()
    time.sleep(seconds)
    come()
    back = time.monotonic()
    time.sleep(RECOVERED + usual)
    is_over.set()
    for thread in threads:
        thread.join()
    return judged(seen, gone, back)


def judged(seen: Seen, gone: float, back: float) -> list[str]:
    end = time.monotonic()
    meanwhile = seen.statuses(gone, back)
    errors = [at for at, _, _, status in seen.answers if at > back and status >= 500]
    recovery = max(errors, default=back) - back
    slowest = seen.slowest(0, end)
    kept = seen.statuses(gone, end, "kept")
    print(
        f"  before {dict(seen.statuses(0, gone))}, meanwhile {dict(meanwhile)}, "
        f"after {dict(seen.statuses(back, end))}; kept pages {dict(kept)}; "
        f"slowest {slowest:.2f} s; last error {recovery:.2f} s after the end",
        flush=True,
    )
    wrong = {status for _, _, _, status in seen.answers if status >= 500 and status != 503}
    told = {
        f"statuses {wrong}": bool(wrong),
        f"an answer took {slowest:.2f} s": slowest > LONGEST,
        "errors before": any(status >= 500 for status in seen.statuses(0, gone)),
        "no error at all: it was not away": not meanwhile[503],
        f"kept pages {dict(kept)}": kept.keys() != {200},
        f"{seen.without_retry} without Retry-After": bool(seen.without_retry),
        f"an error {recovery:.2f} s after the end": recovery > RECOVERED,
        f"{len(seen.broken)} broken connections: {seen.broken[:1]}": bool(seen.broken),
    }
    return [what for what, is_so in told.items() if is_so]


def ways(server: Cluster) -> dict[str, tuple[Callable[[], None], Callable[[], None]]]:
    return {"stopped": (server.stop, server.start), "frozen": (server.freeze, server.thaw)}


def main(seconds: float = 5, visitors: int = 20) -> int:
    programs, failed = installed(), []
    if programs is None:
        sys.exit("PostgreSQL is not installed here.")
    with cluster(programs) as server:
        for pool in ("0", "8"):
            with tempfile.TemporaryDirectory() as folder:
                variables = {"DATABASE_URL": server.database(), "CAREERQUIZ_DATABASE_POOL": pool}
                variables |= {"CAREERQUIZ_RATE_LIMITS": "no"}
                with running(Path(folder), "--threads", "8", **variables) as site:
                    for name, (go, come) in ways(server).items():
                        print(f"{name} for {seconds:g} s, {visitors} visitors, pool {pool}:")
                        failed += away(site, seconds, visitors, go, come)
    for what in failed:
        print(f"BROKEN: {what}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
