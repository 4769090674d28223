"""What the page of changes and checks shows: sentences by name, each with its link."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from roles.admin.places import Places, placed_problems
from roles.content.undo import fingerprint
from roles.domain import lab
from roles.domain.types import Change
from roles.queries.catalog import version_catalog
from roles.queries.draft import CONTENT, DraftState
from roles.queries.experiments import running_experiment
from roles.queries.lab import draft_impact
from roles.queries.roles import under_slugs
from roles.queries.scheduling import PUBLISH, publishers, scheduled_publication
from roles.wording.change_groups import ChangedObject, ShownChange, changed_objects
from roles.wording.changes import state_sentence
from roles.wording.checks import CheckLine, check_lines, verdict_sentence
from roles.wording.draft import publishers_sentence, scheduled_line
from roles.wording.experiments import blocking_sentence
from roles.wording.impact import ImpactWords, impact_words
from roles.wording.misfits import misfit_sentences
from roles.wording.names import RowNames

# Where a check's figure is mended: the section its slugs are of, and the field there.
CHECKED = {
    **dict.fromkeys(("length", "pair", "order", "ideal", "neutral", "status"), "targets"),
    **{"days": "days", "texts.shapes": "symbol"},
}
SETTING_FIELDS = {"ideal": "minimum_answers", "neutral": "no_direction_below"}
TEXT_SECTIONS = ("questions", "days", "roles", "dimensions", "areas")


@dataclass(frozen=True)
class Link:
    """The way to where something is mended."""

    name: str
    address: str


@dataclass(frozen=True)
class EditedChange:
    """A change, and what may be done with it."""

    shown: ShownChange
    edit: str  # an address, or ""
    may_undo: bool


@dataclass(frozen=True)
class EditedObject:
    shown: ChangedObject
    changes: tuple[EditedChange, ...]
    edit: str
    renamed: str = ""  # slug of a role that was renamed: its parts come and go with its name

    @property
    def may_undo(self) -> bool:
        return all(change.may_undo for change in self.changes)


class DraftPage:
    """The draft as one request sees it."""

    def __init__(self, request: HttpRequest, state: DraftState) -> None:
        self.state, self.places = state, Places(request)
        self.names = RowNames([state.before, state.after])
        self.renamed = state.renamed
        self.may_publish = request.user.has_perm(PUBLISH)
        self.checks = lab.check(state.catalog) if state.catalog else ()
        self.impact = self._impact()
        self.experiment = running_experiment()

    @property
    def is_failing(self) -> bool:
        return bool(lab.failing(self.checks))

    @property
    def is_grave(self) -> bool:
        """Whether publishing asks for a tick."""
        is_warned = any(check.verdict == "warn" for check in self.checks)
        is_much = self.impact is not None and self.impact.is_grave
        return self.is_publishable and (is_warned or is_much)

    @property
    def is_publishable(self) -> bool:
        return self.state.is_publishable and not self.is_failing and self.experiment is None

    def context(self) -> dict[str, Any]:
        state, lines, misfits = self.state, self._check_lines(), content_changes(self.state.misfits)
        scheduled = scheduled_publication()
        return {
            "page": self,
            "draft": state,
            "draft_sentence": state_sentence(state),
            "experiment_sentence": blocking_sentence(self.experiment) if self.experiment else "",
            "scheduled": scheduled,
            "scheduled_line": scheduled_line(state, scheduled),
            "problems": placed_problems(self.places, state),
            "objects": self.objects(),
            "may_discard": bool(state.changes) and may_undo(self.places, state.changes),
            "misfits": misfit_sentences(state.misfits),
            "misfit_objects": changed_objects(misfits, state.after, state.fitted),
            "misfits_key": fingerprint(state.misfits),
            "may_remove_misfits": may_undo(self.places, misfits, backwards=True),
            "checks_sentence": verdict_sentence(self.checks),
            "check_lines": lines,
            "noted_lines": [(line, links) for line, links in lines if line.advice],
            "publishers_sentence": "" if self.may_publish else publishers_sentence(publishers()),
        }

    def objects(self) -> list[EditedObject]:
        shown = changed_objects(self.state.changes, self.state.before, self.state.after)
        return [self._object(each) for each in shown]

    def _object(self, shown: ChangedObject) -> EditedObject:
        role = self._renamed_role(shown)
        changes = tuple(
            EditedChange(
                change,
                self.places.form(change.section, change.slug, change.field),
                not role
                and may_undo(
                    self.places, [Change(change.section, change.slug, change.field, None, None)]
                ),
            )
            for change in shown.changes
        )
        return EditedObject(shown, changes, self.places.form(shown.section, shown.slug), role)

    def _renamed_role(self, shown: ChangedObject) -> str:
        """The slug of a role whose renaming this object came or went with; "" where none did."""
        if {change.field for change in shown.changes} not in ({"added"}, {"removed"}):
            return ""
        separators = {f"{CONTENT}comparisons": "-and-", f"{CONTENT}routes": "-to-"}
        if shown.section not in ("roles", f"{CONTENT}roles", *separators):
            return ""
        named = set(shown.slug.split(separators.get(shown.section, " ")))
        slugs = (new for old, new in self.renamed.items() if named & {old, new})
        return next(slugs, "")

    def _impact(self) -> ImpactWords | None:
        """None where no published results could change."""
        state = self.state
        if state.catalog is None or state.version is None or not state.has_new_catalog:
            return None
        before = under_slugs(version_catalog(state.version), self.renamed)
        return impact_words(draft_impact(before, state.catalog), self.names)

    # --- checks and where to mend what they say

    def _check_lines(self) -> list[tuple[CheckLine, list[Link]]]:
        if self.state.catalog is None:
            return []
        lines = check_lines(self.checks, self.state.catalog)
        return [(line, list(self._links(line)) if line.advice else []) for line in lines]

    def _links(self, line: CheckLine) -> Iterator[Link]:
        for section, slug, field in self._check_places(line):
            if address := self.places.form(section, slug, field):
                yield Link(self.names.of(section, slug), address)
        if line.code == "questions":
            slug = line.slugs[0] if line.slugs else ""
            if address := self.places.statements_of(slug):
                yield Link(self.names.of("dimensions", slug), address)
        if line.code.startswith("settings."):
            rule = line.code.partition(".")[2]
            if address := self.places.form("settings", "", SETTING_FIELDS.get(rule, rule)):
                yield Link("", address)

    def _check_places(self, line: CheckLine) -> Iterator[tuple[str, str, str]]:
        for slug in line.slugs:
            if line.code == "dimension":
                yield "dimensions", slug, ""
            elif line.code in CHECKED:
                if self.names.knows("roles", slug):
                    yield "roles", slug, CHECKED[line.code]
            elif line.code.startswith(("texts.", "days.")):
                known = (each for each in TEXT_SECTIONS if self.names.knows(each, slug))
                yield next(known, "questions"), slug, ""


def content_changes(changes: Iterable[Change]) -> list[Change]:
    """Changes of a content document, as of both documents."""
    return [
        Change(f"{CONTENT}{each.section}", each.slug, each.field, each.old, each.new)
        for each in changes
    ]


def may_undo(places: Places, changes: Iterable[Change], *, backwards: bool = False) -> bool:
    """Whether somebody may put these changes back, or, where `backwards`, do them."""
    verbs = {"removed": "delete"} if backwards else {"added": "delete", "removed": "add"}
    needed = {(verbs.get(change.field, "change"), change.section) for change in changes}
    return all(places.may(verb, section) for verb, section in needed)
