"""Uploading a content file into the draft: choose it, look at what it would change, load it."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from roles.admin.desk import render_desk, staff_page
from roles.admin.version_pages import LoadForm, load_documents, problem_list, proposal
from roles.admin.version_rights import may_load, may_view, may_view_draft
from roles.domain.errors import CatalogError, Problem
from roles.domain.texts import hidden, is_plain
from roles.queries.versions import KINDS, Document, Kind
from roles.services.loading import read_file
from roles.web.uploads import LARGEST_UPLOAD

SALT = "roles.upload"
LONGEST_NAME = 60  # of a file, as the history notes it


class UploadForm(forms.Form):
    """One content file of either kind; `loaded` holds its kind and document."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A YAML file of up to 1 MB, such as one that you downloaded here."),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("This file is empty"),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml,.json"}),
    )
    loaded: tuple[Kind, Document]
    problems: tuple[Problem, ...] = ()

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_UPLOAD:
            raise forms.ValidationError(_("This file is larger than 1 MB"))
        try:
            self.loaded = read_file(data=file.read())
        except CatalogError as error:
            self.problems = error.problems
            raise forms.ValidationError(
                _("Nothing was loaded: this file can't be used until all of this is fixed")
            ) from error
        return file


class UploadedForm(LoadForm):
    """The confirmation: what was read from the file, which nobody can change on the way."""

    companion = None  # type: ignore[assignment]  # how Django takes a field away
    uploaded = forms.CharField(widget=forms.HiddenInput)

    def clean_uploaded(self) -> dict[str, Any]:
        try:
            return cast("dict[str, Any]", signing.loads(self.cleaned_data["uploaded"], salt=SALT))
        except signing.BadSignature as error:
            raise forms.ValidationError(_("Upload the file again")) from error


@staff_page
def upload(request: HttpRequest) -> HttpResponse:
    """The form; after it was sent with a file that can be used, the confirmation page."""
    _refuse_others(request)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    if is_sent and form.is_valid():
        kind, document = form.loaded
        if may_load(request.user, kind):
            name = _shown_name(form.cleaned_data["file"].name)
            return _confirmation(request, {"kind": kind, "document": document, "name": name})
        form.add_error("file", _("This file is about pages that you may not change"))
    context = {"form": form, "downloads": _downloads(request)} | problem_list(form.problems)
    title = _("Upload a file into the draft")
    return render_desk(request, "admin/desk/versions/upload.html", title, context)


@staff_page
@require_POST
def load_upload(request: HttpRequest) -> HttpResponse:
    """Loads what was uploaded a moment ago."""
    _refuse_others(request)
    form = UploadedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was loaded. Upload the file again."))
        return redirect("desk:upload")
    read = form.cleaned_data["uploaded"]
    if not may_load(request.user, read["kind"]):
        raise PermissionDenied
    documents = {read["kind"]: read["document"]}
    reason = _("loaded from %s") % read["name"]
    if not load_documents(request, documents, form.cleaned_data["stamp"], reason):
        return _confirmation(request, read)
    messages.success(request, _("Loaded %(file)s into the draft.") % {"file": read["name"]})
    return redirect("desk:compare", read["kind"])


def _confirmation(request: HttpRequest, read: dict[str, Any]) -> HttpResponse:
    context = proposal(read["kind"], read["document"])
    context["uploaded"] = signing.dumps(read, salt=SALT, compress=True)
    title = _("Load %(file)s into the draft") % {"file": read["name"]}
    return render_desk(request, "admin/desk/versions/load.html", title, context)


def _downloads(request: HttpRequest) -> list[tuple[Kind, str]]:
    """Each half of the draft that there is to download, and the words of its link."""
    words: dict[Kind, str] = {
        "catalog": _("Download the draft quiz content"),
        "content": _("Download the draft role pages"),
    }
    return [
        (kind, label)
        for kind, label in words.items()
        if may_view(request.user, kind) and may_view_draft(request.user, kind)
    ]


def _refuse_others(request: HttpRequest) -> None:
    if not any(may_load(request.user, kind) for kind in KINDS):
        raise PermissionDenied


def _shown_name(name: str | None) -> str:
    """A file's name as pages and the history say it."""
    name = (name or "")[-LONGEST_NAME:]
    return name if name and is_plain(name) and not hidden(name) else _("the file")
