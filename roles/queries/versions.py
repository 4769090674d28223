"""Published versions beside each other and beside the draft, whole: to compare, load, download."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, get_args

from django.db.models import QuerySet

from roles.content import catalog as catalog_format
from roles.content import files
from roles.content.difference import difference
from roles.content.documents import in_schema_order, parse_content
from roles.content.schema import FORMAT, ROWS
from roles.domain.errors import CatalogError, Problem
from roles.domain.types import Change
from roles.models import CatalogVersion, ContentVersion
from roles.models.versions import PublishedVersion, canonical_text, digest_of
from roles.queries.careers import EMPTY, content_yaml, draft_content_document
from roles.queries.catalog import (
    area_rows,
    catalog_yaml,
    draft_catalog,
    draft_document,
    version_catalog,
)
from roles.queries.draft import CONTENT, Documents

Kind = Literal["catalog", "content"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TABLES: Mapping[Kind, type[PublishedVersion]] = {
    "catalog": CatalogVersion,
    "content": ContentVersion,
}
Document = dict[str, Any]


# --- versions


def version_heads(kind: Kind) -> "QuerySet[Any]":
    """The versions of a kind, newest first, without what they froze."""
    return TABLES[kind]._default_manager.defer("document_text").order_by("-number")


def find_version(kind: Kind, number: int) -> Any | None:  # noqa: ANN401  # of either kind
    """The version of that number; None when there is none. One query."""
    return TABLES[kind]._default_manager.filter(number=number).first()


def companion_of(version: PublishedVersion) -> Any | None:  # noqa: ANN401  # of the other kind
    """The version of the other kind that was the last to go with this one: the newest published
    before this one's successor was. None when there was none yet. Two queries."""
    kind: Kind = "catalog" if isinstance(version, ContentVersion) else "content"
    own: QuerySet[Any] = type(version)._default_manager.filter(number__gt=version.number)
    ends = own.order_by("number").values_list("published_at", flat=True).first()
    others: QuerySet[Any] = TABLES[kind]._default_manager.order_by("-number")
    if kind == "catalog":  # content is published beside a catalog, or a moment after it
        return others.filter(published_at__lte=version.published_at).first()
    return (others.filter(published_at__lt=ends) if ends else others).first()


# --- their documents, and the draft's


def version_document(version: PublishedVersion) -> Document:
    """What a version froze, in today's form: what the draft holds once it is loaded. No query."""
    if isinstance(version, CatalogVersion):
        catalog = replace(version_catalog(version), format=catalog_format.FORMAT)
        return catalog_format.dump(catalog)
    empty: Document = {"format": FORMAT} | {section: [] for section in ROWS}
    return empty | in_schema_order(version.document)


def draft_of(kind: Kind) -> Document:
    """The draft in the same form, sound or not. Seven queries."""
    if kind == "content":
        return in_schema_order(draft_content_document())
    document = draft_document()
    try:
        return catalog_format.dump(draft_catalog(document))
    except CatalogError:
        return document


def document_changes(kind: Kind, old: Document, new: Document) -> tuple[Change, ...]:
    """What differs between two documents of a kind; sections are named as in `DraftState`."""
    changes = difference(old, new)
    if kind == "catalog":
        return changes
    return tuple(replace(change, section=f"{CONTENT}{change.section}") for change in changes)


def beside_draft(kind: Kind, document: Document) -> Documents:
    """A document of one kind with the draft of the other kind, whose names it may need."""
    if kind == "catalog":
        return Documents(document, draft_of("content"))
    return Documents(draft_of("catalog"), document)


def fit_problems(catalog: Document, content: Document) -> tuple[Problem, ...]:
    """Why such content could not be published beside such a catalog, if both were the draft."""
    roles = [row["slug"] for row in catalog["roles"]]
    areas = [row["slug"] for row in area_rows(catalog)]
    try:
        parse_content(content, roles, areas, is_entered=False)
    except CatalogError as error:
        return error.problems
    return ()


def misfits_in_force(version: CatalogVersion) -> tuple[Problem, ...]:
    """Why the content in force could not stand beside a catalog version. One query."""
    content = ContentVersion.objects.live().first()
    document = EMPTY if content is None else in_schema_order(content.document)
    return fit_problems(version_document(version), document)


def draft_digest() -> str:
    """What changes whenever the draft does, sound or not. Fourteen queries."""
    return digest_of(canonical_text(draft_document()) + canonical_text(draft_content_document()))


# --- as files


def version_file(version: PublishedVersion) -> str:
    """A version as a content file, as the commands export it."""
    if isinstance(version, CatalogVersion):
        return catalog_yaml(version_catalog(version))
    return content_yaml(version.document)


def draft_file(kind: Kind) -> str:
    """The draft likewise; as it stands where it could not be published. Seven queries."""
    return files.write(draft_of(kind))
