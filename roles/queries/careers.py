"""What public pages are drawn from, and by what they are known as long as it stays the same."""

import time
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Subquery
from django.utils.timezone import localdate

from roles.content.careers import Careers
from roles.domain.types import Catalog
from roles.models import CareersState, CatalogVersion
from roles.queries.catalog import published_version, version_catalog
from roles.queries.stored import stored_careers


class State(NamedTuple):
    """Equal as long as public pages are to say the same."""

    version: int | None  # the number of the version in force; None before the first
    digest: str  # of its document
    stamp: str | None  # of the content of the pages about roles; None before the first
    today: date  # figures go out of date


@dataclass(frozen=True, slots=True)
class Content:
    """All that public pages may show."""

    state: State
    version: CatalogVersion | None  # in force; None before the first publication
    catalog: Catalog | None  # likewise
    careers: Careers


def public_state() -> State:
    """How things stand, or stood less than a second ago. No query then; else one, and two before
    the first publication. Whoever changes something calls `forget_state`."""
    return _state_of_second(int(time.monotonic()))


@lru_cache(maxsize=1)
def _state_of_second(_second: int) -> State:
    stamps = CareersState.objects.values_list("stamp", flat=True)
    live = CatalogVersion.objects.live().values_list("number", "digest", Subquery(stamps[:1]))
    number, digest, stamp = live.first() or (None, "", None)
    return State(number, digest, stamps.first() if number is None else stamp, localdate())


def forget_state() -> None:
    """Has the next page of this process look anew. Others do within a second."""
    _state_of_second.cache_clear()


@lru_cache(maxsize=2)  # the one in force, and the one before while others still draw from it
def content_of(state: State) -> Content:
    """What pages of this state show: from the rows of this moment, which are no older."""
    version = published_version()
    catalog = None if version is None else version_catalog(version)
    return Content(state, version, catalog, _careers_of_one_moment())


def _careers_of_one_moment() -> Careers:
    """Read again when somebody changed something between two of its queries."""
    stamps = CareersState.objects.values_list("stamp", flat=True)
    while True:
        before, careers = stamps.first(), stored_careers()
        if stamps.first() == before:
            return careers
