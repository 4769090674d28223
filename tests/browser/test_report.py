"""The report of a result in a real browser: every look and size, the chart, and on paper."""

import re

import pytest
from django.template import engines

from roles.pages.careers.next_steps import next_steps
from roles.queries.careers import known_site
from tests.browser.pages import SIDEWAYS, SIZES, SMALL_TARGETS, TEXT_SPACING
from tests.pages.careers.contents import real_content
from tests.wording.result_pages import ALIKE, CLEAR, CLOSE, MIXED, THREE, page_of, whole_sheet

WHOLE = """{% extends "base.html" %}{% load controls wording %}
{% block stylesheet %}{% stylesheet_url "quiz" %}{% endblock %}
{% block title %}{{ page|headline }}{% endblock %}
{% block content %}
  <article class="wrap page result">
    <h1>{{ page|headline }}</h1>
    {% with action="/results/x/" checked="" %}
      {% include "results/report.html" with switch_action=action %}
    {% endwith %}
    {% include "results/parts/change.html" with page=page only %}
    {% include "results/parts/sums.html" with page=page only %}
  </article>
{% endblock %}"""
SHEETS = {
    "clear": CLEAR,
    "three": THREE,
    "close": CLOSE,
    "no direction": MIXED,
    "no order": ALIKE,
    "short": "4455",
}


@pytest.fixture
def open_report(open_page):
    """Opens the report of a sheet inside the site's shell, with everything unfolded or not."""

    def open_one(sheet, *, unfold=True, **options):
        shown = page_of(sheet, notes=("fast",), rival="program-manager")
        page = open_page("/robots.txt", bypass_csp=True, **options)
        roles = shown.leader.role.slug, shown.runner_up.role.slug
        context = {"page": shown, "steps": next_steps(real_content(), *roles), "site": known_site()}
        page.set_content(engines["django"].from_string(WHOLE).render(context))
        page.wait_for_load_state()
        if unfold:
            page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        return page

    return open_one


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_report_in_every_look_and_size_has_nothing_for_axe(open_report, axe_everywhere, sheet):
    assert axe_everywhere(open_report(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_report_at_320_has_large_targets_and_never_scrolls_sideways(open_report, sheet):
    page = open_report(sheet, **SIZES[0])
    folds = page.locator("summary")

    assert page.evaluate(SMALL_TARGETS) == []
    assert [folds.nth(at).bounding_box()["height"] >= 44 for at in range(folds.count())] == [
        True
    ] * folds.count()
    assert page.evaluate(SIDEWAYS) == 0
    page.add_style_tag(content=TEXT_SPACING)
    assert page.evaluate(SIDEWAYS) == 0


def test_report_in_forced_colours_tells_bar_shape_and_track_apart(open_report):
    page = open_report(CLEAR, forced_colors=True)
    fills = page.evaluate(
        "['.chart-track', '.chart-bar', '.chart-mark', '.bars-bar'].map((part) =>"
        " getComputedStyle(document.querySelector(part)).fill)"
    )

    assert fills[0] == fills[2] == page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert fills[1] == fills[3] == page.evaluate("getComputedStyle(document.body).color")


def test_report_on_paper_shows_the_sums_though_they_are_folded(open_report):
    page = open_report(CLOSE, unfold=False)
    rows = page.locator(".sums td, .change li")
    assert rows.first.is_visible() is False
    page.emulate_media(media="print")

    assert [rows.nth(at).is_visible() for at in range(rows.count())] == [True] * rows.count()
    assert page.locator(".pick:visible").count() == 0


@pytest.mark.parametrize("sheet", [CLEAR, whole_sheet()], ids=["clear", "whole"])
def test_report_on_paper_takes_two_sheets_at_most(open_report, sheet):
    pdf = open_report(sheet, unfold=False).pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
