"""Reads of the content of public pages: what is published, by what it is known, and its draft."""

import json
import logging
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.db.models import Exists, OuterRef, Subquery
from django.utils.timezone import localdate

from roles.content import files
from roles.content.documents import (
    content_document,
    in_schema_order,
    parse_content,
    readable_content,
)
from roles.content.schema import FORMAT, ROWS, ContentDocument
from roles.content.site import NAME, SiteDocument
from roles.content.values import Scope
from roles.domain.types import Catalog
from roles.models import (
    CONTENT_ROWS,
    Area,
    CatalogVersion,
    ContentVersion,
    Demonstration,
    Dimension,
    Experiment,
    PayFigure,
    RoleProfile,
    SiteTexts,
    Source,
    Title,
)
from roles.models.versions import canonical_text
from roles.queries.catalog import area_rows, draft_document, version_catalog

logger = logging.getLogger(__name__)
LOOK_EVERY = 30  # seconds
LOG_EVERY = 60  # likewise
MADE_UP = Exists(Demonstration.objects.all())
EMPTY: dict[str, Any] = {"format": FORMAT} | {section: [] for section in ROWS}


# --- what is published


class State(NamedTuple):
    """Equal as long as public pages are to say the same."""

    version: int | None  # number of the catalog version in force; None before the first
    digest: str  # of its document
    content_version: int | None  # the same of the content
    content_digest: str
    today: date  # figures go out of date
    other_digest: str = ""  # of the catalog version that an experiment sets beside the one in force
    is_demonstration: bool = False  # whether the people in the figures are made up

    def outdates(self, version: CatalogVersion) -> bool:
        """Whether a newer version is in force that says something else. Those that run side by side
        are both of today."""
        is_newer = self.version is not None and self.version > version.number
        return is_newer and version.digest not in (self.digest, self.other_digest)


@dataclass(frozen=True, slots=True)
class Content:
    """All that public pages may show."""

    state: State
    version: CatalogVersion | None  # in force; None before the first publication
    catalog: Catalog | None  # likewise
    careers: ContentDocument  # empty before the first publication


class _Last:
    """How things stood when this process last looked."""

    state: State | None = None
    told: float = 0.0  # when a log line said that nobody could look, by the monotonic clock
    looking = Lock()


def public_state() -> State:
    """How things stand, or stood less than a second ago. No query then; else one, and two before
    the first publication. Whoever publishes calls `forget_state`.

    One thread looks at a time, and others go on with what was seen last. So do all while the
    database is away.
    """
    last = _Last.state
    if not _Last.looking.acquire(blocking=last is None) and last:
        return last
    try:
        last = _Last.state = _state_of_second(int(time.monotonic()))
    except (DatabaseError, InterfaceError) as error:
        if last is None:
            raise
        if time.monotonic() > _Last.told + LOG_EVERY:
            _Last.told = time.monotonic()
            logger.warning("Public pages are shown as they were; the database failed: %s", error)
    finally:
        _Last.looking.release()
    return last


@lru_cache(maxsize=1)
def _state_of_second(_second: int) -> State:
    content = ContentVersion.objects.live().values_list("number", "digest")
    beside = Experiment.objects.running().filter(version=OuterRef("pk")).values("other__digest")
    parts = [Subquery(content.values(name)) for name in ("number", "digest")]
    parts.append(Subquery(beside[:1]))
    live = CatalogVersion.objects.live().values_list("number", "digest", *parts, MADE_UP).first()
    number, digest, content_number, content_digest, other, is_demonstration = live or (
        *(None, ""),
        *(content.first() or (None, "")),
        "",
        False,  # nobody could take the quiz
    )
    return State(
        version=number,
        digest=digest,
        content_version=content_number,
        content_digest=content_digest or "",
        today=localdate(),
        other_digest=other or "",
        is_demonstration=is_demonstration,
    )


def forget_state() -> None:
    """Has the next page of this process look anew. Others do within a second."""
    _Last.state = None
    _state_of_second.cache_clear()


@lru_cache(maxsize=2)  # the one in force, and the one before while others still draw from it
def content_of(state: State) -> Content:
    """What pages of this state show. Two queries at most."""
    version = CatalogVersion.objects.filter(number=state.version or 0).first()
    catalog = None if version is None else version_catalog(version)
    published = ContentVersion.objects.filter(number=state.content_version or 0).first()
    document = canonical_text(EMPTY) if published is None else published.document_text
    return Content(state, version, catalog, text_content(document))


@lru_cache(maxsize=4)
def text_content(document_text: str) -> ContentDocument:
    """The content of a version's document. What today's rules refuse of an older one is left out
    and logged."""
    content, problems = readable_content(json.loads(document_text))
    for problem in problems:
        logger.error("Published content is shown without %s", problem)
    return content


