"""People who take the quiz and know what was acknowledged, to be held against what is stored."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random

from tests.load.site import Answer, Site, Visitor, choices

STORED = """
import json
from roles.models import Attempt
rows = Attempt.objects.values_list("token", "answers")
print("STORED", json.dumps({token: answers for token, answers in rows}))
"""


@dataclass
class Respondent:
    """Answers page after page. What fails is tried again, as people do; a result starts anew."""

    site: Site
    rng: Random
    visitor: Visitor = field(init=False)
    page: Answer | None = None
    acknowledged: dict[str, dict[str, str]] = field(default_factory=dict)  # by token
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0  # connections
    slowest: float = 0

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.site.port)

    def step(self) -> None:
        """Opens a page and sends it with answers."""
        before = time.monotonic()
        try:
            self._step()
        except (OSError, HTTPException):
            self.broken += 1
            self.page = None
        self.slowest = max(self.slowest, time.monotonic() - before)

    def _step(self) -> None:
        if self.page is None or "/quiz/" not in self.page.path or self.page.status != 200:
            self.page = self.visitor.follow(self.visitor.get("/quiz/"))
            self.statuses[self.page.status] += 1
        chosen = choices(self.page, self.rng, may_skip=True)
        if self.page.status != 200 or not chosen:
            self.page, self.visitor.cookies = None, {}  # the result: somebody else begins
            return
        sent = self.visitor.send(self.page, chosen)
        self.statuses[sent.status] += 1
        if sent.status != 302:
            return
        self.page = self.visitor.follow(sent)
        self.statuses[self.page.status] += 1
        token = sent.headers["Location"].split("/")[2]
        self.acknowledged.setdefault(token, {}).update(chosen)


def lost(site: Site, respondents: list[Respondent]) -> list[str]:
    """The acknowledged answers that are not stored, by attempt."""
    said = site.manage("shell", "-v0", "-c", STORED)
    stored = json.loads(said.split("STORED ")[1])
    found = []
    for person in respondents:
        for token, answers in person.acknowledged.items():
            kept = stored.get(token, {})
            found += [
                f"{token} {slug}"
                for slug, value in answers.items()
                if kept.get(slug, 0) != (None if value == "skip" else int(value))
            ]
    return found
