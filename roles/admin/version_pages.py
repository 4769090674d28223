"""Versions in the admin, whole: compare two, load one into the draft, download one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from roles.admin.desk import render_desk
from roles.admin.version_rights import may_load, may_view_draft, version_page
from roles.domain.errors import DraftHasMoved, Problem
from roles.models.versions import PublishedVersion
from roles.queries.versions import (
    Document,
    Kind,
    beside_draft,
    companion_of,
    document_changes,
    draft_digest,
    draft_file,
    draft_of,
    find_version,
    fit_problems,
    version_document,
    version_file,
    version_heads,
)
from roles.services.loading import load_into_draft
from roles.wording.change_groups import changed_objects
from roles.wording.versions import (
    DRAFT,
    companion_label,
    compared_title,
    difference_sentence,
    load_reason,
    load_sentence,
    load_title,
    loaded_sentence,
    misfit_sentence,
    version_choice,
)

OTHER: Mapping[Kind, Kind] = {"catalog": "content", "content": "catalog"}
MOST_PROBLEMS = 200  # listed on a page


# --- compare


class VersionsForm(forms.Form):
    """Which two to compare: numbers of versions, or the draft."""

    old = forms.ChoiceField(label=gettext_lazy("From"))
    new = forms.ChoiceField(label=gettext_lazy("To"))

    def __init__(self, data: Mapping[str, str], choices: list[tuple[str, str]]) -> None:
        super().__init__(data)
        for name in ("old", "new"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


class Difference:
    """What admin/desk/versions/difference.html shows: changes by object, in words."""

    def __init__(self, kind: Kind, old: Document, new: Document) -> None:
        self.changes = document_changes(kind, old, new)
        self.objects = changed_objects(
            self.changes, *(beside_draft(kind, each) for each in (old, new))
        )

    @property
    def rows(self) -> int:
        """How many rows differ."""
        return len(self.objects)


@version_page
@require_safe
def compare(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Any two versions of a kind, or one and the draft."""
    choices = [(str(each.number), version_choice(each)) for each in version_heads(kind)]
    if may_view_draft(request.user, kind):
        choices.insert(0, (DRAFT, _("The draft")))
    context: dict[str, Any] = {"kind": kind, "may_load": may_load(request.user, kind)}
    if len(choices) > 1:
        newest, before = (name for name, _words in choices[:2])
        form = VersionsForm({"old": before, "new": newest} | request.GET.dict(), choices)
        if not form.is_valid():
            raise Http404
        context |= {"form": form} | _compared(kind, **form.cleaned_data)
    return render_desk(request, "admin/desk/versions/compare.html", compared_title(kind), context)


def _compared(kind: Kind, old: str, new: str) -> dict[str, Any]:
    found = Difference(kind, _document(kind, old), _document(kind, new))
    numbers = sorted({int(which) for which in (old, new) if which != DRAFT}, reverse=True)
    return {"found": found, "sentence": difference_sentence(found.rows), "numbers": numbers}


def _document(kind: Kind, which: str) -> Document:
    return draft_of(kind) if which == DRAFT else version_document(_version(kind, int(which)))


def _version(kind: Kind, number: int) -> PublishedVersion:
    version: PublishedVersion | None = find_version(kind, number)
    if version is None:
        raise Http404
    return version


# --- download


@version_page
@require_safe
def download(request: HttpRequest, kind: Kind, number: int | None = None) -> HttpResponse:
    """A version, or the draft, as a content file."""
    if number is None and not may_view_draft(request.user, kind):
        raise PermissionDenied
    text = draft_file(kind) if number is None else version_file(_version(kind, number))
    called = {"catalog": "careerquiz-catalog", "content": "careerquiz-role-pages"}[kind]
    what = f"draft-{localdate():%Y-%m-%d}" if number is None else f"version-{number}"
    headers = {"Content-Disposition": f'attachment; filename="{called}-{what}.yaml"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


# --- load


class LoadForm(forms.Form):
    """The confirmation: which draft was looked at, and what else to load."""

    stamp = forms.CharField(widget=forms.HiddenInput)
    companion = forms.BooleanField(required=False)


@version_page
def load(request: HttpRequest, kind: Kind, number: int) -> HttpResponse:
    """The confirmation page of loading a version into the draft, and doing it."""
    version = _version(kind, number)
    if not may_load(request.user, kind):
        raise PermissionDenied
    other = companion_of(version) if may_load(request.user, OTHER[kind]) else None
    form = LoadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = {kind: version}
        if other is not None and form.cleaned_data["companion"]:
            chosen[OTHER[kind]] = other
        if _load(request, kind, chosen, form.cleaned_data["stamp"]):
            return redirect("desk:compare", kind)
    context = _load_context(kind, version, other)
    return render_desk(request, "admin/desk/versions/load.html", load_title(kind, number), context)


def _load(
    request: HttpRequest, kind: Kind, chosen: Mapping[Kind, PublishedVersion], stamp: str
) -> bool:
    """Whether it was loaded; a message says so, or why not."""
    documents = {each: version_document(version) for each, version in chosen.items()}
    reason = load_reason(kind, chosen[kind].number)
    if not load_documents(request, documents, stamp, reason):
        return False
    for each, version in chosen.items():
        messages.success(request, loaded_sentence(each, version.number))
    return True


def load_documents(
    request: HttpRequest, documents: Mapping[Kind, Document], stamp: str, reason: str
) -> bool:
    """Whether documents were loaded into the draft; a message says why not."""
    catalog, content = documents.get("catalog"), documents.get("content")
    try:
        load_into_draft(catalog=catalog, content=content, stamp=stamp, reason=reason)
    except DraftHasMoved:
        messages.error(
            request,
            _(
                "Nothing was loaded: somebody changed the draft after you opened this page. Look "
                "at what differs now, then load it again."
            ),
        )
        return False
    return True


def _load_context(
    kind: Kind, version: PublishedVersion, other: PublishedVersion | None
) -> dict[str, Any]:
    document = version_document(version)
    context = proposal(kind, document)
    if other is not None:
        found = Difference(OTHER[kind], draft_of(OTHER[kind]), version_document(other))
        context |= {
            "companion": found,
            "companion_label": companion_label(OTHER[kind], other.number),
            "companion_sentence": load_sentence(OTHER[kind], found.rows),
        }
    return context


def proposal(kind: Kind, document: Document) -> dict[str, Any]:
    """What the confirmation page shows of a document that may be loaded."""
    found = Difference(kind, draft_of(kind), document)
    documents = {OTHER[kind]: draft_of(OTHER[kind]), kind: document}
    problems = fit_problems(documents["catalog"], documents["content"])
    return {
        "kind": kind,
        "found": found,
        "sentence": load_sentence(kind, found.rows),
        "stamp": draft_digest(),
    } | problem_list(problems)


def problem_list(problems: Sequence[Problem]) -> dict[str, Any]:
    """What admin/desk/versions/problems.html shows; nobody reads more than some."""
    return {
        "problems": problems[:MOST_PROBLEMS],
        "problems_left": max(0, len(problems) - MOST_PROBLEMS),
        "misfit": misfit_sentence(len(problems)) if problems else "",
    }
