"""Questions of readers and their answers, filled with what is in force. No queries."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _

from roles.content.careers import TOPICS, ReaderQuestion, Source
from roles.content.wording import filled
from roles.pages.quiz import quiz_size
from roles.queries.careers import Content


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer as readers get it."""

    asked: ReaderQuestion
    answer: str
    rows: tuple[tuple[str, str], ...]
    source: Source


def questions_shown(content: Content) -> dict[str, list[Answered]]:
    """All of them in order, by topic; topics without any are left out."""
    values = in_force(content)
    found: dict[str, list[Answered]] = {topic: [] for topic in TOPICS}
    for asked in content.careers.reader_questions:
        rows = tuple((filled(row.label, values), filled(row.text, values)) for row in asked.rows)
        source = content.careers.sources_by_slug[asked.source]
        found[asked.topic].append(Answered(asked, filled(asked.answer, values), rows, source))
    return {topic: answered for topic, answered in found.items() if answered}


def in_force(content: Content) -> dict[str, object]:
    """What wording.PLACEHOLDERS stand for today; nothing of the quiz before it is published."""
    values: dict[str, object] = {
        "kept_months": settings.RESULT_KEPT_MONTHS,
        "unfinished_days": settings.UNFINISHED_KEPT_DAYS,
        "ended_link_days": settings.ENDED_LINK_KEPT_DAYS,
        "operator": settings.OPERATOR or _("its operator, who has not given a name"),
        "contact": settings.CONTACT or _("the person who gave you this address"),
    }
    if catalog := content.catalog:
        values |= quiz_size(catalog)
        values |= {
            "roles": apnumber(len(catalog.roles)),
            "areas": apnumber(len(catalog.dimensions)),
        }
    return values
