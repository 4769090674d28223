"""People who use a site in the background while something is done to it."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random

from tests.load.site import Answer, Visitor, choices

LOOKED_AT = ("/", "/roles/", "/compare/", "/questions-and-answers/")
# Each of the measuring commands has all visitors behind one address.
NO_LIMITS = {"CAREERQUIZ_RATE_LIMITS": "no"}


@dataclass(frozen=True)
class Saved:
    """Answers that the site has said it took: it led on to the next page."""

    at: float  # time.monotonic()
    token: str  # of the attempt
    answers: dict[str, int]


@dataclass
class Traffic:
    """What visitors saw, counted while it goes on."""

    answered: int = 0
    failed: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)  # of each request
    results: list[str] = field(default_factory=list)  # paths
    saved: list[Saved] = field(default_factory=list)

    @property
    def slowest(self) -> float:
        return max(self.seconds, default=0.0)


class Respondent(Visitor):
    """A visitor whose requests are counted. It opens a connection for each, as our proxies do."""

    def __init__(self, port: int, traffic: Traffic) -> None:
        super().__init__(port, headers={"Connection": "close"})
        self.traffic = traffic

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        began = time.monotonic()
        answer = super()._ask(method, path, body)
        self.traffic.seconds.append(time.monotonic() - began)
        if answer.status >= 400:
            raise LookupError(f"{method} {path.split('/')[1]}: status {answer.status}")
        self.traffic.answered += 1
        return answer

    def look(self, rng: Random) -> None:
        self.get(rng.choice(LOOKED_AT))

    def take_quiz(self, rng: Random) -> None:
        """From the first page to the result; notes what was taken on the way."""
        self.cookies.clear()
        page = self.follow(self.get("/quiz/"))
        while not page.path.startswith("/results/"):
            chosen = choices(page, rng)
            sent = self.send(page, chosen)
            token = sent.headers.get("Location", "").split("/")[2:3]
            if token and page.path.rstrip("/").rpartition("/")[2].isdecimal():
                answers = {name: int(value) for name, value in chosen.items() if value.isdecimal()}
                self.traffic.saved.append(Saved(time.monotonic(), token[0], answers))
            page = self.follow(sent)
        self.traffic.results.append(page.path)


@contextlib.contextmanager
def traffic(port: int, *, takers: int = 4, lookers: int = 2) -> Iterator[Traffic]:
    """People who take the quiz, and people who read, over and over until the block ends."""
    seen, is_over = Traffic(), threading.Event()

    def use(number: int, way: Callable[[Respondent, Random], None]) -> None:
        rng, respondent = Random(number), Respondent(port, seen)
        while not is_over.is_set():
            try:
                way(respondent, rng)
            except (OSError, HTTPException, LookupError) as trouble:
                seen.failed.append(repr(trouble))
                is_over.wait(0.2)

    ways = [Respondent.take_quiz] * takers + [Respondent.look] * lookers
    threads = [threading.Thread(target=use, args=each, daemon=True) for each in enumerate(ways)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def table(titles: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """Columns of equal width; the first one to the left, figures to the right."""
    cells = [titles, *(tuple(str(cell) for cell in row) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = []
    for first, *others in cells:
        figures = [text.rjust(width) for text, width in zip(others, widths[1:], strict=True)]
        lines.append("  ".join([first.ljust(widths[0]), *figures]))
    return "\n".join(lines)
