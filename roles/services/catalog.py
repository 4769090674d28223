"""Writes of the draft catalog."""

from dataclasses import replace
from typing import Literal

from django.db import transaction

from roles.content import catalog as catalog_format
from roles.domain import types
from roles.domain.errors import CatalogError, Problem
from roles.models.versions import digest_of
from roles.queries.catalog import catalog_text, draft_catalog, has_changes_for, published_version
from roles.queries.draft import draft_state
from roles.services.draft import save_catalog_document

# Of the documents of the catalogs that earlier releases shipped.
SHIPPED_DIGESTS = ("c7d05e6843b851fec5d1293e6cf69a3e962158f6b3ebd452bac5199b57d3dccf",)
Offer = Literal["offered", "unpublished", "current", "own", "changed", "before"]


@transaction.atomic
def offer_catalog(*, catalog: types.Catalog) -> Offer:
    """Makes the draft equal to the catalog of this release, for somebody to look at and publish,
    where the one of an earlier release is in force and nobody works on the draft. Once only: who
    goes back to the earlier one keeps it.

    Returns:
        "offered"; or why nothing was written: nothing is published ("unpublished"), this catalog
        is ("current"), it is none that was ever shipped ("own"), the draft holds other changes
        ("changed"), it was offered before ("before").
    """
    version, digest = published_version(), digest_of(catalog_text(catalog))
    if version is None:
        return "unpublished"
    if version.digest == digest:
        return "current"
    if version.digest not in SHIPPED_DIGESTS:
        return "own"
    reason = f"offered with a new release ({digest[:12]})"
    if has_changes_for(reason):
        return "before"
    state = draft_state()
    if state.problems or state.changes:
        return "changed"
    load_catalog(catalog=catalog, reason=reason)
    return "offered"


@transaction.atomic
def load_catalog(*, catalog: types.Catalog, reason: str) -> bool:
    """Makes the draft equal to a catalog; rows that are equal already are left alone.

    Args:
        catalog: what the draft becomes; rows of the draft that it lacks are deleted.
        reason: noted in the history of each row written, up to 100 characters.

    Returns:
        Whether anything was written.

    Raises:
        CatalogError: for targets that are no whole numbers, which the draft cannot hold.
    """
    refuse_fractions(catalog)
    if _draft_equals(catalog):
        return False
    document = catalog_format.dump(replace(catalog, format=catalog_format.FORMAT))
    save_catalog_document(document=document, reason=reason)
    return True


def _draft_equals(catalog: types.Catalog) -> bool:
    try:
        return replace(draft_catalog(), format=catalog.format) == catalog
    except CatalogError:
        return False


def refuse_fractions(catalog: types.Catalog) -> None:
    """
    Raises:
        CatalogError: for targets that are no whole numbers, which the draft cannot hold.
    """
    low, high = types.TARGET_RANGE
    problems = [
        Problem(
            ("roles", index, "targets", slug),
            f"roles.{role.slug}.targets.{slug}",
            target,
            f"a whole number from {low} to {high}",
        )
        for index, role in enumerate(catalog.roles)
        for slug, target in role.targets.items()
        if target != int(target)
    ]
    if problems:
        raise CatalogError(tuple(problems))
