"""The texts of the site, in one form."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.content import placeholders_help
from roles.admin.draft_status import Context, DraftStatusAdmin
from roles.content.values import HEADLINE
from roles.models import SiteTexts
from roles.wording.site import standard_texts


@admin.register(SiteTexts)
class SiteTextsAdmin(DraftStatusAdmin):
    """Empty fields stand for the standard text, which is shown below each."""

    is_content = True
    change_form_template = "admin/roles/site_form.html"
    fieldsets = (
        (gettext_lazy("On every page"), {"fields": ("name", "foot")}),
        (gettext_lazy("The start page"), {"fields": ("headline", "lead", "hint")}),
        (gettext_lazy("Who runs it"), {"fields": ("operator", "contact")}),
        (
            gettext_lazy("For search engines and chats"),
            {"fields": ("title", "description", "roles_description", "routes_description")},
        ),
        (gettext_lazy("The preview picture"), {"fields": ("picture",)}),
    )

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        made = super().get_form(request, *args, **kwargs)
        for name, standard in standard_texts().items():
            if field := made.base_fields.get(name):
                said = _("Standard text: %(text)s") % {"text": standard}
                own = format_html("{}<br>", field.help_text) if field.help_text else ""
                field.help_text = format_html("{}{}", own, said)
        return made

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:  # noqa: ANN401  # Django's own signature
        is_long = db_field.max_length and db_field.max_length > HEADLINE
        if is_long and db_field.name not in ("operator", "contact"):
            kwargs["widget"] = AdminTextareaWidget({"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401  # Django's own signature
        **kwargs: Any,  # noqa: ANN401  # the same
    ) -> HttpResponse:
        context["site_placeholders"] = placeholders_help("")
        context["show_save_and_add_another"] = False  # there is one row
        return super().render_change_form(request, context, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: Context = None) -> HttpResponse:
        """There is one row at most: the list leads straight to its form."""
        if SiteTexts.objects.exists():
            return redirect("admin:roles_sitetexts_change", 1)
        if self.has_add_permission(request):
            return redirect("admin:roles_sitetexts_add")
        return super().changelist_view(request, extra_context)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Context = None
    ) -> HttpResponse:
        """Where somebody has added the row already, theirs is the one to change."""
        if SiteTexts.objects.exists():
            return redirect("admin:roles_sitetexts_change", 1)
        return super().add_view(request, form_url, extra_context)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
