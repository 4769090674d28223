"""What is drawn once of a result's page and of a public link's, and cached in its row.

Services draw it when they write the row, and it goes with the row. Requests never store it: what
has another key by now is drawn anew each time. All that differs from one look to the next is no
part of it: forms, whole addresses, dates, links, the reader's own result, the hit rate. Templates
put that in.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import django
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from roles.domain import personas, scoring, share
from roles.models import Attempt, CatalogVersion, Result, ShareLink
from roles.models.quiz import TOKEN_LENGTH
from roles.pages.careers.next_steps import NextSteps, next_steps
from roles.pages.quiz import second_step
from roles.pages.results.report import ResultPage, result_page
from roles.pages.results.shared import SharedPage, public_page, shared_page
from roles.queries.careers import Content, State, content_of
from roles.queries.catalog import version_catalog
from roles.queries.hit_rate import public_hit_rate
from roles.wording.hit_rate import checked_words

# None of them stands in any text.
CUT = "\0"  # between two parts
CSRF = "\1"  # in the place of the token of whoever asks
CHECKED = "\2"  # in the place of what was found out about how right results are
KEY_BYTES = 16
CODE = Path(__file__).parents[2]  # roles/
SOURCES = {".py", ".html", ".mo"}  # what pages are drawn by
INDENTED = re.compile(r"\s*\n\s*")  # a third of a page as templates write it


class ReportParts(NamedTuple):
    """Of results/detail.html."""

    title: SafeString
    head: SafeString  # up to the button that shows the private address
    address_link: SafeString
    shapes: SafeString  # what follows it in the head
    report: SafeString
    folds: SafeString  # up to the links that work
    scored: SafeString  # what follows these


class SharedParts(NamedTuple):
    """Of results/shared.html."""

    title: SafeString
    description: SafeString  # these three for chats
    preview_title: SafeString
    preview_alt: SafeString
    head: SafeString  # before the button
    shapes: SafeString  # behind it
    chart: SafeString  # in whose place the reader's own result may stand beside it
    facts: SafeString


# --- the page of a result


def report_parts(
    result: Result, content: Content, csrf_token: str, rival: str = "", start: str = ""
) -> ReportParts:
    """The parts of a stored result's page. No query, but for the one of `public_hit_rate`.

    Args:
        result: with its attempt and version.
        content: in force.
        rival: slug of the role to be set beside the respondent; "" for the usual ones.
        start: slug of the job that they have; "" for none. With either, nothing is cached.

    Raises:
        UnknownRole: when the result's catalog lacks `rival`.
    """
    drawn = ""
    if not rival and not start:
        key = _report_key(result, content)
        drawn = _unpacked(key, result.page_cache, _like("report", result.version, content))
    rate = public_hit_rate(result.version_id, content.state)
    checked = checked_words(version_catalog(result.version), rate)
    return _report_parts(drawn or _draw_result(result, content, rival, start), csrf_token, checked)


def current_report_cache(result: Result, content: Content) -> bytes:
    """What `report_parts` looks for in the row: what is there, where that will do."""
    key, like = _report_key(result, content), _like("report", result.version, content)
    if result.page_cache and _unpacked(key, result.page_cache, like):
        return bytes(result.page_cache)
    return _packed(key, _draw_result(result, content), like)


def draw_report(
    attempt: Attempt, page: ResultPage, steps: NextSteps, csrf_token: str
) -> ReportParts:
    """The parts of any result, stored or not."""
    checked = checked_words(page.catalog, None)
    return _report_parts(_draw_report(attempt, page, steps), csrf_token, checked)


def stored_page(result: Result, linked: Collection[str] | None, rival: str = "") -> ResultPage:
    """The view model of a stored result. For arguments and errors see `result_page`."""
    return result_page(
        outcome=result.outcome,
        catalog=version_catalog(result.version),
        answers=result.answers,
        choices=result.choices,
        notes=tuple(result.notes),
        rival=rival or None,
        linked=linked,
    )


def result_steps(result: Result, content: Content, page: ResultPage, start: str = "") -> NextSteps:
    """What may come next, with the addresses of the result's attempt."""
    attempt = result.attempt
    steps = next_steps(content, page.leader.role.slug, page.rival.role.slug, start)
    steps = replace(steps, check_path=reverse("quiz:check", args=[attempt.key]))
    step = second_step(attempt)
    if not step.pairs or step.is_taken or page.outcome.certainty not in ("leaning", "close"):
        return steps
    path = reverse("quiz:days", args=[attempt.key])
    return replace(steps, days_path=path, day_pairs=len(step.pairs))


def _draw_result(result: Result, content: Content, rival: str = "", start: str = "") -> str:
    former = content.careers.current_slugs  # their addresses lead on
    page = stored_page(result, [*former, *linked_roles(content)], rival)
    return _draw_report(result.attempt, page, result_steps(result, content, page, start))


def _draw_report(attempt: Attempt, page: ResultPage, steps: NextSteps) -> str:
    path = reverse("results:detail", args=[attempt.token])
    gaps = {"csrf_token": CSRF, "checked": CHECKED}
    context = {"attempt": attempt, "page": page, "steps": steps, "path": path, **gaps}
    return _draw("report", context)


