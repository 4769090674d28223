"""Whole roles of the draft in words: what happens when one is retired or renamed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.errors import RoleAddressTaken
from roles.models import ContentRow
from roles.queries.roles import RowEffect
from roles.wording.rows import Names, row_name


@dataclass(frozen=True)
class EffectGroup:
    """What happens to rows of one kind."""

    sentence: str
    rows: tuple[tuple[str, ContentRow], ...]  # each with its name


def retiring_groups(effects: Iterable[RowEffect], names: Names) -> list[EffectGroup]:
    """What happens to the content when a role is retired, by kind of row."""
    return _groups(effects, names, _retired)


def renaming_groups(effects: Iterable[RowEffect], names: Names) -> list[EffectGroup]:
    """What happens to the content when a role's slug changes, by kind of row."""
    return _groups(effects, names, _renamed)


def _groups(
    effects: Iterable[RowEffect], names: Names, said: Callable[[str, bool, int], str]
) -> list[EffectGroup]:
    kinds: dict[tuple[str, bool], list[tuple[str, ContentRow]]] = {}
    for effect in effects:
        is_own = effect.after is None or effect.row.slug != effect.after.get("slug", "")
        kind = (effect.row.section, is_own)
        kinds.setdefault(kind, []).append((row_name(effect.row, names), effect.row))
    own_first = sorted(kinds.items(), key=lambda each: each[0] != ("roles", True))
    return [EffectGroup(said(*kind, len(rows)), tuple(rows)) for kind, rows in own_first]


def _retired(section: str, is_own: bool, count: int) -> str:
    if section == "roles" and is_own:
        said = _("Its page goes:")
    elif section == "roles":
        said = ngettext(
            "%(count)s other page no longer mentions it in its lists:",
            "%(count)s other pages no longer mention it in their lists:",
            count,
        )
    elif section == "comparisons":
        said = ngettext("%(count)s comparison goes:", "%(count)s comparisons go:", count)
    elif section == "routes":
        said = ngettext("%(count)s route step goes:", "%(count)s route steps go:", count)
    else:
        said = ngettext(
            "%(count)s reader question stays, but loses its link:",
            "%(count)s reader questions stay, but lose their link:",
            count,
        )
    return said % {"count": count}


def _renamed(section: str, is_own: bool, count: int) -> str:
    if section == "roles" and is_own:
        said = _("Its page moves to the new address:")
    elif section == "roles":
        said = ngettext(
            "%(count)s other page that mentions it links to the new address:",
            "%(count)s other pages that mention it link to the new address:",
            count,
        )
    elif section == "comparisons":
        said = ngettext(
            "%(count)s comparison moves with it:", "%(count)s comparisons move with it:", count
        )
    elif section == "routes":
        said = ngettext(
            "%(count)s route step stays as it is, under the new name:",
            "%(count)s route steps stay as they are, under the new name:",
            count,
        )
    else:
        said = ngettext(
            "%(count)s reader question links to the new address:",
            "%(count)s reader questions link to the new address:",
            count,
        )
    return said % {"count": count}


def taken_sentence(error: RoleAddressTaken) -> str:
    """Why a role cannot have an address."""
    sentences = {
        "role": _("Another role has this address. Choose another one."),
        "former": _(
            "This address leads to a role that used to have it, so that old links keep working. "
            "Choose another one."
        ),
        "joining": _(
            "“and” and “to” can't be words of this address: in addresses they stand between two "
            "roles. Leave the word out."
        ),
        "title": _("A current title has this short name. Choose another one."),
        "content": _(
            "The draft still has pages or comparisons for a role with this address. Delete them "
            "first, or choose another one."
        ),
    }
    return sentences[error.why]
