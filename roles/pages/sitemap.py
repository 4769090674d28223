"""Which pages search engines are told of, by the names of their addresses. No queries."""

from collections.abc import Iterator

from roles.content.schema import comparison_slug
from roles.domain import types
from roles.pages.careers.role import in_order
from roles.pages.careers.routes import start_names
from roles.queries.careers import Content

Page = tuple[str, ...]  # the name of an address, and its parts

ALWAYS = ("pages:landing", "careers:role_list", "pages:privacy", "pages:accessibility")
PUBLISHED = ("careers:comparisons", "careers:routes", "careers:method", "careers:method_details")


def indexable_pages(content: Content) -> list[Page]:
    """Every page that may be found, once; before the first publication those that work then."""
    pages: list[Page] = [(name,) for name in ALWAYS]
    if content.careers.reader_questions:
        pages.append(("careers:questions",))
    if content.catalog is not None:
        pages += _catalog_pages(content, content.catalog)
    return pages


def _catalog_pages(content: Content, catalog: types.Catalog) -> Iterator[Page]:
    yield from ((name,) for name in PUBLISHED)
    yield from (("careers:role", role.slug) for role in catalog.roles)
    for written in content.careers.comparisons:
        if set(written.roles) <= catalog.roles_by_slug.keys():
            yield "careers:comparison", comparison_slug(in_order(catalog, written.roles))
    yield from (("careers:route", start) for start in start_names(content, catalog))
