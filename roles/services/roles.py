"""Writes of whole roles of the draft: with their pages, comparisons, and all that names them."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from roles.content.schema import row_key
from roles.content.values import SLUG
from roles.domain.errors import RoleAddressTaken, RoleWithoutPage, TooFewRoles
from roles.domain.symbols import free_symbols
from roles.domain.types import SYMBOLS
from roles.models import Comparison, Day, RolePage, RoleProfile, Title
from roles.queries.roles import (
    RowEffect,
    effects_of_renaming,
    effects_of_retiring,
    ever_published,
    former_slugs,
)
from roles.services.rows import delete_row, save_changed

FEWEST_ROLES = 2
JOINING_WORDS = ("-and-", "-to-")  # between the slugs in that of a comparison, and of a step


@transaction.atomic
def retire_role(*, role: RoleProfile) -> None:
    """Takes a role out of the draft: with its numbers and days, its page, its comparisons, the
    steps to and from it, and where other rows name it or link to its page.

    Raises:
        TooFewRoles: when fewer than two would be left.
    """
    if RoleProfile.objects.count() <= FEWEST_ROLES:
        raise TooFewRoles
    reason = f"retired {role.name}"
    for effect in effects_of_retiring(role.slug):
        _apply(effect, reason)
    delete_row(role, reason)


@transaction.atomic
def rename_role(*, role: RoleProfile, name: str, slug: str) -> RoleProfile:
    """Gives a role of the draft another name, another slug or both, wherever rows name it. The
    addresses of one that was published lead to the new ones.

    Raises:
        RoleAddressTaken: when the slug cannot be this role's.
        RoleWithoutPage: when the slug changes of a published role that has no page.
    """
    reason = f"renamed {role.name}"
    if slug != role.slug:
        refuse_slug(slug, role)
        _move(role, slug, reason)
    save_changed(role, {"name": name, "slug": slug}, reason)
    return role


def _move(role: RoleProfile, slug: str, reason: str) -> None:
    """Everything of the content that names a role by its slug."""
    page = RolePage.objects.filter(slug=role.slug).first()
    is_published = role.slug in ever_published()
    if is_published and page is None:
        raise RoleWithoutPage
    for effect in effects_of_renaming(role.slug, slug):
        _apply(effect, reason)
    if page:
        page.refresh_from_db()
        former = [*page.document.get("former_slugs", ()), *([role.slug] if is_published else [])]
        former = [each for each in dict.fromkeys(former) if each != slug]
        held = {key: value for key, value in page.document.items() if key != "former_slugs"}
        document = held | ({"former_slugs": former} if former else {})
        save_changed(page, {"document": document}, reason)


@transaction.atomic
def duplicate_role(*, role: RoleProfile, name: str, slug: str) -> RoleProfile:
    """A new role of the draft, last of all, with the numbers, reasons, days and page of another
    one and a shape of its own while one is free. Comparisons and steps are nobody's to copy.

    Raises:
        RoleAddressTaken: when the slug cannot be a new role's.
    """
    refuse_slug(slug)
    reason = f"made from {role.name}"
    made = RoleProfile()
    symbols = free_symbols(RoleProfile.objects.values_list("symbol", flat=True)) or SYMBOLS
    last = RoleProfile.objects.aggregate(last=Max("position"))["last"] or 0
    words = {"name": name, "slug": slug, "summary": role.summary, "symbol": symbols[0]}
    save_changed(made, {**words, "position": last + 1}, reason)
    for target in role.targets.all():
        number = {"dimension": target.dimension, "target": target.target, "reason": target.reason}
        save_changed(type(target)(role=made), number, reason)
    for at, day in enumerate(role.days.all(), start=1):
        own = {"slug": _free_day_slug(slug, at), "text": day.text, "position": day.position}
        save_changed(Day(role=made), own, reason)
    if page := RolePage.objects.filter(slug=role.slug).first():
        held = {key: value for key, value in page.document.items() if key != "former_slugs"}
        last = RolePage.objects.aggregate(last=Max("position"))["last"] or 0
        copied = {"slug": slug, "document": held | {"slug": slug}, "position": last + 1}
        save_changed(RolePage(), copied, reason)
    return made


@transaction.atomic
def order_comparisons() -> None:
    """Names the roles of each comparison in the order of the draft, as pages do, after roles have
    changed places."""
    order = {slug: at for at, slug in enumerate(RoleProfile.objects.values_list("slug", flat=True))}
    for row in Comparison.objects.all():
        roles = sorted(row.document.get("roles", ()), key=lambda slug: order.get(slug, len(order)))
        document = {**row.document, "roles": roles}
        values = {"slug": row_key(row.section, document), "document": document}
        save_changed(row, values, "roles changed places")


def refuse_slug(slug: str, role: RoleProfile | None = None) -> None:
    """Raises RoleAddressTaken for a slug that cannot be this role's, or a new one's."""
    is_kept = role is not None and role.slug == slug
    if not is_kept and any(word in f"-{slug}-" for word in JOINING_WORDS):
        raise RoleAddressTaken("joining", slug)
    others = RoleProfile.objects.exclude(pk=role.pk) if role else RoleProfile.objects.all()
    if others.filter(slug=slug).exists():
        raise RoleAddressTaken("role", slug)
    owner = former_slugs().get(slug)
    if owner and (role is None or owner != role.slug):
        raise RoleAddressTaken("former", slug)
    if Title.objects.filter(slug=slug).exists():
        raise RoleAddressTaken("title", slug)
    if effects_of_retiring(slug) and (role is None or role.slug != slug):
        raise RoleAddressTaken("content", slug)


def _free_day_slug(role_slug: str, number: int) -> str:
    taken = set(Day.objects.values_list("slug", flat=True))
    while True:
        ending = f"-{number}"
        slug = f"{role_slug[: SLUG - len(ending)].rstrip('-_')}{ending}"
        if slug not in taken:
            return slug
        number += 1


def _apply(effect: RowEffect, reason: str) -> None:
    if effect.after is None:
        delete_row(effect.row, reason)
        return
    document = dict(effect.after)
    values: dict[str, Any] = {"slug": row_key(effect.row.section, document), "document": document}
    save_changed(effect.row, values, reason)
