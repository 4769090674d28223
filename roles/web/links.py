"""Whether a link within the site leads anywhere: to a page, and to a place on it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from django.template.loader import get_template
from django.urls import Resolver404, resolve

from roles.content.schema import ContentDocument
from roles.domain.errors import Problem

# Pages that anybody may be led to; all others are somebody's own, or for machines.
OPEN_PAGES = (
    *("pages:landing", "pages:privacy", "pages:accessibility", "quiz:start", "results:earlier"),
    *("careers:role_list", "careers:role", "careers:comparisons", "careers:comparison"),
    *("careers:routes", "careers:route", "careers:questions"),
    *("careers:method", "careers:method_details"),
)
TOP = "top"  # every browser knows it
PARTS = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']|\bid=["']([^"']*)["']""")
FILLED = re.compile(r"{{.*?}}|{%.*?%}")


@dataclass(frozen=True)
class Known:
    """What pages there are of: slugs."""

    roles: Collection[str]
    titles: Collection[str]
    questions: Collection[str]


def known_of(content: ContentDocument, roles: Collection[str]) -> Known:
    """Of some content, beside a catalog with those roles."""
    questions = [row.slug for row in content.reader_questions]
    return Known(roles, list(content.titles_by_slug), questions)


def is_dead(link: str, known: Known) -> bool:
    """Whether a link that begins with a slash leads nowhere."""
    path, _sign, place = link.partition("#")
    try:
        match = resolve(path)
    except Resolver404:
        return True
    named = next(map(str, match.kwargs.values()), "")  # what the page is about
    about = {
        "careers:role": set(known.roles),
        "careers:comparison": set(known.roles),
        "careers:route": {*known.titles, *known.roles},
    }.get(match.view_name)
    if match.view_name not in OPEN_PAGES or (
        about is not None and not set(named.split("-and-")) <= about
    ):
        return True
    if match.view_name == "careers:questions" and place in known.questions:
        return False
    return bool(place) and place != TOP and not _has_place(match.view_name, place)


def dead_links(content: ContentDocument, roles: Collection[str]) -> Iterator[Problem]:
    """The links of reader questions that lead nowhere."""
    known = known_of(content, roles)
    for number, row in enumerate(content.reader_questions):
        if row.link and is_dead(row.link, known):
            path = ("reader_questions", number, "link")
            where = f"reader_questions.{row.slug}.link"
            yield Problem(path, where, row.link, "a page of this site, and a place on it after #")


def _has_place(view_name: str, place: str) -> bool:
    template = f"{view_name.replace(':', '/')}.html"
    return any(re.fullmatch(pattern, place) for pattern in places_in(template))


@cache
def places_in(template: str) -> frozenset[str]:
    """The ids in a template and those that it includes, as patterns: a part that is filled in
    stands for any slug, but nothing that is filled in whole."""
    if not template.startswith(("careers/", "pages/", "includes/", "base")):
        return frozenset()  # whoever is led to the quiz begins at its top
    source: str = get_template(template).template.source  # type: ignore[attr-defined]  # Django's own
    found: set[str] = set()
    for other, place in PARTS.findall(source):
        if other and other != template:
            found |= places_in(other)
        elif place and (fixed := FILLED.sub("", place)):
            parts = map(re.escape, FILLED.split(place))
            found.add("[a-z0-9_-]+".join(parts) if fixed != place else re.escape(place))
    return frozenset(found)
