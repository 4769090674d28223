"""The draft, of catalog and content, beside what is published."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from roles.content import catalog as catalog_format
from roles.content.difference import difference
from roles.content.documents import (
    content_document,
    in_schema_order,
    parse_content,
    row_today,
)
from roles.content.fit import fitting
from roles.content.schema import ROWS, ContentDocument
from roles.content.undo import fingerprint
from roles.domain.errors import CatalogError, Problem
from roles.domain.types import Catalog, Change
from roles.models import (
    CONTENT_ROWS,
    Area,
    CatalogVersion,
    ContentVersion,
    Day,
    Dimension,
    Question,
    RoleProfile,
)
from roles.models.versions import canonical_text, digest_of
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
SINGLE = ("settings", f"{CONTENT}site")  # sections that are one row, without a slug
Document = dict[str, Any]


@dataclass(frozen=True)
class Documents:
    """Both documents of one moment, as plain data."""

    catalog: Document
    content: Document

    def of(self, section: str) -> tuple[Document, str]:
        """The document that a change's section is of, and the section's key in it."""
        key = section.removeprefix(CONTENT)
        return (self.catalog if key == section else self.content), key


NOTHING = Documents({}, {})


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
    before: Documents = NOTHING  # what is in force; a catalog of {} before the first publication
    after: Documents = NOTHING  # the draft, sound or not

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
    def objects_changed(self) -> dict[tuple[str, str], tuple[Change, ...]]:
        """The changes by section and slug of what they are about, in order."""
        found: dict[tuple[str, str], list[Change]] = {}
        for change in self.changes:
            found.setdefault((change.section, change.slug), []).append(change)
        return {key: tuple(changes) for key, changes in found.items()}

    def changes_shown(self, shown: str) -> tuple[Change, ...]:
        """One change, or all of one object, whose fingerprint this is; () when there is none."""
        for changes in self.objects_changed.values():
            for group in (changes, *((change,) for change in changes)):
                if fingerprint(group) == shown:
                    return group
        return ()

    @property
    def renamed(self) -> dict[str, str]:
        """Slugs of published roles that the draft has under others, which are given for each."""
        before, after = (
            {row["slug"] for row in side.catalog.get("roles", ())}
            for side in (self.before, self.after)
        )
        return {
            former: str(page["slug"])
            for page in self.after.content.get("roles", ())
            for former in page.get("former_slugs", ())
            if former in before - after and page["slug"] in after - before
        }

    @cached_property
    def fitted(self) -> Documents:
        """The draft without content that names roles or titles which are gone."""
        roles = [row["slug"] for row in self.after.catalog.get("roles", ())]
        return replace(self.after, content=fitting(self.after.content, roles))

    @property
    def misfits(self) -> tuple[Change, ...]:
        """What would have to go from the content so that it fits; sections as in its document."""
        return difference(self.after.content, self.fitted.content)

    @property
    def rows_changed(self) -> dict[str, int]:
        """How many rows of each section differ, such as {"roles": 2, "content.pay": 1}."""
        return dict(Counter(section for section, _slug in sorted(self.objects_changed)))


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
    before = Documents(_published_document(version), _published_content(content_version))
    after = Documents(
        draft if catalog is None else catalog_format.dump(catalog),
        _readable_rows(document) if content is None else content_document(content),
    )
    changes = difference_of(before, after)
    stamp = (
        _unsound_stamp(version, content_version, after)
        if catalog is None or content is None
        else draft_stamp(version, content_version, catalog, content)
    )
    if problems:
        catalog = content = None
    return DraftState(
        *(version, content_version, changes, tuple(problems), stamp, catalog, content),
        before=before,
        after=after,
    )


def difference_of(before: Documents, after: Documents) -> tuple[Change, ...]:
    """What changed in both documents; sections of the content begin with CONTENT. Nothing of the
    catalog where there was none before."""
    changes = difference(before.catalog, after.catalog) if before.catalog else ()
    told = difference(before.content, after.content)
    return (
        *changes,
        *(replace(change, section=f"{CONTENT}{change.section}") for change in told),
    )


def _published_document(version: CatalogVersion | None) -> Document:
    if version is None:
        return {}
    return catalog_format.dump(replace(version_catalog(version), format=catalog_format.FORMAT))


def _published_content(version: ContentVersion | None) -> Document:
    return EMPTY if version is None else in_schema_order(version.document)


def _readable_rows(document: Document) -> Document:
    """Content that cannot be published, its rows in today's words where they can be read."""
    rows = {name: [row_today(name, row) for row in document[name]] for name in ROWS}
    return {"format": document["format"]} | rows


def _unsound_stamp(
    version: CatalogVersion | None, content_version: ContentVersion | None, after: Documents
) -> str:
    numbers = (each.number if each else 0 for each in (version, content_version))
    told = digest_of(canonical_text({"catalog": after.catalog, "content": after.content}))
    return ":".join(("unsound", *map(str, numbers), told))


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


def row_ids() -> dict[tuple[str, str], int]:
    """The id of each row of the draft that has a form of its own, by section and slug; of a day
    that of its role. Twelve queries."""
    tables = {"areas": Area, "dimensions": Dimension, "roles": RoleProfile, "questions": Question}
    tables |= {f"{CONTENT}{table.section}": table for table in CONTENT_ROWS}
    found = {
        (section, slug): pk
        for section, table in tables.items()
        for slug, pk in table._default_manager.values_list("slug", "pk")
    }
    found |= {("days", slug): pk for slug, pk in Day.objects.values_list("slug", "role_id")}
    return found
