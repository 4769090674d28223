"""Reads of attempts: by the address that opens them, and as the pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists
from django.utils import timezone

from roles import tickets
from roles.cookies import remembered
from roles.domain import adaptive, progress, types
from roles.domain.errors import AttemptDeleted, AttemptUnknown
from roles.models import Attempt, CatalogVersion, EndedToken, Result
from roles.models.quiz import token_digest
from roles.selectors.catalog import version_catalog

SECONDS_PER_STATEMENT = 7  # reading and rating one short statement, about; to be measured


def quiz_size(catalog: types.Catalog) -> dict[str, int]:
    """How many statements and whole minutes the quiz takes, at least and at most."""
    most = len(catalog.active_questions)
    fewest = min(catalog.settings.minimum_answers, most)
    return {
        "fewest": fewest,
        "most": most,
        "fewest_minutes": max(1, round(fewest * SECONDS_PER_STATEMENT / 60)),
        "most_minutes": max(1, round(most * SECONDS_PER_STATEMENT / 60)),
    }


def attempt_at(address: str) -> Attempt:
    """The attempt of an address, with its version and its result, if it has one.

    One query for a token. A ticket costs one more while the attempt has not begun: it comes with
    its first page, and is not saved.

    Args:
        address: a token or a ticket, as it stands in the address of a page.

    Raises:
        AttemptUnknown: when no attempt has this address, or it is none.
        AttemptDeleted: when the attempt was deleted, or its result is kept no longer.
        TicketExpired: when page 1 was opened too long ago to begin now.
    """
    if tickets.is_token(address):
        return _not_overdue(_stored(address) or _never_stored(address))
    ticket = tickets.read_ticket(address)
    if attempt := _stored(ticket.token):
        return _not_overdue(attempt)
    ended = EndedToken.objects.filter(digest=token_digest(ticket.token))
    version = (
        CatalogVersion.objects.filter(number=ticket.version)
        .annotate(is_ended=Exists(ended))
        .first()
    )
    if version is None:
        raise AttemptUnknown
    if version.is_ended:  # type: ignore[attr-defined]  # annotated above
        raise AttemptDeleted
    tickets.refuse_old(ticket, timezone.now())
    return _unborn(address, ticket, version)


def attempt_in_browser(cookies: Mapping[str, str]) -> Attempt | None:
    """The attempt that a browser's cookies name; None when they name none, or one that is gone.
    One query when there is such a cookie."""
    token = remembered(cookies).current
    attempt = _stored(token) if token else None
    return None if attempt is None or _is_overdue(attempt) else attempt


def result_of(attempt: Attempt) -> Result | None:
    """The attempt's result with its version; None before it is finished. No query for what the
    above return."""
    result: Result | None = getattr(attempt, "result", None)
    if result is not None:
        result.version = attempt.version
    return result


def _is_overdue(attempt: Attempt) -> bool:
    result = result_of(attempt)
    return result is not None and result.is_overdue(timezone.now())


def _not_overdue(attempt: Attempt) -> Attempt:
    if _is_overdue(attempt):
        raise AttemptDeleted
    return attempt


def _stored(token: str) -> Attempt | None:
    return Attempt.objects.select_related("version", "result").filter(token=token).first()


def _never_stored(token: str) -> Attempt:
    if EndedToken.objects.filter(digest=token_digest(token)).exists():
        raise AttemptDeleted
    raise AttemptUnknown


def _unborn(address: str, ticket: tickets.Ticket, version: CatalogVersion) -> Attempt:
    catalog = version_catalog(version)
    first = progress.page_after(catalog, [], {}, ticket.token, asks_all=True)
    attempt = Attempt(
        token=ticket.token,
        version=version,
        pages=[list(first)],
        is_panel=progress.is_drawn_for_panel(catalog, ticket.token),
        started_at=ticket.made_at,
        saved_at=ticket.made_at,
    )
    attempt.ticket = address
    return attempt


def page_questions(attempt: Attempt, number: int) -> list[types.Question]:
    """The statements of a page, numbered from 1, as the attempt's own version has them."""
    return _questions(attempt, attempt.pages[number - 1])


def _questions(attempt: Attempt, slugs: Sequence[str]) -> list[types.Question]:
    questions = version_catalog(attempt.version).questions_by_slug
    return [questions[slug] for slug in slugs]


@dataclass(frozen=True)
class CheckedAnswer:
    question: types.Question
    answer: int | None  # None: skipped


@dataclass(frozen=True)
class CheckPage:
    """What the check page says of an attempt."""

    pages: list[tuple[int, list[CheckedAnswer]]]  # with their numbers, without what is unanswered
    answered: int
    skipped: int
    left: int  # active questions without an answer or a skip
    stay: float  # probability, 0 to 1, that the leader still leads once all are answered
    may_stop: bool
    shortfall: progress.Shortfall
    missing: list[tuple[int, types.Question]]  # skipped ones that would help, with their pages
    empty: list[types.Dimension]  # dimensions without any answer

    @property
    def stay_in_100(self) -> int:
        """`stay` for readers; never 100 while something is left that could change it."""
        return min(99, round(100 * self.stay))


def check_page(attempt: Attempt) -> CheckPage:
    """Everything on the check page. No query."""
    catalog, sheet = version_catalog(attempt.version), attempt.sheet
    shortfall = progress.shortfall(catalog, sheet)
    numbers = {slug: number for number, page in enumerate(attempt.pages, 1) for slug in page}
    pages: dict[int, list[CheckedAnswer]] = {}
    for question in _questions(attempt, list(sheet)):
        row = CheckedAnswer(question, sheet[question.slug])
        pages.setdefault(numbers[question.slug], []).append(row)
    return CheckPage(
        pages=list(pages.items()),
        answered=attempt.answered,
        skipped=len(sheet) - attempt.answered,
        left=sum(question.slug not in sheet for question in catalog.active_questions),
        stay=adaptive.stay_probability(catalog, sheet),
        may_stop=adaptive.may_stop(catalog, sheet),
        shortfall=shortfall,
        missing=[
            (numbers[question.slug], question)
            for question in _questions(attempt, shortfall.skipped)
        ],
        empty=[row for row in catalog.dimensions if row.slug in shortfall.dimensions],
    )
