"""Published versions in the admin: read, compare with the draft, publish the next one."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roles.admin.bannered import Bannered
from roles.content import files
from roles.domain import lab, types
from roles.domain.errors import CatalogError, ChecksFailed, DraftHasMoved, NothingToPublish
from roles.forms import PublishForm
from roles.models import CatalogVersion, ContentVersion
from roles.queries.draft import draft_state
from roles.services.publishing import Published, publish_draft
from roles.wording.changes import change_lines, published_sentences, state_sentence
from roles.wording.checks import check_lines, verdict_sentence


class VersionAdmin(Bannered):
    """Versions can be read by everybody with the right to, and changed by nobody."""

    list_display = ("number", "published_at", "author", "note", "digest_start")
    list_display_links = ("number", "published_at")
    search_fields = ("note", "author")
    fields = ("number", "published_at", "author", "note", "digest", "as_file")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("fingerprint"))
    def digest_start(self, version: CatalogVersion) -> str:
        return version.digest[:12]

    @admin.display(description=gettext_lazy("content"))
    def as_file(self, version: CatalogVersion | ContentVersion) -> str:
        label = _("The version as a file")
        # Focusable, so that a keyboard can scroll it.
        return format_html(
            '<pre class="catalog-file" tabindex="0" role="region" aria-label="{}">{}</pre>',
            label,
            files.write(version.document),
        )


@admin.register(ContentVersion)
class ContentVersionAdmin(VersionAdmin):
    """Versions of the role pages."""


@admin.register(CatalogVersion)
class CatalogVersionAdmin(VersionAdmin):
    """Versions of the catalog, and the page that publishes the draft of both."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.publish_view)
        own = path("publish/", view, name="roles_catalogversion_publish")
        return [own, *super().get_urls()]

    def publish_view(self, request: HttpRequest) -> HttpResponse:
        """The confirmation page: what would change, what the lab says, a note, one button."""
        if not request.user.has_perm("roles.publish_catalog"):
            raise PermissionDenied
        posted = request.POST if request.method == "POST" else None
        form = PublishForm(posted, draft=draft_state())
        if posted is not None and form.is_valid():
            if done := self.publish(request, form.cleaned_data):
                return done
            # Refused: the page shows the draft as it stands now, and keeps the note.
            form = PublishForm(draft=draft_state(), initial=form.cleaned_data)
        return self.publish_page(request, form)

    def publish(self, request: HttpRequest, wanted: dict[str, Any]) -> HttpResponse | None:
        """Publishes and leads to the new version; None, with a message, when it was refused."""
        try:
            published = publish_draft(author=request.user.get_username(), **wanted)
        except CatalogError:
            messages.error(request, _("Nothing was published: the draft has problems."))
        except NothingToPublish:
            messages.warning(request, _("Nothing was published: the draft is already live."))
        except ChecksFailed:
            messages.error(request, _("Nothing was published: checks of the draft fail."))
        except DraftHasMoved:
            messages.error(
                request,
                _(
                    "Nothing was published: the draft or the version in force changed after you "
                    "opened this page. Read the changes below, then publish again."
                ),
            )
        else:
            return self.published(request, published)
        return None

    def published(self, request: HttpRequest, published: Published) -> HttpResponse:
        """Says which versions were made, and leads to one of them."""
        for sentence in published_sentences(published):
            messages.success(request, sentence)
        made = published.catalog or published.content
        name = f"admin:roles_{made._meta.model_name}_change" if made else "admin:index"
        return redirect(name, *([made.pk] if made else []))

    def publish_page(self, request: HttpRequest, form: PublishForm) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {
            "title": _("Publish the draft"),
            "opts": self.opts,
            "media": self.media,
            "draft": form.draft,
            "draft_sentence": state_sentence(form.draft),
            "changes": change_lines(form.draft.changes),
            "form": form,
        }
        context |= checks_context(form.draft.catalog)
        return TemplateResponse(request, "admin/roles/publish.html", context)


def checks_context(draft: types.Catalog | None) -> dict[str, Any]:
    """What the publish page shows of the lab's checks; nothing of a draft with problems."""
    checks = () if draft is None else lab.check(draft)
    lines = check_lines(checks, draft) if draft else []
    return {
        "checks_sentence": verdict_sentence(checks),
        "check_lines": lines,
        "noted_lines": [line for line in lines if line.advice],
        "is_failing": bool(lab.failing(checks)),
    }
