"""What is done to whole roles of the draft, each on a page that first says what happens."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roles.admin.desk import desk_page, render_desk
from roles.admin.guarded_deletion import state_of
from roles.admin.role_forms import RoleNameForm
from roles.domain.errors import RoleAddressTaken, RoleWithoutPage, TooFewRoles
from roles.models import CONTENT_ROWS, ContentRow, RolePage, RoleProfile
from roles.models.versions import canonical_text, digest_of
from roles.queries.careers import draft_names
from roles.queries.roles import (
    RowEffect,
    effects_of_renaming,
    effects_of_retiring,
    ever_published,
    rows_with_words,
)
from roles.queries.unwritten import Unwritten, unwritten
from roles.services.roles import FEWEST_ROLES, duplicate_role, rename_role, retire_role
from roles.wording.roles import (
    EffectGroup,
    renaming_groups,
    retiring_groups,
    taken_sentence,
)
from roles.wording.rows import Names, row_name

NO_SLUG = " "  # that no role can have: to see what would follow a new one
CONTENT_RIGHTS = tuple(
    f"roles.{verb}_{table._meta.model_name}"
    for table in CONTENT_ROWS
    for verb in ("change", "delete")
)
only_get_and_post = require_http_methods(["GET", "HEAD", "POST"])


@desk_page("roles.delete_roleprofile")
@only_get_and_post
def retire(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes a role out of the draft with all that names it."""
    role = _role(request, slug)
    effects = effects_of_retiring(slug)
    parts = [*role.targets.order_by("pk"), *role.days.order_by("pk")]
    stamp = _stamp(role, effects) + state_of([role, *parts])
    is_possible = RoleProfile.objects.count() > FEWEST_ROLES
    # Where it is not possible, the service says so, whatever the page showed.
    if request.method == "POST" and (not is_possible or _is_seen(request, stamp)):
        try:
            retire_role(role=role)
        except TooFewRoles:
            messages.error(request, _("Nothing was changed: a quiz needs two roles."))
        else:
            said = _("“%(name)s” is out of the draft. Readers see it until you publish.")
            messages.success(request, said % {"name": role.name})
            return redirect("admin:roles_roleprofile_changelist")
    names = draft_names()
    context = {
        "groups": _linked(retiring_groups(effects, names)),
        "mentions": _mentions(role, effects, names),
        "is_published": _is_published(role),
        "is_possible": is_possible,
        "targets": role.targets.count(),
        "days": role.days.count(),
        "stamp": stamp,
    }
    title = _("Retire “%(name)s”") if context["is_published"] else _("Delete “%(name)s”")
    return _page(request, "retire", title, role, context)


@desk_page("roles.change_roleprofile")
@only_get_and_post
def rename(request: HttpRequest, slug: str) -> HttpResponse:
    """Gives a role another name, another address, or both."""
    role = _role(request, slug)
    effects = effects_of_renaming(slug, NO_SLUG)
    posted = request.POST if request.method == "POST" else None
    stamp = _stamp(role, effects)
    form = RoleNameForm(posted, role=role, stamp=stamp, button=_("Rename"), is_new=False)
    if posted is not None and _is_seen(request, stamp) and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("name", "slug")}
        try:
            renamed = rename_role(role=role, **wanted)
        except RoleAddressTaken as error:
            form.add_error("slug", taken_sentence(error))
        except RoleWithoutPage:
            said = _("It has no page yet, so nothing could lead from the old address to the new.")
            form.add_error("slug", said)
        else:
            said = _("The draft now says “%(name)s”. Readers see it once you publish.")
            messages.success(request, said % {"name": renamed.name})
            return redirect("admin:roles_roleprofile_change", renamed.pk)
    role.refresh_from_db()  # a refused service may have touched it
    names = draft_names()
    context = {
        "form": form,
        "groups": _linked(renaming_groups(effects, names)),
        "mentions": _mentions(role, [], names),
        "is_published": _is_published(role),
        "page": RolePage.objects.filter(slug=slug).first(),
    }
    return _page(request, "rename", _("Rename “%(name)s”"), role, context)


