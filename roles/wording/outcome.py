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

# --- headline and summary


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


def runner_up_sentence(page: ResultPage) -> str:
    """How the next role stands to the first; without direction: why there is none."""
    even = _("Your answers can't tell the two apart, so look at both.")
    all_even = _("Your answers can't tell the three apart, so look at all of them.")
    sentences = {
        "clear": _("%(runner_up)s comes next, further behind."),
        "leaning": _("%(runner_up)s is a little behind and may fit you as well."),
        "close_2": even,
        "close_3": all_even,
        "guess_1": _("%(runner_up)s comes next, and may fit you as well."),
        "guess_2": even,
        "guess_3": all_even,
        "no_direction": _why_no_direction(page),
    }
    return sentences[_kind(page)] % names(page)


def _why_no_direction(page: ResultPage) -> str:
    answered, needed = page.outcome.answered, page.settings.minimum_answers
    if answered < needed:
        return ngettext(
            "You rated %(answered)s statement, and it takes %(needed)s to tell roles apart.",
            "You rated %(answered)s statements, and it takes %(needed)s to tell roles apart.",
            answered,
        ) % {"answered": answered, "needed": needed}
    if page.is_alike:
        return _("You gave every statement the same answer, so no kind of work stands out.")
    return _("You like a mix of work that several roles share.")


def numbers_sentence(page: ResultPage | SharedPage) -> str:
    """What the numbers behind the roles mean. Days are not asked again with other statements, so
    where they may count, the numbers are about people who answered and chose alike."""
    if page.is_noted:
        return _("These numbers take the answers at face value, so don't rely on them:")
    again = _(
        "If the quiz were taken again with different statements, we'd expect each role to come "
        "first this often:"
    )
    again_at_first = _(
        "A first estimate: if the quiz were taken again with different statements, we'd expect "
        "each role to come first this often:"
    )
    fits = _("Of 100 people who answer like this, we'd expect each role to fit this many best:")
    fits_at_first = _(
        "A first estimate: of 100 people who answer like this, we'd expect each role to fit this "
        "many best:"
    )
    if isinstance(page, ResultPage) and page.days is None:
        return again if page.settings.calibrated else again_at_first
    return fits if page.settings.calibrated else fits_at_first


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
        5: _("If you had liked “%(text)s” a lot, %(role)s would come first."),
        4: _("If you had liked “%(text)s”, %(role)s would come first."),
        3: _("If you had neither liked nor disliked “%(text)s”, %(role)s would come first."),
        2: _("If you had disliked “%(text)s”, %(role)s would come first."),
        1: _("If you had disliked “%(text)s” a lot, %(role)s would come first."),
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
