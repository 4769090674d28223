"""Addresses of roles that were renamed, or taken out of the quiz. No queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from roles.content.role_names import slugs_in
from roles.domain import types
from roles.pages.careers.role import in_order
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """What became of the roles that an address names."""

    retired: tuple[str, ...]  # names of those that are gone
    roles: tuple[types.CatalogRole, ...]  # the others, as they are today, in the catalog's order


def current_slug(content: Content, slug: str) -> str:
    """What a role is known by today; the same when it was not renamed, or is gone."""
    if content.catalog and slug in content.catalog.roles_by_slug:
        return slug
    return content.careers.current_slugs.get(slug, slug)


def former_address(
    content: Content, catalog: types.Catalog, published: Mapping[str, str], text: str
) -> FormerAddress | None:
    """What became of the roles of an address; None when it never had any.

    Args:
        published: every role that ever was, see `published_role_names`.
        text: a slug, or several with "-and-" between them.
    """
    known = catalog.roles_by_slug
    asked = slugs_in(text, {*known, *content.careers.current_slugs, *published})
    found = [current_slug(content, slug) for slug in asked]
    if not found:
        return None
    retired = tuple(published.get(slug, slug) for slug in dict.fromkeys(found) if slug not in known)
    return FormerAddress(retired, tuple(known[slug] for slug in in_order(catalog, found)))
