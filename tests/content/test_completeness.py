"""What is missing of what the site says about each role."""

from datetime import date

from roles.content.completeness import Gap, RoleHead, completeness
from tests.careers_factories import make_careers_document, make_pay_row, make_source_row
from tests.content.documents import read
from tests.factories import make_careers, make_catalog, seed_careers, seed_catalog

TODAY = date(2026, 11, 29)


def found_in(catalog, content):
    heads = [RoleHead(role.slug, role.name, len(role.days)) for role in catalog.roles]
    return completeness(heads, catalog.settings.day_pairs, content, TODAY)


def of(slug, content, catalog=None):
    found = found_in(catalog or make_catalog(), content)
    return next(each for each in found if each.role.slug == slug)


def test_real_content_is_complete():
    found = found_in(seed_catalog(), seed_careers())

    assert [each.role.slug for each in found] == [role.slug for role in seed_catalog().roles]
    assert {each.role.slug: each.missing for each in found if not each.is_complete} == {}


def test_role_without_anything_lacks_page_comparisons_route_and_days():
    catalog = make_catalog(settings={"day_pairs": 2})

    assert of("thinker", make_careers(), catalog).missing == (
        Gap("no_page"),
        Gap("no_comparison", "keeper"),
        Gap("no_comparison", "mixer"),
        Gap("no_way_in"),
        Gap("few_days", count=0, needed=2),
    )


def test_page_tells_of_sections_that_are_empty_or_thin():
    document = make_careers_document()
    page = document["roles"][0]
    page |= {"good": [], "decides": "", "does": page["does"] * 2, "pay": [], "boxes": []}
    document["titles"][0]["pay"] = ""
    missing = of("thinker", read(document)).missing

    assert Gap("empty", "good") in missing
    assert Gap("empty", "decides") in missing
    assert Gap("thin", "does", 2, 3) in missing
    assert Gap("no_pay") in missing
    assert "boxes" not in [gap.about for gap in missing]


def test_page_notes_undated_sources_and_old_figures_once():
    document = make_careers_document(
        sources=[make_source_row(year=None, is_undated=True)], pay=[make_pay_row(as_of="2020-01")]
    )

    assert of("thinker", read(document)).notes == (
        Gap("undated", "survey"),
        Gap("old_pay", "thinkers-us"),
    )


def test_route_and_comparison_that_are_there_are_not_missing():
    missing = of("thinker", read(make_careers_document())).missing

    assert Gap("no_way_in") not in missing
    assert Gap("no_comparison", "keeper") not in missing
