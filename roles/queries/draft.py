"""The draft, of catalog and content, beside what is published."""

from collections import Counter
from dataclasses import dataclass, replace

from roles.content import catalog as catalog_format
from roles.content.difference import difference
from roles.content.documents import content_document, in_schema_order, parse_content
from roles.content.schema import ContentDocument
from roles.domain.errors import CatalogError, Problem
from roles.domain.types import Catalog, Change
from roles.models import CatalogVersion, ContentVersion
from roles.models.versions import digest_of
from roles.queries.careers import EMPTY, content_text, draft_content_document
from roles.queries.catalog import (
    area_rows,
    catalog_text,
    draft_catalog,
    draft_document,
    published_version,
    version_catalog,
)

CONTENT = "content."  # stands before sections of the content, where both documents are told of


@dataclass(frozen=True)
class DraftState:
    """The draft beside the versions in force."""

    version: CatalogVersion | None  # in force; None before the first publication
    content_version: ContentVersion | None  # likewise
    changes: tuple[Change, ...]  # from those versions to the draft
    problems: tuple[Problem, ...]  # why the draft cannot be published as it stands
    stamp: str  # changes whenever the draft or a version in force does
    catalog: Catalog | None = None  # the draft itself; None when it has problems
    content: ContentDocument | None = None  # likewise

    @property
    def is_publishable(self) -> bool:
        return not self.problems and (self.has_new_catalog or self.has_new_content)

    @property
    def has_new_catalog(self) -> bool:
        """Whether publishing makes a new catalog version."""
        return self.version is None or any(
            not change.section.startswith(CONTENT) for change in self.changes
        )

    @property
    def has_new_content(self) -> bool:
        """Whether publishing makes a new content version."""
        return any(change.section.startswith(CONTENT) for change in self.changes)

    @property
    def rows_changed(self) -> dict[str, int]:
        """How many rows of each section differ, such as {"roles": 2, "content.pay": 1}."""
        rows = {(change.section, change.slug) for change in self.changes}
        return dict(Counter(section for section, _slug in sorted(rows)))


def draft_state() -> DraftState:
    """How the draft stands against what is published. Seventeen queries."""
    version, content_version = published_version(), ContentVersion.objects.live().first()
    draft = draft_document()
    document = draft_content_document()
    problems: list[Problem] = []
    catalog = content = None
    try:
        catalog = draft_catalog(draft)
    except CatalogError as error:
        problems += error.problems
    try:
        roles, areas = (
            [row["slug"] for row in rows] for rows in (draft["roles"], area_rows(draft))
        )
        content = parse_content(document, roles, areas, is_entered=False)
    except CatalogError as error:
        problems += (
            replace(problem, where=f"{CONTENT}{problem.where}") for problem in error.problems
        )
    if catalog is None or content is None:
        return DraftState(version, content_version, (), tuple(problems), "")
    changes: list[Change] = []
    if version is not None:
        published_rows = replace(version_catalog(version), format=catalog_format.FORMAT)
        before = catalog_format.dump(published_rows)
        changes += difference(before, catalog_format.dump(catalog))
    published = EMPTY if content_version is None else in_schema_order(content_version.document)
    changes += (
        replace(change, section=f"{CONTENT}{change.section}")
        for change in difference(published, content_document(content))
    )
    stamp = draft_stamp(version, content_version, catalog, content)
    return DraftState(version, content_version, tuple(changes), (), stamp, catalog, content)


def draft_stamp(
    version: CatalogVersion | None,
    content_version: ContentVersion | None,
    catalog: Catalog,
    content: ContentDocument,
) -> str:
    """What changes whenever the draft or a version in force does. No query."""
    return ":".join(
        (
            str(version.number if version else 0),
            digest_of(catalog_text(catalog)),
            str(content_version.number if content_version else 0),
            digest_of(content_text(content)),
        )
    )