@desk_page("roles.add_roleprofile")
@only_get_and_post
def duplicate(request: HttpRequest, slug: str) -> HttpResponse:
    """Makes a new role of a copy of this one."""
    role = _role(request, slug)
    posted = request.POST if request.method == "POST" else None
    form = RoleNameForm(posted, role=role, stamp="-", button=_("Make the copy"), is_new=True)
    if posted is not None and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("name", "slug")}
        try:
            made = duplicate_role(role=role, **wanted)
        except RoleAddressTaken as error:
            form.add_error("slug", taken_sentence(error))
        else:
            said = _("“%(name)s” is in the draft. Readers see it once you publish.")
            messages.success(request, said % {"name": made.name})
            return redirect("desk:role_steps", made.slug)
    context = {
        "form": form,
        "targets": role.targets.count(),
        "days": role.days.count(),
        "has_page": RolePage.objects.filter(slug=slug).exists(),
    }
    return _page(request, "duplicate", _("Copy “%(name)s” as a new role"), role, context)


@desk_page("roles.view_roleprofile")
@require_safe
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """What is still to write of a role, each with a link to where it is written."""
    role = _found(slug)
    left = unwritten(role)
    context = {"left": left, "comparisons": _missing_comparisons(left)}
    return _page(request, "steps", _("Still to write for “%(name)s”"), role, context)


def _missing_comparisons(left: Unwritten) -> list[tuple[str, str, str]]:
    """The names of each pair without a comparison, and where to add it."""
    add = reverse("admin:roles_comparison_add")
    return [
        (one.name, other.name, f"{add}?roles={one.slug},{other.slug}") for one, other in left.pairs
    ]


def _page(
    request: HttpRequest, name: str, title: str, role: RoleProfile, context: dict[str, Any]
) -> HttpResponse:
    template = f"admin/desk/role_{name}.html"
    return render_desk(request, template, title % {"name": role.name}, context | {"role": role})


def _found(slug: str) -> RoleProfile:
    role = RoleProfile.objects.filter(slug=slug).first()
    if role is None:
        raise Http404
    return role


def _role(request: HttpRequest, slug: str) -> RoleProfile:
    """The role, for somebody who may change what names it, too."""
    if not request.user.has_perms(CONTENT_RIGHTS):
        raise PermissionDenied
    return _found(slug)


def _is_published(role: RoleProfile) -> bool:
    """Whether readers have ever seen it, under this address or an earlier one."""
    page = RolePage.objects.filter(slug=role.slug).first()
    return role.slug in ever_published() or bool(page and page.document.get("former_slugs"))


def _stamp(role: RoleProfile, effects: Iterable[RowEffect]) -> str:
    """Changes when what would happen does."""
    held = [[row.row.section, row.row.slug, row.row.document] for row in effects]
    return digest_of(canonical_text({"role": [role.pk, role.name, role.slug], "rows": held}))


def _is_seen(request: HttpRequest, stamp: str) -> bool:
    """Whether the page that was sent showed what would happen now; else says that it did not."""
    if request.POST.get("stamp") == stamp:
        return True
    said = _("Nothing was changed: somebody changed the draft after you opened this page.")
    messages.warning(request, said)
    return False


def _linked(groups: Iterable[EffectGroup]) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(group.sentence, [(name, _url(row)) for name, row in group.rows]) for group in groups]


def _mentions(
    role: RoleProfile, effects: Iterable[RowEffect], names: Names
) -> list[tuple[str, str, str]]:
    """The rows that go on using its name in their texts: what each is, its name, its form."""
    gone = [effect.row for effect in effects if effect.after is None]
    return [
        (str(row._meta.verbose_name), row_name(row, names), _url(row))
        for row in rows_with_words(role.name)
        if row not in gone
    ]


def _url(row: ContentRow) -> str:
    return reverse(f"admin:roles_{row._meta.model_name}_change", args=[row.pk])