def _report_parts(drawn: str, csrf_token: str, checked: str) -> ReportParts:
    filled = drawn.replace(CSRF, csrf_token).replace(CHECKED, escape(checked))
    parts = filled.split(CUT)
    return ReportParts(*map(mark_safe, parts))  # drawn by templates


def _report_key(result: Result, content: Content) -> bytes:
    attempt = result.attempt
    return _key(
        content,
        *(attempt.token, attempt.is_panel, attempt.wants_all, attempt.days_skipped),
        *(attempt.pages, attempt.answers, attempt.seconds, attempt.day_choices),
        *(result.version_id, result.outcome_document, result.answer_pairs),
        *(result.day_choices, result.notes),
    )


# --- the public page of a link


def shared_parts(link: ShareLink, content: Content) -> SharedParts:
    """The page for whoever has no result of their own. No query; `link` with its version."""
    like = _like("shared", link.version, content)
    drawn = _unpacked(_shared_key(link, content), link.page_cache, like)
    return _shared_parts(drawn or _draw_link(link, content))


def shared_cache(link: ShareLink, content: Content) -> bytes:
    """What `shared_parts` looks for in the row."""
    like = _like("shared", link.version, content)
    return _packed(_shared_key(link, content), _draw_link(link, content), like)


def draw_shared(page: SharedPage) -> SharedParts:
    """The parts of any public page."""
    return _shared_parts(_draw("shared", {"page": page}))


def linked_roles(content: Content) -> list[str]:
    """Slugs of the roles that have a page today."""
    return [role.slug for role in content.catalog.roles] if content.catalog else []


def _draw_link(link: ShareLink, content: Content) -> str:
    return _draw("shared", {"page": public_page(link, linked_roles(content))})


def _shared_parts(drawn: str) -> SharedParts:
    return SharedParts(*map(mark_safe, drawn.split(CUT)))  # drawn by templates


def _shared_key(link: ShareLink, content: Content) -> bytes:
    return _key(content, link.version_id, link.excerpt_document, link.name)


# --- both


def _draw(name: str, context: dict[str, object]) -> str:
    drawn = render_to_string(f"results/cached/{name}.html", context | {"cut": CUT})
    return INDENTED.sub("\n", drawn)


def _key(content: Content, *parts: Any) -> bytes:  # noqa: ANN401  # as JSON has them
    """Changes with all that a part is drawn from: these, what is published, the language, where
    the site is mounted, and the code."""
    frame = (release(), get_language(), reverse("pages:landing"), *content.state[:4])
    text = json.dumps((frame, parts), sort_keys=True)  # databases may reorder keys
    return hashlib.sha256(text.encode()).digest()[:KEY_BYTES]


@cache
def release() -> str:
    """Changes with every file that pages are drawn by. Read once per process."""
    digest = hashlib.sha256(django.__version__.encode())
    for folder in (CODE, *settings.TEMPLATES[0]["DIRS"]):
        for file in sorted(Path(folder).rglob("*")):
            if file.suffix in SOURCES:
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _packed(key: bytes, drawn: str, like: bytes) -> bytes:
    packer = zlib.compressobj(9, zdict=like)
    return key + packer.compress(drawn.encode()) + packer.flush()


def _unpacked(key: bytes, cached: bytes | memoryview | None, like: bytes) -> str:
    """What was drawn under that key; "" when nothing was, or it is damaged. Developers always see
    what they change."""
    if cached is None or settings.DEBUG or cached[:KEY_BYTES] != key:
        return ""
    unpacker = zlib.decompressobj(zdict=like)
    with suppress(zlib.error):
        drawn = unpacker.decompress(cached[KEY_BYTES:])
    return drawn.decode() if unpacker.eof else ""


def _like(kind: str, version: CatalogVersion, content: Content) -> bytes:
    """What all pages of a kind have in common, so that none has to be stored in full: it makes them
    a quarter of the size. The same in every process, as it follows from what is in the key."""
    return _made_up(kind, version, content.state, get_language(), reverse("pages:landing"))


@lru_cache(maxsize=16)  # of 20 kB each
def _made_up(
    kind: str, version: CatalogVersion, state: State, _language: str | None, _prefix: str
) -> bytes:
    """The parts of a made-up person's page."""
    catalog, content = version_catalog(version), content_of(state)
    sheet = personas.ideal_sheet(catalog, catalog.roles[0].slug)
    outcome = scoring.score(catalog, sheet)
    if kind == "shared":
        shown = share.snapshot(
            catalog, sheet, outcome, scored_on=date(2000, 1, 1), numbers=True, pattern=True
        )
        page = shared_page(catalog, shown, linked_roles(content))
        return _draw("shared", {"page": page}).encode()
    attempt = Attempt(token="A" * TOKEN_LENGTH, version=version)
    attempt.ticket = attempt.token  # stands for both
    report = result_page(outcome=outcome, catalog=catalog, answers=sheet)
    steps = result_steps(Result(attempt=attempt, version=version), content, report)
    return _draw_report(attempt, report, steps).encode()
