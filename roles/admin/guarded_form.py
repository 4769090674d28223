"""Forms of the admin in which nobody overwrites what somebody else saved meanwhile.

Each carries a stamp: what it showed. When it comes back, its rows are locked, and what it sends is
merged with what is stored by then, field by field (see `merge`). Where two people want different
things, nothing is saved and the page comes back with a choice.
"""

from typing import Any

from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db import models, router, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from roles.admin.guard import (
    Context,
    Guard,
    GuardBase,
    Refusal,
    as_opened,
    context_of,
    lock,
    parent_name,
)
from roles.admin.merge import stamp_of
from roles.admin.presence import close_form, open_form
from roles.admin.reconcile import Reconciled, as_new, read_stamp, reconcile
from roles.admin.savers import NOBODY, deleter, last_stored
from roles.admin.untouched import key_field, posted_fields, sent_by, sheet_of, words
from roles.web import kept_typing
from roles.wording import saving


class GuardedFormAdmin(GuardBase):
    """The change form of a table, with its inline sets."""

    can_add_again = True  # the add form has the same fields

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Context = None,
    ) -> HttpResponse:
        typed = kept_typing.take(request)
        if request.method != "POST" and typed is None:
            page = super().changeform_view(request, object_id, form_url, extra_context)
            return self._stamped(request, page)
        if typed is not None:
            self.post_again(request, typed)
        with transaction.atomic(using=router.db_for_write(self.model)):
            obj = self._locked(request, object_id) if object_id else None
            if object_id and obj is None:
                return self._gone(request, object_id, extra_context)
            found = self._reconciled(request, obj)
            kept = found.done_sentences(request.user) if found else []
            page = super().changeform_view(request, object_id, form_url, extra_context)
            return self._answer(request, page, found, kept)

    def _locked(self, request: HttpRequest, object_id: str) -> Any:  # noqa: ANN401  # a row, or None
        """The row of a form as it is stored now; nobody else can change it or what is in its inline
        sets until this transaction ends."""
        to_field = request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
        if to_field and not self.to_field_allowed(request, to_field):
            to_field = None  # Django refuses it
        key = unquote(object_id)
        row = self.get_object(request, key, to_field) if to_field else None
        pk = row.pk if row else key
        lock(self.model, pk=pk)
        for inline in self.get_inline_instances(request, row):
            lock(inline.model, **{parent_name(inline, self.model): pk})
        return self.get_object(request, key, to_field)

    def _forms_now(self, request: HttpRequest, obj: models.Model | None) -> tuple[Any, list[Any]]:
        """The form and the sets of rows that a page opened now would show, those alone which
        somebody may change. Of an add form only sets whose rows are given."""
        if obj is None:
            return None, list(filter(key_field, self._formsets_to_add(request)))
        with as_opened(request):
            names = flatten_fieldsets(self.get_fieldsets(request, obj))
            form = self.get_form(request, obj, change=True, fields=names)(instance=obj)
            formsets, inlines = self._create_formsets(request, obj, change=True)
        pairs = zip(formsets, inlines, strict=True)
        return form, [one for one, inline in pairs if inline.has_change_permission(request, obj)]

    def _reconciled(self, request: HttpRequest, obj: models.Model | None) -> Reconciled | None:
        """Puts what can be saved in the place of what was sent."""
        if obj is not None and not self.has_change_permission(request, obj):
            return None  # Django refuses it
        form, formsets = self._forms_now(request, obj)
        if obj is None and not (formsets and read_stamp(request.POST)):
            return None
        found = reconcile(request.POST, form, formsets, obj)
        if found.merged.clashes or not found.stamp:
            self.refused.add(request)
        request.POST = found.data()  # type: ignore[assignment]  # it can be set
        return found

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:  # noqa: ANN401  # Django's own signature
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]  # not in its stubs
        is_refused = request.method == "POST" and request in self.refused
        refusals = [Refusal()] if is_refused else []
        return [*formsets, *refusals], inlines

    def _stamped(self, request: HttpRequest, page: HttpResponse) -> HttpResponse:
        """A page that was opened, with its stamp, and with who else has it open."""
        context = context_of(page, "adminform")
        if not context:
            return page
        row = context.get("original")
        formsets = [
            inline.formset
            for inline in context["inline_admin_formsets"]
            if inline.has_change_permission
        ]
        guard = Guard()
        if row is None:
            formsets = list(filter(key_field, formsets))
            if formsets:
                guard.stamp = stamp_of(sheet_of(None, formsets)).encode()
        elif self.has_change_permission(request, row):
            guard.stamp = stamp_of(sheet_of(context["adminform"].form, formsets)).encode()
            guard.visitors = open_form(row, request.user)
        context["guard"] = guard
        return page

    def _answer(
        self,
        request: HttpRequest,
        page: HttpResponse,
        found: Reconciled | None,
        kept: list[str],
    ) -> HttpResponse:
        """After a form came back: the page once more, or words about what was saved."""
        if context := context_of(page, "adminform"):
            context["guard"] = self.guard(request, found)
        elif found and found.row:
            close_form(found.row, request.user)
            self.tell(request, kept)
        return page

    def _gone(self, request: HttpRequest, object_id: str, extra_context: Context) -> HttpResponse:
        """The row was deleted while its form was open: nothing that was typed is lost."""
        key = unquote(object_id)
        saver = deleter(self.model, key)
        can_add = self.can_add_again and self.has_add_permission(request)
        what = str(self.opts.verbose_name)
        when = None if saver is NOBODY else saver.when
        sentence = saving.gone_sentence(what, saver.name, when, can_add=can_add)
        if not can_add:
            return self._gone_page(request, sentence)
        formsets = self._formsets_to_add(request)
        sent = as_new(request.POST, formsets)
        for name, values in self._fixed_values(request, key).items():
            sent.setlist(name, values)
        request.POST = sent  # type: ignore[assignment]  # it can be set
        self.refused.add(request)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_add"
        page = super().changeform_view(request, None, reverse(name), extra_context)
        if context := context_of(page, "adminform"):
            keyed = list(filter(key_field, formsets))
            stamp = stamp_of(sheet_of(None, keyed)).encode() if keyed else ""
            context["guard"] = Guard(stamp, [sentence], is_unsaved=True)
        return page

    def _fixed_values(self, request: HttpRequest, key: str) -> dict[str, list[str]]:
        """What the form of a deleted row showed but does not send, by the names of its controls."""
        row = last_stored(self.model, key)
        if row is None:
            return {}
        with as_opened(request):
            names = flatten_fieldsets(self.get_fieldsets(request, row))
            form = self.get_form(request, row, change=True, fields=names)(instance=row)
        fixed = [name for name, field in form.fields.items() if field.disabled]
        return {
            f"{name}{rest}": list(values)
            for name in fixed
            for rest, values in sent_by(form[name]).items()
        }

    def _formsets_to_add(self, request: HttpRequest) -> list[Any]:
        """The sets of rows that the add form shows."""
        with as_opened(request):
            return list(self._create_formsets(request, self.model(), change=False)[0])

    def _gone_page(self, request: HttpRequest, sentence: str) -> HttpResponse:
        """What was typed, for somebody who cannot add it again with one button."""
        with as_opened(request):
            form = self.get_form(request, self.model(), change=True)
        sent = posted_fields(request.POST, form.base_fields, "")
        typed = [
            (capfirst(str(one.label or name)), words(one, sent[name]))
            for name, one in form.base_fields.items()
            if not one.disabled
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Deleted meanwhile"),
            "opts": self.opts,
            "sentence": sentence,
            "typed": typed,
            "can_add": self.has_add_permission(request),
            "add_address": f"admin:{self.opts.app_label}_{self.opts.model_name}_add",
        }
        return TemplateResponse(request, "admin/roles/gone.html", context)
