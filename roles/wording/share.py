"""A shared result in sentences, in the third person, and what previews need."""

from django.utils.safestring import SafeString
from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _

from roles.domain.share import ShareSnapshot
from roles.domain.types import CatalogDimension
from roles.pages.results.shared import SharedPage
from roles.wording.outcome import kind, names, with_large_names
from roles.wording.picture import picture_sentences, picture_words

LONGEST_TITLE, LONGEST_ALT = 70, 420  # letters that sites show of a preview's title and alt text

# --- the public page


def _kind(page: SharedPage) -> str:
    shown = page.snapshot
    return kind(shown.certainty, shown.named_count, is_noted=shown.is_noted)


def shared_words(page: SharedPage) -> str:
    """What a shared result comes to: "Leans towards Product owner"."""
    sentences = {
        "clear": _("%(leader)s fits best"),
        "leaning": _("Leans towards %(leader)s"),
        "close_2": _("A tie: %(leader)s or %(runner_up)s"),
        "close_3": _("A tie: %(leader)s, %(runner_up)s or %(third)s"),
        "guess_1": _("A rough guess: %(leader)s"),
        "guess_2": _("A rough guess: %(leader)s or %(runner_up)s"),
        "guess_3": _("A rough guess: %(leader)s, %(runner_up)s or %(third)s"),
        "no_direction": _("No one role stands out"),
    }
    return sentences[_kind(page)] % names(page)


def shared_headline(page: SharedPage) -> str:
    """The same as the heading of a page that says nothing else about itself."""
    return _headline(page) % names(page)


def shared_headline_markup(page: SharedPage) -> SafeString:
    """The same with each name marked up, to be drawn large wherever it stands."""
    return with_large_names(_headline(page), page)


def _headline(page: SharedPage) -> str:
    sentences = {
        "clear": _("A careerquiz result: %(leader)s fits best"),
        "leaning": _("A careerquiz result: leans towards %(leader)s"),
        "close_2": _("A careerquiz result: a tie between %(leader)s and %(runner_up)s"),
        "close_3": _("A careerquiz result: a tie between %(leader)s, %(runner_up)s and %(third)s"),
        "guess_1": _("A careerquiz result: %(leader)s, as a rough guess"),
        "guess_2": _("A careerquiz result: %(leader)s or %(runner_up)s, as a rough guess"),
        "guess_3": _(
            "A careerquiz result: %(leader)s, %(runner_up)s or %(third)s, as a rough guess"
        ),
        "no_direction": _("A careerquiz result: no one role stands out"),
    }
    return sentences[_kind(page)]


def shared_second(page: SharedPage) -> str:
    """How the next role stands to the first."""
    even = _("The answers can't tell the two apart.")
    all_even = _("The answers can't tell the three apart.")
    sentences = {
        "clear": _("%(runner_up)s comes next, further behind."),
        "leaning": _("%(runner_up)s is a little behind."),
        "close_2": even,
        "close_3": all_even,
        "guess_1": _("%(runner_up)s comes next."),
        "guess_2": even,
        "guess_3": all_even,
        "no_direction": _("Several roles fit about equally well."),
    }
    return sentences[_kind(page)] % names(page)


def shown_words(snapshot: ShareSnapshot) -> str:
    """What a link shows, for its owner: "the order and the numbers"."""
    parts = [_("the order")]
    parts += [_("the numbers")] if snapshot.numbers else []
    parts += [_("the pattern")] if snapshot.pattern else []
    return get_text_list(parts, _("and"))


def dimension_names(dimensions: list[CatalogDimension]) -> str:
    """ "Delivery, Coordination"; for none that nothing stands out."""
    return ", ".join(row.name for row in dimensions) or _("nothing clearly")


# --- previews: what chats and social sites show of a link


def preview_title(page: SharedPage) -> str:
    return Truncator(shared_words(page)).chars(LONGEST_TITLE)


def preview_alt(page: SharedPage) -> str:
    """The preview picture in words: all that it says of the result, and nothing else."""
    roles = [ranked.role for ranked in page.named]
    calibrated = page.settings.calibrated
    words = picture_words(page.snapshot, roles, page.favourite, calibrated=calibrated)
    return Truncator(" ".join(picture_sentences(words))).chars(LONGEST_ALT)
