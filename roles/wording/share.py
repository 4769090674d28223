"""A shared result in sentences, in the third person or with its owner's name, and what previews
need."""

import unicodedata
from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, get_text_list
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from roles.domain.shapes import SLIGHT, role_shape
from roles.domain.share import ShareSnapshot, favourite, liked_best
from roles.pages.results.offline import Slot
from roles.pages.results.shared import SharedPage
from roles.wording.outcome import NAME, kind, names
from roles.wording.picture import picture_sentences, picture_words

# Letters that sites show of a preview's texts.
LONGEST_TITLE, LONGEST_DESCRIPTION, LONGEST_ALT = 70, 160, 420
# What stands between these leaves the words around in their order.
ISOLATED, END = "\u2068", "\u2069"
RIGHT_TO_LEFT = ("R", "AL", "AN")
BECAUSE = Slot("{because}")

# --- the public page


def _kind(page: SharedPage) -> str:
    shown = page.snapshot
    return kind(shown.certainty, shown.named_count, is_noted=shown.is_noted)


def _names(page: SharedPage) -> dict[str, str]:
    """The first roles, for plain text."""
    return {place: owner_text(name) for place, name in names(page).items()}


def owner_text(name: str) -> str:
    """A name of a person or a role, for plain text. One that is written from right to left would
    turn the words around."""
    if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in name):
        return f"{ISOLATED}{name}{END}"
    return name


def shared_words(page: SharedPage) -> str:
    """What a result comes to, in short: "Leans towards Product owner"."""
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
    return sentences[_kind(page)] % _names(page)


def shared_headline(page: SharedPage) -> str:
    """The heading of a public page."""
    return _headline(page) % (_names(page) | {"owner": owner_text(page.owner)})


def shared_headline_markup(page: SharedPage) -> SafeString:
    """The same with the names of roles marked up, to be drawn large wherever they stand, and the
    owner's kept apart from the direction of the words around it."""
    marked = {place: format_html(NAME, name) for place, name in names(page).items()}
    marked["owner"] = format_html("<bdi>{}</bdi>", page.owner)
    return mark_safe(conditional_escape(_headline(page)) % marked)  # noqa: S308  # all escaped


def _headline(page: SharedPage) -> str:
    if page.owner:
        return _named_headlines()[_kind(page)]
    return {
        "clear": _("%(leader)s fits them best"),
        "leaning": _("They lean towards %(leader)s"),
        "close_2": _("It's a tie: %(leader)s or %(runner_up)s"),
        "close_3": _("It's a tie: %(leader)s, %(runner_up)s or %(third)s"),
        "guess_1": _("A rough guess: %(leader)s"),
        "guess_2": _("A rough guess: %(leader)s or %(runner_up)s"),
        "guess_3": _("A rough guess: %(leader)s, %(runner_up)s or %(third)s"),
        "no_direction": _("No one role stands out for them"),
    }[_kind(page)]


def _named_headlines() -> dict[str, str]:
    return {
        "clear": _("%(leader)s fits %(owner)s best"),
        "leaning": _("%(owner)s leans towards %(leader)s"),
        "close_2": _("It's a tie for %(owner)s: %(leader)s or %(runner_up)s"),
        "close_3": _("It's a tie for %(owner)s: %(leader)s, %(runner_up)s or %(third)s"),
        "guess_1": _("A rough guess for %(owner)s: %(leader)s"),
        "guess_2": _("A rough guess for %(owner)s: %(leader)s or %(runner_up)s"),
        "guess_3": _("A rough guess for %(owner)s: %(leader)s, %(runner_up)s or %(third)s"),
        "no_direction": _("No one role stands out for %(owner)s"),
    }


def shared_sentences(page: SharedPage) -> list[str]:
    """What stands below the headline, each a whole sentence: why, and what comes next. Of a tie
    the headline says that itself."""
    because, is_tie = _because(page), page.snapshot.named_count > 1
    if because and is_tie:
        return [because]
    return [words for words in (because, shared_second(page)) if words]


