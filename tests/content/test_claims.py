"""All that pages claim: nothing is left out, and each claim says where it is from."""

import pytest

from roles.content.claims import Claim, Share, claims, kind_of, shares
from tests.careers_factories import (
    make_careers_document,
    make_point_row,
    make_source_row,
)
from tests.content.documents import changed, read

ROLE, COMPARISON = "/roles/thinker/", "/compare/thinker-and-keeper/"
FIGURE = "Thinkers, United States, USD: low 40,000, middle 60,000, high 90,000."


def told(page, document=None):
    """Section and text of each claim of a page."""
    found = claims(read(document or make_careers_document()))
    return [(claim.section, claim.text) for claim in found if claim.page == page]


def test_role_page_claims_all_that_it_says_in_the_order_of_its_keys():
    assert told(ROLE) == [
        ("decides", "What to think about next."),
        ("pay_line", "Half earn less than $60,000."),
        *((kind, f"About {kind}") for kind in ("does", "good", "people")),
        ("boxes", "Contracts: About boxes"),
        ("ladder", "Senior: 2 to 5 years: About ladder"),
        ("pay_note", "Pay differs from place to place."),
        ("pay", f"{FIGURE} Bonuses are left out."),
        *((kind, f"About {kind}") for kind in ("outlook", "ai", "suits", "unsuited", "leaving")),
        ("confused", "keeper: About confused"),
        *((kind, f"About {kind}") for kind in ("first_steps", "trials", "qualifications")),
        ("titles", "About titles"),
        ("week", "Monday: About week"),
    ]


def test_comparison_claims_its_answer_and_its_points():
    assert told(COMPARISON) == [
        ("answer", "One thinks, one keeps."),
        ("choose", "thinker: About choose"),
        ("choose", "keeper: About choose"),
        ("same", "About same"),
        ("different", "About different"),
    ]


def test_answer_is_one_claim_with_its_rows():
    assert told("/questions-and-answers/") == [
        ("how-long", "It asks {fewest} to {most} statements. At work: Ten minutes")
    ]


def test_start_of_routes_claims_its_changes_its_pay_and_its_steps():
    assert told("/routes/dreamer/") == [
        ("changes: ideas", "More ideas"),
        ("changes: order", "More order"),
        ("pay", f"{FIGURE} Pay differs a lot"),
        ("to thinker", "Write down what you think You write more."),
    ]


def test_title_without_a_figure_claims_its_note_and_a_role_its_steps():
    document = changed((["titles", 0, "pay"], ""))
    document["routes"].append(
        {"start": "keeper", "goal": "thinker", "text": "Think", "source": "survey"}
    )

    assert ("note", "Pay differs a lot") in told("/routes/dreamer/", document)
    assert told("/routes/keeper/", document) == [("to thinker", "Think")]


def test_claim_has_its_source_with_its_kind_and_year():
    found = {claim.section: claim for claim in claims(read(make_careers_document()))}

    assert found["does"] == Claim(ROLE, "does", "About does", "Survey", "study", 2025)
    assert (found["pay_line"].source, found["pay"].source) == ("Survey", "Survey")


@pytest.mark.parametrize("section", ["decides", "pay_note", "changes: ideas"])
def test_claim_that_names_no_source_is_our_view(section):
    found = {claim.section: claim for claim in claims(read(make_careers_document()))}

    assert (found[section].source, found[section].kind, found[section].year) == (
        *("", "our view"),
        None,
    )


@pytest.mark.parametrize(
    ("kind", "is_official", "told_as"),
    [
        ("published", True, "official"),
        ("published", False, "study"),
        ("faq", False, "FAQ"),
        ("practice", False, "practice"),
        ("view", False, "our view"),
        ("own", False, "ours"),
    ],
)
def test_kind_of_a_claim_is_that_of_its_source(kind, is_official, told_as):
    row = make_source_row(kind=kind, is_official=is_official)
    (source,) = read(changed((["sources", 0], row))).sources

    assert kind_of(source) == told_as


def test_share_of_our_view_is_counted_for_each_page():
    document = make_careers_document()
    document["sources"].append(make_source_row(slug="mine", kind="view", year=None))
    document["comparisons"][0]["same"] = [make_point_row("same", source="mine")] * 2
    found = {share.page: share for share in shares(claims(read(document)))}

    assert found[COMPARISON] == Share(COMPARISON, 2, 6)
    assert found["/questions-and-answers/"] == Share("/questions-and-answers/", 0, 1)
