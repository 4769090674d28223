"""Lists of the admin that can be edited, guarded like forms."""

from dataclasses import replace
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from django.db import models, router, transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from roles.admin.guard import Context, Guard, GuardBase, RefusedList, context_of, lock
from roles.admin.merge import stamp_of
from roles.admin.reconcile import Reconciled, read_stamp, reconcile
from roles.admin.savers import is_key, last_stored
from roles.admin.untouched import row_numbers, sheet_of
from roles.services.rows import bring_back
from roles.web import kept_typing
from roles.wording import saving

LIST = "form"  # prefix of the set of rows that a list edits


class GuardedListAdmin(GuardBase):
    """The editable list of a table."""

    # Which rows the list of a request shows that comes back.
    listed: ClassVar[WeakKeyDictionary[HttpRequest, list[models.Model]]] = WeakKeyDictionary()

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        typed = kept_typing.take(request)
        if typed is not None:
            self.post_again(request, typed)
        is_save = request.method == "POST" and "_save" in request.POST and self.list_editable
        if is_save and self.has_change_permission(request):
            with transaction.atomic(using=router.db_for_write(self.model)):
                return self._save_list(request, extra_context)
        page = super().changelist_view(request, extra_context)
        context = context_of(page, "cl")
        if context and context["cl"].formset:
            stamp = stamp_of(sheet_of(None, [context["cl"].formset]))
            context["guard"] = Guard(stamp.encode() if stamp.rows[LIST] else "")
        return page

    def _save_list(self, request: HttpRequest, extra_context: Context) -> HttpResponse:
        keys = _list_keys(request.POST, self.model)
        lock(self.model, pk__in=keys)
        rows = self.get_queryset(request).filter(pk__in=keys)
        formset = self.get_changelist_formset(request)(queryset=rows)
        found = reconcile(request.POST, None, [formset])
        _without_unknown(found)
        _sort(found, keys)
        stays = self._bring_back(found)
        if found.merged.clashes or stays or not found.stamp:
            self.refused.add(request)
        request.POST = found.data()  # type: ignore[assignment]  # it can be set
        kept = found.done_sentences(request.user)
        self.listed[request] = self._listed_rows(found)
        page = super().changelist_view(request, extra_context)
        if context := context_of(page, "cl"):
            context["guard"] = guard = self.guard(request, found)
            if stays:
                guard.sentences = [saving.not_brought_back_sentence(stays)]
            transaction.set_rollback(True)  # rows brought back, too
        elif page.status_code == 302:
            self.tell(request, kept)
        return page

    def _bring_back(self, found: Reconciled) -> list[str]:
        """Stores rows again that somebody deleted and you keep; gives the names of those that
        cannot be."""
        if found.merged.clashes:
            return []
        paths = found.merged.brought_back
        stored = [(path, last_stored(self.model, path.key)) for path in paths]
        return [found.label(path) for path, row in stored if row is None or not bring_back(row=row)]

    def _listed_rows(self, found: Reconciled) -> list[models.Model]:
        """The rows of a list that comes back, in the order in which they were shown."""
        forms = found.stored[LIST]
        return [
            forms[row.key].instance if row.key in forms else last_stored(self.model, row.key)
            for row in found.merged.rows.get(LIST, ())
        ]

    def get_changelist_instance(self, request: HttpRequest) -> Any:  # noqa: ANN401  # Django's own signature
        """A list that comes back shows the rows that somebody typed into, wherever they would stand
        by now."""
        page = super().get_changelist_instance(request)
        if request in self.listed:
            page.result_list = self.listed[request]
        return page

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        formset = super().get_changelist_formset(request, **kwargs)
        if request in self.refused:
            return type("RefusedFormSet", (RefusedList, formset), {})
        return formset


def _list_keys(data: QueryDict, model: type[models.Model]) -> list[str]:
    """Primary keys of the rows that a list showed, in its order."""
    stamp = read_stamp(data)
    key = model._meta.pk
    if stamp:
        said = [row.key for row in stamp.rows.get(LIST, ())]
    else:
        said = [data.get(f"{LIST}-{row}-{key.name}", "") for row in row_numbers(data, LIST)]
    return [text for text in said if is_key(key, text)]


def _without_unknown(found: Reconciled) -> None:
    """Takes out rows of a list that no page can show: nobody knows what they held."""
    merged, [formset] = found.merged, found.formsets
    known = {
        row.key
        for row in merged.rows.get(LIST, ())
        if row.key in found.stored[LIST] or last_stored(formset.model, row.key)
    }
    for rows in (merged.rows, merged.shown):
        held: list[Any] = rows.get(LIST, [])
        held[:] = [row for row in held if row.key in known]
    merged.clashes = [
        clash if clash.path.key in known else replace(clash, can_keep=False)
        for clash in merged.clashes
    ]


def _sort(found: Reconciled, keys: list[str]) -> None:
    """Puts the rows of a list in the order of their keys."""
    merged, place = found.merged, {key: number for number, key in enumerate(keys)}
    for rows in (merged.rows.get(LIST, []), merged.shown.get(LIST, [])):
        rows.sort(key=lambda row: place.get(row.key, len(place)))
