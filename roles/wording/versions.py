"""Published versions and the draft by their names, for the admin's pages."""

from django.template.defaultfilters import date as date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.models.versions import PublishedVersion
from roles.queries.versions import Kind

DRAFT = "draft"


def version_name(kind: Kind, number: int) -> str:
    """Such as "Version 3", at the beginning of a sentence or alone."""
    names = {
        "catalog": _("Version %(number)s"),
        "content": _("Version %(number)s of the role pages"),
    }
    return names[kind] % {"number": number}


def version_choice(version: PublishedVersion) -> str:
    """For a list to choose from: "Version 3, 28 Nov 2026, closer to users"."""
    held = {
        "number": version.number,
        "day": date_format(localtime(version.published_at), "j M Y"),
        "note": version.note[:60],
    }
    if version.note:
        return _("Version %(number)s, %(day)s: %(note)s") % held
    return _("Version %(number)s, %(day)s") % held


def compared_title(kind: Kind) -> str:
    titles = {
        "catalog": _("Compare versions of the quiz content"),
        "content": _("Compare versions of the role pages"),
    }
    return titles[kind]


def difference_sentence(rows: int) -> str:
    """How many rows differ."""
    if not rows:
        return _("There's no difference: both say exactly the same.")
    return ngettext("%(count)s row differs.", "%(count)s rows differ.", rows) % {"count": rows}


def load_title(kind: Kind, number: int) -> str:
    titles = {
        "catalog": _("Load version %(number)s into the draft"),
        "content": _("Load version %(number)s of the role pages into the draft"),
    }
    return titles[kind] % {"number": number}


def load_sentence(kind: Kind, rows: int) -> str:
    """What loading does to this half of the draft."""
    sentences = {
        "catalog": ngettext(
            "This replaces %(count)s row of the draft quiz content. To keep what the draft says "
            "now, download it first.",
            "This replaces %(count)s rows of the draft quiz content. To keep what the draft says "
            "now, download it first.",
            rows,
        ),
        "content": ngettext(
            "This replaces %(count)s row of the draft role pages. To keep what the draft says "
            "now, download it first.",
            "This replaces %(count)s rows of the draft role pages. To keep what the draft says "
            "now, download it first.",
            rows,
        ),
    }
    equal = {
        "catalog": _("The quiz content in the draft already says exactly this."),
        "content": _("The role pages in the draft already say exactly this."),
    }
    return sentences[kind] % {"count": rows} if rows else equal[kind]


def misfit_sentence(problems: int) -> str:
    return ngettext(
        "After that, quiz content and role pages in the draft won't fit together. Nothing can be "
        "published until you fix %(count)s problem.",
        "After that, quiz content and role pages in the draft won't fit together. Nothing can be "
        "published until you fix %(count)s problems.",
        problems,
    ) % {"count": problems}


def companion_label(kind: Kind, number: int) -> str:
    """The tick that loads the other half, too; `kind` is that half's."""
    labels = {
        "catalog": _("Also load version %(number)s of the quiz content, which was live with it"),
        "content": _("Also load version %(number)s of the role pages, which was live with it"),
    }
    return labels[kind] % {"number": number}


def loaded_sentence(kind: Kind, number: int) -> str:
    sentences = {
        "catalog": _("Version %(number)s is now in the draft."),
        "content": _("Version %(number)s of the role pages is now in the draft."),
    }
    return sentences[kind] % {"number": number}


def load_reason(kind: Kind, number: int) -> str:
    """For the history of each row."""
    reasons = {
        "catalog": _("version %(number)s loaded"),
        "content": _("version %(number)s of the role pages loaded"),
    }
    return reasons[kind] % {"number": number}
