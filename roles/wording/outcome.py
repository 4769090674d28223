"""A result in sentences, for its owner."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roles.domain.types import Certainty
from roles.domain.what_if import LONGEST_PATH
from roles.pages.results.charts import RankedRole
from roles.pages.results.report import ResultPage, Turn, Way
from roles.pages.results.shared import SharedPage

NAME = '<span class="band-name">{}</span>'

# --- headline


def kind(certainty: Certainty, named_count: int, *, is_noted: bool) -> str:
    """Which of the sentences about a result fits: a certainty, "close_2" or "close_3", and with
    so many roles that are a rough guess only "guess_1" to "guess_3"."""
    if not named_count:
        return "no_direction"
    if is_noted:
        return f"guess_{named_count}"
    return f"close_{named_count}" if certainty == "close" else certainty


def names(page: ResultPage | SharedPage) -> dict[str, str]:
    """The first roles, for sentences: as they are written, wherever they stand."""
    found = (ranked.role.name for ranked in page.roles)
    return dict(zip(("leader", "runner_up", "third"), found, strict=False))


def _kind(page: ResultPage) -> str:
    outcome = page.outcome
    return kind(outcome.certainty, len(outcome.named), is_noted=outcome.is_noted)


def headline(page: ResultPage) -> str:
    """What the result comes to; a result without direction names no role."""
    return _headline(page) % names(page)


def headline_markup(page: ResultPage) -> SafeString:
    """The same with each name marked up, to be drawn large wherever it stands."""
    return with_large_names(_headline(page), page)


def with_large_names(sentence: str, page: ResultPage | SharedPage) -> SafeString:
    """A sentence with names of roles to fill in, marked up as `templates/results/parts/band.html`
    draws them."""
    large = {place: format_html(NAME, name) for place, name in names(page).items()}
    return mark_safe(conditional_escape(sentence) % large)  # noqa: S308  # all of it escaped


def _headline(page: ResultPage) -> str:
    if page.is_alike:
        return _("We can't tell from these answers")
    sentences = {
        "clear": _("%(leader)s fits your answers best"),
        "leaning": _("You lean towards %(leader)s"),
        "close_2": _("It's a tie: %(leader)s or %(runner_up)s"),
        "close_3": _("It's a tie: %(leader)s, %(runner_up)s or %(third)s"),
        "guess_1": _("A rough guess: %(leader)s"),
        "guess_2": _("A rough guess: %(leader)s or %(runner_up)s"),
        "guess_3": _("A rough guess: %(leader)s, %(runner_up)s or %(third)s"),
        "no_direction": _("No one role stands out"),
    }
    return sentences[_kind(page)]


# --- how sure


def sure_sentence(page: ResultPage) -> str:
    """How sure a result is, and what the numbers that follow mean. Days are not asked again with
    other statements, so where they count, the numbers are about people who answered and chose
    alike."""
    if page.is_noted:
        return _("Hard to say. These take your answers at face value, so don't rely on them:")
    words = page.outcome.certainty if page.outcome.certainty in ("clear", "leaning") else "open"
    if page.days:
        return {
            "clear": _(
                "Likely. Of 100 people who answered and chose like you, we'd expect each role "
                "to fit this many best:"
            ),
            "leaning": _(
                "Ahead, but not settled. Of 100 people who answered and chose like you, we'd "
                "expect each role to fit this many best:"
            ),
            "open": _(
                "Open. Of 100 people who answered and chose like you, we'd expect each role to fit "
                "this many best:"
            ),
        }[words]
    return {
        "clear": _(
            "Likely. If you took the quiz again with different statements, we'd expect each role "
            "to come first this many times in 100:"
        ),
        "leaning": _(
            "Ahead, but not settled. If you took the quiz again with different statements, we'd "
            "expect each role to come first this many times in 100:"
        ),
        "open": _(
            "Open. If you took the quiz again with different statements, we'd expect each role to "
            "come first this many times in 100:"
        ),
    }[words]


def in_100_tries(ranked: RankedRole) -> str:
    """How often a role would come first, as a figure; the ends are no certainties."""
    if ranked.in_100 <= 0:
        return _("under 1")
    if ranked.in_100 >= 100:
        return _("over 99")
    return str(ranked.in_100)


def numbers_sentence(page: SharedPage) -> str:
    """What the numbers of a shared result mean. Whether days count is not known, so they are about
    people who answered alike."""
    if page.is_noted:
        return _("These numbers take the answers at face value, so don't rely on them:")
    if page.settings.calibrated:
        return _("Of 100 people who answer like this, we'd expect each role to fit this many best:")
    return _(
        "A first estimate: of 100 people who answer like this, we'd expect each role to fit this "
        "many best:"
    )


def of_100(number: int) -> str:
    """ "about 52 of 100"; the ends are no certainties."""
    if number <= 0:
        return _("fewer than 1 of 100")
    if number >= 100:
        return _("more than 99 of 100")
    return _("about %(number)s of 100") % {"number": number}


def shown_number(ranked: RankedRole) -> str:
    """How often a role would come first, behind its name."""
    return ranked.number_slot or of_100(ranked.in_100)


def note_sentence(note: str) -> str:
    """A code of quality.NOTES as a plain remark."""
    return {
        "same_answer": _("You gave the same answer many times in a row."),
        "flat": _("You gave nearly the same answer throughout."),
        "pattern": _("Your answers follow a pattern."),
        "scattered": _("Your answers to similar statements varied a lot."),
        "fast": _("You answered very quickly."),
    }[note]


def level_sentence(remark: str) -> str:
    """A level remark, which counts for nothing, as a sentence of its own."""
    return {
        "liked_most": _(
            "You liked most of the work in these statements. That points to no role: only the "
            "pattern does."
        ),
        "liked_little": _(
            "You liked little of the work in these statements. That points to no role, but other "
            "kinds of work may suit you better."
        ),
    }[remark]


# --- changes


def turn_sentence(turn: Turn) -> str:
    """Which other answer would have brought another role first."""
    sentences = {
        5: _("If you'd answered “Like a lot” to “%(text)s”, %(role)s would come first."),
        4: _("If you'd answered “Like” to “%(text)s”, %(role)s would come first."),
        3: _("If you'd answered “Neutral” to “%(text)s”, %(role)s would come first."),
        2: _("If you'd answered “Dislike” to “%(text)s”, %(role)s would come first."),
        1: _("If you'd answered “Dislike a lot” to “%(text)s”, %(role)s would come first."),
    }
    return sentences[turn.new] % {"text": turn.question.text, "role": turn.role.name}


def robustness_sentence(page: ResultPage) -> str:
    """How many single answers hold the first place."""
    count = page.turning_questions
    if not count:
        return _("No single answer would change your closest role.")
    return ngettext(
        "Changing %(count)s answer would be enough to change your closest role.",
        "Changing any one of %(count)s answers would be enough to change your closest role.",
        count,
    ) % {"count": count}


def way_words(way: Way) -> str:
    """How many answers it takes until a role comes first."""
    if way.path is None:
        return _("more than %(most)s answers away") % {"most": LONGEST_PATH}
    count = way.path.length
    if way.path.is_exact:
        words = ngettext("%(count)s answer away", "%(count)s answers away", count)
    else:
        words = ngettext("at most %(count)s answer away", "at most %(count)s answers away", count)
    return words % {"count": count}
