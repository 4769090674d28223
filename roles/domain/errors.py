"""Expected trouble, by name. Each carries everything that was found, not only the first."""

import json
from dataclasses import dataclass

from roles.domain.types import Catalog, Check

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place of a catalog document.

    `path` is made of keys and list positions from 0; `where` says the same for a reader, with
    slugs instead of positions; `allowed` says what the value may be.
    """

    path: KeyPath
    where: str
    value: object
    allowed: str

    def __str__(self) -> str:
        return f"{self.where}: {_short(self.value)}. Allowed: {self.allowed}."


class CatalogError(Exception):
    """A catalog document that cannot be used; `problems` holds every one found, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class AnswerError(Exception):
    """Answers that cannot be scored; `problems` holds every one found, in the sheet's order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class UnknownRole(Exception):
    """A role that the catalog does not have; the message names those that it has."""


class NotEnoughAnswers(Exception):
    """Too few were `given` to score or to learn from; at least `needed` would do."""

    def __init__(self, needed: int, given: int) -> None:
        super().__init__(f"not enough answers: {given} given, at least {needed} needed")
        self.needed = needed
        self.given = given


class CountsDamaged(Exception):
    """A stored document of counts that cannot be read; the message says what is wrong in it."""


class AttemptUnknown(Exception):
    """No attempt has this address, or it is no address of an attempt at all."""


class AttemptDeleted(Exception):
    """The attempt of this address was deleted by whoever took it."""


class FitNotAsked(Exception):
    """It is too early to say what became of a result: it was made, or made anew, a short while
    ago."""


class LinkUnknown(Exception):
    """No public link has this address, or it is no address of one at all."""


class LinkEnded(Exception):
    """The public link was switched off or ran out, or its result was deleted."""


class TooManyLinks(Exception):
    """A result has `most` public links that work; another one is not made."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} public links work already")
        self.most = most


class TicketExpired(Exception):
    """The first page was opened too long ago to be answered now."""


class QuestionsUnasked(Exception):
    """The attempt cannot be finished yet: page `number`, from 1, waits for answers."""

    def __init__(self, number: int) -> None:
        super().__init__(f"page {number} is not answered yet")
        self.number = number


class DayPairsChanged(Exception):
    """Days were chosen of other pairs than those that the attempt is shown now."""


class TooManyRequests(Exception):
    """A client asked more often than it may; it may again in `seconds`, at least 1."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many requests: {seconds} seconds to wait")
        self.seconds = seconds


class NothingToPublish(Exception):
    """The draft equals the version in force."""


class ChecksFailed(Exception):
    """A catalog that fails the lab's checks; `checks` holds every one that fails."""

    def __init__(self, catalog: Catalog, checks: tuple[Check, ...]) -> None:
        super().__init__("; ".join(" ".join((check.code, *check.about)) for check in checks))
        self.catalog = catalog
        self.checks = checks


class NothingPublished(Exception):
    """There is no version in force, so nobody can take the quiz."""


class NoDemonstration(Exception):
    """The people in the database are real, not made up."""


class HoldsRealAnswers(Exception):
    """The database holds what real people answered: nobody made up may be mixed with them."""


class DraftHasMoved(Exception):
    """The draft, or the version in force, is no longer what its publisher looked at."""


class ExperimentRunning(Exception):
    """Two versions run side by side: until one is chosen, nothing is published beside them."""


class ExperimentRefused(Exception):
    """Two versions cannot run side by side: `why` is "unpublished", none is in force; "unknown",
    the other one does not exist; "same", both say the same; "roles", only one of them has the
    `roles`, which are given by name."""

    def __init__(self, why: str, roles: tuple[str, ...] = ()) -> None:
        super().__init__(" ".join((why, *roles)))
        self.why = why
        self.roles = roles


class ExperimentEnded(Exception):
    """The experiment was ended by somebody else, or there is none."""


class StillNamed(Exception):
    """Something cannot go while rows name it; `rows` holds their section and slug."""

    def __init__(self, rows: tuple[tuple[str, str], ...]) -> None:
        super().__init__("; ".join(" ".join(row) for row in rows))
        self.rows = rows


class TooFewRoles(Exception):
    """A quiz needs two roles: none of the last two can be taken out."""


class RoleAddressTaken(Exception):
    """The slug cannot be a role's: `why` is "role", another one has it; "former", it leads to
    another one that was renamed; "joining", it could be read as two roles; "title", a current
    title has it; "content", rows of the content name it."""

    def __init__(self, why: str, slug: str) -> None:
        super().__init__(f"{slug}: taken ({why})")
        self.why = why
        self.slug = slug


class RoleWithoutPage(Exception):
    """A published role that has no page in the draft, which could keep its earlier address."""


def _short(value: object) -> str:
    """The value as it stood in the document, cut to a readable length."""
    try:
        is_plain = isinstance(value, bool | list | dict)  # else Python's form is that of the file
        text = "nothing" if value is None else repr(value)
        if is_plain:
            text = json.dumps(value, ensure_ascii=False, default=str, skipkeys=True)
    except ValueError:  # a number of more digits than Python is willing to write out
        text = "a number far too large"
    return text if len(text) <= 80 else f"{text[:77]}..."


class WrongCode(Exception):
    """A code of the second step of signing in that is not right, or was used before."""
