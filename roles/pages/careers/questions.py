"""Reader questions and their answers, filled with what is in force. No queries."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from django.conf import settings
from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _

from roles.content.schema import FaqDocument
from roles.pages.careers.references import References, references
from roles.pages.quiz import quiz_size
from roles.queries.careers import Content, site_of


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer as readers get it."""

    asked: FaqDocument
    answer: str
    rows: tuple[tuple[str, str], ...]


def questions_shown(content: Content) -> dict[str, list[Answered]]:
    """All of them in order, by topic; topics without any are left out."""
    values = in_force(content)
    found: dict[str, list[Answered]] = {
        topic: [] for topic in get_args(FaqDocument.model_fields["topic"].annotation)
    }
    for asked in content.careers.reader_questions:
        rows = tuple((filled(row.label, values), filled(row.text, values)) for row in asked.rows)
        found[asked.topic].append(Answered(asked, filled(asked.answer, values), rows))
    return {topic: answered for topic, answered in found.items() if answered}


def questions_references(content: Content, topics: Mapping[str, Iterable[Answered]]) -> References:
    """The sources of all answers, numbered in their order."""
    asked = (each.asked for answered in topics.values() for each in answered)
    return references(content.careers, (each.source for each in asked))


def in_force(content: Content) -> dict[str, object]:
    """What values.PLACEHOLDERS stand for today; nothing of the quiz before it is published."""
    site = site_of(content.careers)
    values: dict[str, object] = {
        "kept_months": settings.RESULT_KEPT_MONTHS,
        "unfinished_days": settings.UNFINISHED_KEPT_DAYS,
        "ended_link_days": settings.ENDED_LINK_KEPT_DAYS,
        "operator": site.operator or _("people who haven't put a name here"),
        "contact": site.contact or _("the person who told you about this site"),
    }
    if catalog := content.catalog:
        values |= quiz_size(catalog)
        values |= {
            "roles": apnumber(len(catalog.roles)),
            "areas": apnumber(len(catalog.area_slugs)),
            "kinds": apnumber(len(catalog.dimensions)),
        }
    return values


def filled(text: str, values: Mapping[str, object]) -> str:
    """The text with each placeholder's value; braces that are no placeholder stay as they are."""
    return re.sub(r"\{([^{}]*)\}", lambda found: str(values.get(found[1], found[0])), text)
