"""What the admin says when two people edit the same thing, and what became of what they typed."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

UNSTAMPED = "unstamped"  # nobody knows what the page showed
RESTORED = "restored"  # typed before signing in
CLASH = "clash"


def clash_sentence(name: str, *, is_you: bool) -> str:
    """Above the table of what you and somebody else want.

    Args:
        name: who saved meanwhile; "" for nobody known.
        is_you: whether that was you, in another tab.
    """
    if is_you:
        return _(
            "Nothing was saved: you saved this in another tab meanwhile. "
            "Choose what to keep, then save again."
        )
    if not name:
        return _(
            "Nothing was saved: somebody saved this meanwhile. "
            "Choose what to keep, then save again."
        )
    said = _(
        "Nothing was saved: %(name)s saved this meanwhile. Choose what to keep, then save again."
    )
    return said % {"name": name}


def unstamped_sentence(*, differs: bool) -> str:
    """For a form that does not say what it showed."""
    if differs:
        return _(
            "Nothing was saved: we couldn't tell which of these values are yours. "
            "Choose what to keep, then save again."
        )
    return _("Nothing was saved: the form came back incomplete. Check it, then save again.")


def restored_sentence() -> str:
    return _("You were signed out. Here's what you typed; it isn't saved yet. Check it, then save.")


def kept_sentence(name: str, fields: Sequence[str], *, is_you: bool) -> str:
    """After a save that kept what somebody else had changed.

    Args:
        fields: what was changed, by its labels; at least one.
    """
    given = {"name": name, "fields": ", ".join(fields)}
    if is_you:
        said = ngettext(
            "Your change of %(fields)s in another tab was kept, too.",
            "Your changes in another tab were kept, too: %(fields)s.",
            len(fields),
        )
    elif name:
        said = ngettext(
            "%(name)s's change of %(fields)s was kept, too.",
            "%(name)s's changes were kept, too: %(fields)s.",
            len(fields),
        )
    else:
        said = ngettext(
            "Somebody else's change of %(fields)s was kept, too.",
            "Somebody else's changes were kept, too: %(fields)s.",
            len(fields),
        )
    return said % given


def shown_sentence(name: str, fields: Sequence[str], *, is_you: bool) -> str:
    """On a page that comes back instead of a save, with what somebody else has changed.

    Args:
        fields: what was changed, by its labels; at least one.
    """
    given = {"name": name, "fields": ", ".join(fields)}
    if is_you:
        said = ngettext(
            "Your change of %(fields)s in another tab is already in the form below.",
            "Your changes in another tab are already in the form below: %(fields)s.",
            len(fields),
        )
    elif name:
        said = ngettext(
            "%(name)s's change of %(fields)s is already in the form below.",
            "%(name)s's changes are already in the form below: %(fields)s.",
            len(fields),
        )
    else:
        said = ngettext(
            "Somebody else's change of %(fields)s is already in the form below.",
            "Somebody else's changes are already in the form below: %(fields)s.",
            len(fields),
        )
    return said % given


def removed_sentence(name: str, rows: Sequence[str], *, is_you: bool) -> str:
    """After a save, of rows that somebody deleted while they were shown."""
    given = {"name": name, "rows": ", ".join(rows)}
    if is_you:
        return _("You deleted this in another tab: %(rows)s.") % given
    if name:
        return _("%(name)s deleted this meanwhile: %(rows)s.") % given
    return _("Somebody deleted this meanwhile: %(rows)s.") % given


def gone_sentence(what: str, name: str, when: datetime | None, *, can_add: bool) -> str:
    """For a form whose row is no longer there.

    Args:
        what: what was typed into, such as "role profile".
        when: it was deleted; None when nobody knows.
    """
    given = {"what": what, "name": name or _("Somebody")}
    if when:
        given["when"] = date_format(localtime(when), "DATETIME_FORMAT")
        said = _("%(name)s deleted this %(what)s on %(when)s, while you had it open.")
    else:
        said = _("%(name)s deleted this %(what)s while you had it open.")
    way = (
        _("Here's what you typed. Save to add it again.")
        if can_add
        else _("Nothing was saved. Here's what you typed, so that you can copy it.")
    )
    return f"{said % given} {way}"


def not_brought_back_sentence(rows: Sequence[str]) -> str:
    said = _(
        "Nothing was saved: we can't bring this back, because something it belongs to is gone or "
        "its short name is taken: %(rows)s. Leave it deleted, then save again."
    )
    return said % {"rows": ", ".join(rows)}


def changed_before_deleting_sentence(name: str, *, is_you: bool) -> str:
    if is_you:
        return _("Nothing was deleted: you changed this after opening this page. Delete it anyway?")
    if name:
        said = _("Nothing was deleted: %(name)s changed this meanwhile. Delete it anyway?")
        return said % {"name": name}
    return _("Nothing was deleted: this has changed since the page was opened. Delete it anyway?")


def visitor_sentence(name: str, minutes: int) -> str:
    if minutes < 1:
        return _("%(name)s has this form open, too, since just now.") % {"name": name}
    said = ngettext(
        "%(name)s has this form open, too, since %(minutes)s minute ago.",
        "%(name)s has this form open, too, since %(minutes)s minutes ago.",
        minutes,
    )
    return said % {"name": name, "minutes": minutes}
