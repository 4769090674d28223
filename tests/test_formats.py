"""How days and times are written: a time without its zone would be another one elsewhere."""

import re
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.template import engines
from django.utils.formats import localize

MOMENT = datetime(2026, 12, 5, 16, 30, tzinfo=UTC)
FOLDER = Path(settings.BASE_DIR) / "templates"
# A moment is stored under such a name; what is stored as a day alone has no zone to name.
DAY_OF_A_MOMENT = re.compile(r'_at\|date:"(?!F Y")(?!DATETIME_FORMAT")(?![^"]*e)[^"]*"')
TIME = re.compile(r'\|(?:date|time):"[^"e]*[Hh]:i[^"e]*"|\|time\b')


def render(text):
    return engines["django"].from_string(text).render({"moment": MOMENT})


def test_moment_is_written_with_its_zone_on_pages_and_in_the_admin():
    assert localize(MOMENT) == "5 December 2026, 16:30 UTC"  # as Django's admin does
    assert render('{{ moment|date:"DATETIME_FORMAT" }}') == "5 December 2026, 16:30 UTC"


def test_day_is_written_as_in_a_moment():
    assert localize(MOMENT.date()) == "5 December 2026"


def test_every_template_names_the_zone_of_each_time_and_of_the_day_of_a_moment():
    texts = {path.name: path.read_text("utf-8") for path in FOLDER.rglob("*.html")}
    found = {name: DAY_OF_A_MOMENT.findall(t) + TIME.findall(t) for name, t in texts.items()}

    assert {name: times for name, times in found.items() if times} == {}
