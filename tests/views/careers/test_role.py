"""The page of one role: what it says, in which order, and where each statement is from."""

import pytest

from tests.careers_factories import make_page_row, make_source_row
from tests.factories import seed_careers
from tests.views.careers.pages import (
    ROLES,
    head_of,
    ids,
    open_small,
    points,
    real_page,
    texts,
    whole_head,
)
from tests.views.page import links, read_page

THINKER = "/roles/thinker/"
STEP = {"start": "dreamer", "goal": "thinker", "text": "Think", "source": "survey"}


@pytest.fixture
def owner(db):
    """The page of a product owner."""
    return real_page("/roles/product-owner/")


def page_of(client, address=THINKER):
    return read_page(client.get(address))


def source_mark(slug):
    """What has to stand behind a statement of that source."""
    source = seed_careers().sources_by_slug[slug]
    is_dated = source.kind in ("published", "faq")
    return f"({source.label}, {source.year or 'undated'})" if is_dated else f"({source.label})"


def statements(kind, role):
    """Those of a role's page as they have to be shown."""
    held = getattr(seed_careers().roles_by_slug[role], kind)
    return [f"{point.text} {source_mark(point.source)}" for point in held]


# --- the head, the order


def test_role_page_tells_machines_what_it_is(owner):
    assert head_of(owner) == whole_head(
        "/roles/product-owner/",
        "Product owner: what you do, pay, steps",
        seed_careers().roles_by_slug["product-owner"].description,
    )


def test_role_page_under_the_sites_own_name_has_addresses_of_that(client, db, settings):
    settings.SITE_ORIGIN = "https://quiz.example.org"
    open_small()

    assert head_of(page_of(client)) == whole_head(
        THINKER,
        "Thinker: what you do, pay, steps",
        "What a thinker does all day, earns and likes.",
        "https://quiz.example.org",
    )


def test_role_page_has_its_sections_in_order(owner):
    assert owner.one("h1").text == "Product owner"
    assert ids(owner) == [
        *("does", "good", "people", "week", "profile", "ladder", "pay", "suits", "unsuited"),
        *("leaving", "confused", "trials", "qualifications", "titles", "compare", "sources"),
    ]


@pytest.mark.parametrize("role", ROLES)
def test_role_page_contents_lead_to_what_is_on_the_page(db, role):
    page = real_page(f"/roles/{role}/")
    contents = links(page.one("nav", aria_label="On this page"))
    sections = set(ids(page)) - {"unsuited", "compare"}  # one beside another, and after the end

    assert [address.removeprefix("#") for _text, address in contents] == [
        section for section in ids(page) if section in sections
    ]
    assert [text for text, _address in contents] == [
        *("What you do", "What good looks like", "With whom", "A week", "In numbers", "Ladder"),
        *("Pay", "Does it suit you?", "Why people leave", "Often confused with", "How to try it"),
        *("Qualifications", "Other titles", "Sources"),
    ]


# --- statements


@pytest.mark.parametrize(
    "kind", ["does", "good", "people", "suits", "unsuited", "leaving", "qualifications", "titles"]
)
def test_role_page_marks_where_each_statement_is_from(db, kind):
    for role in ROLES:
        assert points(real_page(f"/roles/{role}/"), kind) == statements(kind, role)


def test_role_page_marks_tell_published_from_usual_and_from_our_view(owner):
    marks = [mark.text for mark in owner.one("main").all("span", class_="mark")]

    assert set(marks) == {
        *("(Scrum Guide, 2020)", "(Melissa Perri, 2022)", "(O*NET, 2025)"),
        *("(BLS pay survey, 2025)", "(careers FAQ, undated)", "(Prices, second-hand, 2026)"),
        *("(Roman Pichler, undated)", "(common practice)", "(our view)"),
    }
    assert "(BLS, 2025)" in texts(real_page("/roles/project-manager/").all("span", class_="mark"))


def test_role_page_what_this_site_does_itself_needs_no_mark(client, db):
    sources = [make_source_row(), make_source_row(slug="site", kind="own", year=None)]
    row = make_page_row("thinker", other="keeper")
    for kind in ("good", "boxes", "ladder", "confused"):
        row[kind] = [point | {"source": "site"} for point in row[kind]]
    open_small(sources=sources, roles=[row], routes=[STEP | {"source": "site"}])
    page = page_of(client)

    assert points(page, "good") == ["About good"]
    assert page.one(id="boxes").one("p").text == "About boxes"
    assert texts(page.one("ol", class_="ladder").all("p")) == [
        "Senior 2 to 5 years",
        "About ladder",
    ]
    assert points(page, "confused") == ["Keeper. About confused Compare Thinker and Keeper"]
    assert texts(page.one(id="trials").all("li")) == [
        "About trials (Survey, 2025)",
        "Dreamer : Think",
    ]