def shared_second(page: SharedPage) -> str:
    """How the next role stands to the first."""
    even = _("Their answers can't tell the two apart.")
    all_even = _("Their answers can't tell the three apart.")
    sentences = {
        "clear": _("%(runner_up)s comes next, well behind."),
        "leaning": _("%(runner_up)s comes next."),
        "close_2": even,
        "close_3": all_even,
        "guess_1": _("%(runner_up)s comes next."),
        "guess_2": even,
        "guess_3": all_even,
        "no_direction": _("They like a mix of work that several of these roles share."),
    }
    return sentences[_kind(page)] % _names(page)


def because_sentences() -> dict[str, str]:
    """What may be said of one or two kinds of work that somebody likes best, by whether they are a
    big part of the role that comes first."""
    return {
        "one_shared": _("They like “%(area)s” best of all, and it's a big part of the job."),
        "one": _("They like “%(area)s” best of all."),
        "two_shared": _(
            "They like “%(area)s” and “%(other)s” best of all, and both are a big part of the job."
        ),
        "two": _("They like “%(area)s” and “%(other)s” best of all."),
    }


def _because(page: SharedPage) -> str:
    """The strongest reason, as far as the link shows the chart: it comes from there alone."""
    shown = page.snapshot
    if page.chart is None or shown.is_noted:
        return ""
    if isinstance(page.leader.role.name, Slot):
        return BECAUSE
    best = liked_best(shown)
    if not 1 <= len(best) <= 2:
        return ""
    typical = role_shape(page.catalog, page.leader.role)
    is_shared = shown.named_count == 1 and all(typical[place] > SLIGHT for place in best)
    kind = ("one", "two")[len(best) - 1] + ("_shared" if is_shared else "")
    names = [page.catalog.dimensions[place].name for place in best]
    return because_sentences()[kind] % {"area": names[0], "other": names[-1]}


def shown_words(snapshot: ShareSnapshot) -> str:
    """What a link shows, for its owner: "the roles in order and the chart"."""
    parts = [_("the roles in order")]
    parts += [_("the chart")] if snapshot.pattern else []
    parts += [_("the numbers")] if snapshot.numbers else []
    return get_text_list(parts, _("and"))


# --- previews: what chats and social sites show of a link


def preview_title(page: SharedPage) -> str:
    title = shared_headline(page) if page.owner else shared_words(page)
    return _cut(title, LONGEST_TITLE)


def preview_description(page: SharedPage) -> str:
    """This result in a sentence or two, and what the reader can do, as far as there is room."""
    invitation = _("Which role fits you? Take the quiz: about two minutes, no sign-up.")
    return _fitting([*shared_sentences(page), invitation]) or _cut(
        shared_second(page), LONGEST_DESCRIPTION
    )


def _fitting(sentences: Iterable[str]) -> str:
    """As many of the sentences as there is room for, in their order."""
    text = ""
    for sentence in sentences:
        longer = f"{text} {sentence}".strip()
        text = longer if len(longer) <= LONGEST_DESCRIPTION else text
    return text


def preview_alt(page: SharedPage) -> str:
    """The preview picture in words: all that it says of the result, and nothing else."""
    roles = [ranked.role for ranked in page.named]
    liked = favourite(page.catalog, page.snapshot)
    words = picture_words(page.snapshot, roles, liked, calibrated=page.settings.calibrated)
    return _cut(" ".join(picture_sentences(words)), LONGEST_ALT)


def _cut(text: str, most: int) -> str:
    """Where that cuts an isolated name, the isolation ends with it."""
    cut = Truncator(text).chars(most)
    if cut.count(ISOLATED) > cut.count(END):
        cut = f"{Truncator(text).chars(most - 1)}{END}"
    return cut


def og_locale() -> str:
    """The language of the page as previews name it, with a country: "en_US"."""
    return {"en": "en_US"}.get(language := get_language() or "en", to_locale(language))
