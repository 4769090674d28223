"""What can be looked at of the draft: people, the quiz, every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roles.admin.desk import desk_page, render_desk
from roles.admin.places import Places, placed_problems
from roles.admin.preview import attempts
from roles.admin.preview.addresses import preview_address
from roles.admin.preview.frame import draft_link
from roles.content.schema import comparison_slug
from roles.domain.personas import most_alike
from roles.domain.types import Catalog
from roles.pages.careers.comparison import ComparisonLink, comparison_board, roles_in
from roles.pages.careers.routes import start_names
from roles.queries.careers import Content, content_of, public_state
from roles.queries.draft import draft_state
from roles.queries.preview import draft_content
from roles.wording.careers import role_question
from roles.wording.changes import state_sentence


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Somebody made up, with what can be seen of them."""

    name: str
    result: str  # addresses
    shared: str
    picture: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page, and what is to be known of it."""

    name: str
    address: str
    is_new: bool = False  # readers have no such page yet
    is_written: bool = True


@desk_page("roles.view_roleprofile")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """A list of links. With problems in the draft it names them, and shows what can be shown."""
    draft, content = draft_state(), draft_content()
    catalog, live = content.catalog, content_of(public_state())
    context: dict[str, object] = {
        "sentence": state_sentence(draft),
        "problems": placed_problems(Places(request), draft),
        "quiz": preview_address("quiz:start"),
        "questions": preview_address("careers:questions"),
        "draft": draft_link(request),
    }
    if catalog is not None:
        context |= {
            "catalog": catalog,
            "people": list(_people(catalog)),
            "pages": _pages(),
            "roles": list(_roles(catalog, live)),
            "comparisons": list(_comparisons(content, catalog, live)),
            "routes": list(_routes(content, catalog, live)),
        }
    return render_desk(request, "admin/preview/start.html", _("Preview the draft"), context)


def _people(catalog: Catalog) -> Iterator[MadeUpPerson]:
    first, last = catalog.roles[0].name, catalog.roles[-1].name
    one, other = (role.name for role in most_alike(catalog))
    for role in catalog.roles:
        words = _("Ideal answers for %(role)s") % {"role": role.name}
        yield _person(words, attempts.IDEAL + role.slug)
    both = {"one": one, "other": other}
    yield _person(_("Torn between %(one)s and %(other)s") % both, attempts.CLOSE)
    both = {"one": first, "other": last}
    yield _person(_("Half %(one)s, half %(other)s") % both, attempts.MIXED)
    yield _person(_("The same answer to everything"), attempts.ALIKE)
    yield _person(_("Answers at random"), attempts.RANDOM)


def _person(name: str, key: str) -> MadeUpPerson:
    names = ("results:detail", "results:shared", "results:card")
    return MadeUpPerson(name, *(preview_address(page, key) for page in names))


def _pages() -> list[PageLink]:
    """Those that there are whatever the draft says."""
    names = {
        "pages:landing": _("Start page"),
        "careers:role_list": _("All roles"),
        "careers:comparisons": _("All comparisons"),
        "careers:routes": _("All routes"),
        "careers:questions": _("Questions and answers"),
        "careers:method": _("How scoring works"),
        "careers:method_details": _("How scoring works, in detail"),
    }
    return [PageLink(words, preview_address(name)) for name, words in names.items()]


def _roles(catalog: Catalog, live: Content) -> Iterator[PageLink]:
    known = live.catalog.roles_by_slug if live.catalog else {}
    for role in catalog.roles:
        address = preview_address("careers:role", role.slug)
        yield PageLink(role.name, address, is_new=role.slug not in known)


def _comparisons(content: Content, catalog: Catalog, live: Content) -> Iterator[PageLink]:
    """Every pair, and what is written of more roles."""
    written = content.careers.comparisons_by_roles
    pairs = (
        ComparisonLink(pair, comparison_slug(role.slug for role in pair))
        for pair in combinations(catalog.roles, 2)
    )
    for link in (*pairs, *comparison_board(content, catalog).wider):
        yield PageLink(
            role_question(link),
            preview_address("careers:comparison", link.slug),
            is_new=not live.catalog or not roles_in(live.catalog, link.slug),
            is_written=frozenset(role.slug for role in link.roles) in written,
        )


def _routes(content: Content, catalog: Catalog, live: Content) -> Iterator[PageLink]:
    known = start_names(live, live.catalog) if live.catalog else {}
    for slug, name in start_names(content, catalog).items():
        yield PageLink(name, preview_address("careers:route", slug), is_new=slug not in known)
