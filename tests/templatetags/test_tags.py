"""Geometry, words and the stylesheet for templates."""

from itertools import chain

import pytest
from django.conf import settings
from django.utils import translation

from roles.domain.types import SYMBOLS
from roles.pages.results.charts import ChartMark
from roles.templatetags import charts, controls
from roles.web import stylesheet
from roles.wording import answers
from tests.factories import seed_catalog


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize(
    ("value", "drawn"), [(90, "90%"), (90.0, "90%"), (33.5, "33.5%"), (0, "0%"), (100.0, "100%")]
)
def test_percent_has_a_dot_in_every_language(language, value, drawn):
    with translation.override(language):
        assert charts.percent(value) == drawn


def test_symbol_path_knows_every_symbol_of_the_catalog():
    paths = [charts.symbol_path(symbol) for symbol in SYMBOLS]

    assert len(set(paths)) == len(SYMBOLS)
    assert {path[0] + path[-1] for path in paths} == {"Mz"}  # each one closed


def test_symbol_path_of_an_unknown_symbol_fails_loudly():
    with pytest.raises(KeyError, match="heart"):
        charts.symbol_path("heart")


@pytest.mark.parametrize(("count", "heights"), [(0, []), (1, [14]), (2, [20, 8]), (3, [20, 14, 8])])
def test_marks_at_one_place_stand_above_each_other_the_first_on_top(count, heights):
    marks = [ChartMark(role, 50.0) for role in seed_catalog().roles[:count]]

    placed = charts.lanes(marks)

    assert [mark for mark, _height in placed] == marks[::-1]  # drawn last: on top
    assert [height for _mark, height in placed] == heights


@pytest.mark.parametrize(
    ("phrase", "whole"),
    [
        ("iOS comes first", "iOS comes first."),
        ("Works with one team. ", "Works with one team."),
        ("who decides?", "who decides?"),
        ("", ""),
    ],
)
def test_sentence_keeps_its_letters_and_ends_with_a_stop(phrase, whole):
    assert answers.sentence(phrase) == whole


@pytest.mark.parametrize(("low", "high", "words"), [(8, 24, "8 to 24"), (8, 8, "8")])
def test_span_names_both_ends_unless_they_are_one(low, high, words):
    assert answers.span(low, high) == words


def test_icon_address_holds_the_icon_itself():
    address = controls.icon_address()

    assert address.startswith("data:image/svg+xml,%3Csvg%20xmlns%3D")
    assert (address.count('"'), address.count("<"), len(address) < 800) == (0, 0, True)


def test_stylesheet_version_changes_with_the_text(settings, tmp_path):
    settings.DEBUG = True  # read anew each time
    before = stylesheet.stylesheet_of("site")
    (tmp_path / "css").mkdir()
    for name in stylesheet.SHEETS["site"]:
        (tmp_path / "css" / f"{name}.css").write_text(f"/* Of it. */\n.{name} {{\n}}\n")
    settings.STATICFILES_DIRS = [tmp_path]
    after = stylesheet.stylesheet_of("site")

    assert after.text == "".join(f".{name}{{}}" for name in stylesheet.SHEETS["site"])
    assert before.version != after.version


def test_stylesheet_is_read_once_outside_of_development():
    assert stylesheet.stylesheet_of("quiz") is stylesheet.stylesheet_of("quiz")


def test_stylesheet_forgets_no_sheet_of_ours():
    sheets = {path.stem for path in (settings.BASE_DIR / "static" / "css").glob("*.css")}

    ours = set(chain.from_iterable(stylesheet.SHEETS.values()))
    assert sheets == {
        *ours,
        "admin",
        "admin_theme",
        "preview",
        "demonstration",
    }  # linked where needed