# --- what this copy of the quiz is called


class ShownSite(SiteDocument):
    """The texts of the site, and what every page has to say besides."""

    is_demonstration: bool = False  # as in `State`


class _Seen:
    """The site as this process saw it last."""

    site: ShownSite | None = None
    until: float = 0.0  # when to look anew, by the monotonic clock


def site_of(careers: ContentDocument, *, is_demonstration: bool = False) -> ShownSite:
    """The site of some content. Name, operator and contact are filled in where it has none."""
    texts = careers.site
    held = {
        "name": texts.name or NAME,
        "operator": texts.operator or settings.OPERATOR,
        "contact": texts.contact or settings.CONTACT,
    }
    return ShownSite.model_construct(**dict(texts) | held, is_demonstration=is_demonstration)


def note_site(careers: ContentDocument, *, is_demonstration: bool | None = None) -> ShownSite:
    """The same of the content in force, noted for pages that do not read it.

    Args:
        is_demonstration: None for as it was.
    """
    if is_demonstration is None:
        is_demonstration = known_site().is_demonstration
    _Seen.site = site_of(careers, is_demonstration=is_demonstration)
    _Seen.until = time.monotonic() + LOOK_EVERY
    return _Seen.site


def current_site() -> ShownSite:
    """The site of the content in force. One query in `LOOK_EVERY` seconds; two before the first
    publication of content."""
    if _Seen.site is None or time.monotonic() > _Seen.until:
        rows = ContentVersion.objects.live().values_list("document_text", MADE_UP)
        text, is_demonstration = rows.first() or (
            canonical_text(EMPTY),
            Demonstration.objects.exists(),
        )
        return note_site(text_content(text), is_demonstration=is_demonstration)
    return _Seen.site


def expire_site() -> None:
    """Has the next page of this process look anew. Others do within `LOOK_EVERY` seconds, and as
    soon as they show any content."""
    _Seen.until = 0.0


def known_site() -> ShownSite:
    """What this process saw last, or the standard texts: never asks the database."""
    return _Seen.site or site_of(text_content(canonical_text(EMPTY)))


def forget_site() -> None:
    """Forgets even what was seen last."""
    _Seen.site = None


# --- the draft


def draft_content_document() -> dict[str, Any]:
    """The draft's rows as a content document, sound or not. Eight queries."""
    rows = {
        row.section: list(row.objects.values_list("document", flat=True)) for row in CONTENT_ROWS
    }
    texts = SiteTexts.objects.first()
    site = {"site": texts.document} if texts and texts.document else {}
    return {"format": FORMAT} | site | rows


def has_content() -> bool:
    """Whether any content has been loaded or entered yet. Seven queries at most."""
    return any(row.objects.exists() for row in CONTENT_ROWS)


def parse_beside_draft(document: object) -> ContentDocument:
    """The content that a document describes; it may name what the draft catalog has.

    Raises:
        CatalogError: with every problem.
    """
    scope = draft_scope()
    return parse_content(document, scope.roles, scope.areas)


def draft_scope() -> Scope:
    """What a row of the content may name today: rows of the draft, by their slugs."""
    draft = draft_document()
    roles, areas = ([row["slug"] for row in rows] for rows in (draft["roles"], area_rows(draft)))
    sources, pay, titles = (
        list(table.objects.values_list("slug", flat=True)) for table in (Source, PayFigure, Title)
    )
    return Scope(roles=roles, areas=areas, sources=sources, pay=pay, titles=titles)


def draft_names() -> dict[str, dict[str, str]]:
    """What a row of the content may name, by part of the scope: names by slug. Six queries at
    most."""
    rows = (PayFigure, Title)
    areas = Area if Area.objects.exists() else Dimension  # as in `Catalog.area_slugs`
    return {
        "roles": dict(RoleProfile.objects.values_list("slug", "name")),
        "areas": dict(areas._default_manager.values_list("slug", "name")),
        "sources": _source_labels(),
    } | {table.section: {row.slug: str(row) for row in table.objects.all()} for table in rows}


def _source_labels() -> dict[str, str]:
    """What each source is called in short; those that would be called alike, in full."""
    rows = list(Source.objects.all())
    counts = Counter(map(str, rows))
    return {
        row.slug: f"{row}: {row.text('name')}" if counts[str(row)] > 1 else str(row) for row in rows
    }


def source_names() -> dict[str, str]:
    """The full names of sources, by slug. One query."""
    return {row.slug: row.text("name") for row in Source.objects.all()}


def content_text(content: ContentDocument) -> str:
    """Content as stored in a version: equal content gives equal texts."""
    return canonical_text(content_document(content))


def content_yaml(document: dict[str, Any]) -> str:
    """A content document as a file, which `load_careers` reads back."""
    return files.write(in_schema_order(document))