def test_role_page_has_the_first_sentence_of_each_task_stand_out(owner):
    strong = owner.one(id="does").all("strong")

    assert texts(strong) == [
        *("Put the work in order.", "Explain each item.", "Answer questions.", "Say no."),
        *("Look at finished work.", "Speak for users."),
    ]
    assert owner.one(id="good").all("strong") == []


def test_role_page_has_boxes_with_headings_of_their_own(owner):
    boxes = owner.one(id="boxes").all("section", class_="panel")

    assert [box.one("h2").text for box in boxes] == [
        "Two meanings: in the Scrum Guide",
        "Two meanings: in many large firms",
    ]
    assert [box.one("p").text for box in boxes] == statements("boxes", "product-owner")


def test_role_page_without_boxes_leaves_them_out(client, db):
    open_small(roles=[make_page_row("thinker", other="keeper", boxes=[])])

    assert page_of(client).all(id="boxes") == []


def test_role_page_has_the_steps_of_the_job_as_an_ordered_list(owner):
    steps = owner.one(id="ladder").one("ol").all("li")

    assert [step.all("p")[0].text for step in steps] == [
        *("Analyst, tester or expert user", "Product owner 1 to 4 years", "Senior product owner"),
        *("Product manager", "Head of product"),
    ]
    assert [step.all("p")[1].text for step in steps] == statements("ladder", "product-owner")
    assert [span.text for step in steps for span in step.all(class_="span")] == ["1 to 4 years"]


def test_role_page_has_a_made_up_week(owner):
    week = owner.one(id="week")

    assert week.one("p").text == "Made up, to give you an idea: our view."
    assert texts(week.all("dt")) == [
        *("Monday", "Tuesday", "Wednesday", "Wednesday, the hard part", "Thursday", "Friday"),
    ]
    assert week.all("dd")[3].text == "Turn down an urgent request from a senior manager."


def test_role_page_says_what_it_is_confused_with_and_compares_both(owner):
    manager, project_manager = statements("confused", "product-owner")

    assert points(owner, "confused") == [
        f"Product manager. {manager} Compare Product owner and Product manager",
        f"Project manager. {project_manager} Compare Product owner and Project manager",
    ]
    assert [address for _text, address in links(owner.one(id="confused"))] == [
        "/compare/product-manager-and-product-owner/",
        "/compare/project-manager-and-product-owner/",
    ]


def test_role_page_says_how_to_try_the_role_and_who_comes_to_it(owner):
    trials, ways = owner.one(id="trials").all("ul")

    assert texts(trials.all("li")) == statements("trials", "product-owner")
    assert links(ways) == [
        ("Project manager", "/routes/project-manager/"),
        ("Product manager", "/routes/product-manager/"),
        ("Student or first job", "/routes/student/"),
        ("Developer", "/routes/developer/"),
        ("Business analyst", "/routes/business-analyst/"),
        ("QA tester", "/routes/qa-tester/"),
        ("Designer", "/routes/designer/"),
        ("Customer success", "/routes/customer-success/"),
        ("Scrum master", "/routes/scrum-master/"),
        ("Project coordinator", "/routes/project-coordinator/"),
        ("Teacher", "/routes/teacher/"),
        ("Nurse", "/routes/nurse/"),
    ]
    assert [" A long step. " in way.text for way in ways.all("li")] == [False] * 9 + [True] * 3
    assert owner.one(id="trials").one("h3").text == "Usual ways in"


def test_role_page_leads_to_the_comparison_with_each_other_role(owner):
    assert links(owner.one(id="compare")) == [
        ("Product owner and Product manager", "/compare/product-manager-and-product-owner/"),
        ("Product owner and Project manager", "/compare/project-manager-and-product-owner/"),
        ("Product owner and Program manager", "/compare/program-manager-and-product-owner/"),
        (
            "Product owner and Project coordinator",
            "/compare/product-owner-and-project-coordinator/",
        ),
    ]
