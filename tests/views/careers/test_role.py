"""The page of one role: what it says, in which order, and where each statement is from."""

import pytest

from tests.careers_factories import make_page_row, make_source_row
from tests.factories import make_catalog, make_result, make_version, seed_careers
from tests.views.careers.pages import (
    ROLES,
    browser_of,
    cited,
    cited_points,
    head_of,
    ids,
    open_small,
    real_page,
    source_of,
    texts,
    whole_head,
)
from tests.views.page import links, read_page

THINKER = "/roles/thinker/"
STEP = {"start": "dreamer", "goal": "thinker", "text": "Think", "source": "survey"}
ANSWERS = {"find-ideas": 5, "weigh-ideas": 3, "keep-lists": 3, "tidy-files": 3}


@pytest.fixture
def owner(db):
    """The page of a product owner."""
    return real_page("/roles/product-owner/")


def page_of(client, address=THINKER):
    return read_page(client.get(address))


def statements(kind, role):
    """Those of a role's page as they have to be shown."""
    held = getattr(seed_careers().roles_by_slug[role], kind)
    return [(point.text, source_of(point.source)) for point in held]


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
        *("week", "does", "fit", "suits", "unsuited", "profile", "pay", "prospects", "start"),
        *("others", "sources"),
    ]


@pytest.mark.parametrize("role", ROLES)
def test_role_page_contents_lead_to_its_sections_in_order(db, role):
    page = real_page(f"/roles/{role}/")
    inside = {"suits", "unsuited"}  # of a section
    contents = [address for _text, address in links(page.one("nav", aria_label="On this page"))]

    assert contents == [f"#{name}" for name in ids(page) if name not in {"week", *inside}]


def test_role_page_begins_with_the_job_at_a_glance(owner):
    glance = owner.one("dl", class_="glance")
    page = seed_careers().roles_by_slug["product-owner"]

    decides, pay, *jobs = glance.all("dd")
    assert decides.text == page.decides
    assert cited(pay) == (page.pay_line, "bls-pay")
    assert [links(job) for job in jobs] == [
        [
            ("Business analyst", "/routes/business-analyst/"),
            ("Developer", "/routes/developer/"),
            ("QA tester", "/routes/qa-tester/"),
        ],
        [
            ("Product manager", "/compare/product-manager-and-product-owner/"),
            ("Project manager", "/compare/project-manager-and-product-owner/"),
        ],
    ]
    assert owner.one(id="views").text == (
        "Where no source is named, this is our view. Checked 28 November 2026."
    )


# --- statements


@pytest.mark.parametrize(
    "kind",
    ["does", "good", "suits", "unsuited", "leaving", "trials", "qualifications", "titles"],
)
def test_role_page_numbers_where_each_statement_is_from(db, kind):
    for role in ROLES:
        assert cited_points(real_page(f"/roles/{role}/"), kind) == statements(kind, role)


@pytest.mark.parametrize("kind", ["people", "outlook", "ai"])
def test_role_page_numbers_where_each_paragraph_is_from(db, kind):
    for role in ROLES:
        paragraphs = real_page(f"/roles/{role}/").one(id=kind).all("p")
        assert [cited(each) for each in paragraphs] == statements(kind, role)


def test_role_page_says_how_to_begin_without_a_job(owner):
    assert cited_points(owner, "first-steps") == statements("first_steps", "product-owner")


def test_role_page_what_this_site_does_itself_needs_no_number(client, db):
    sources = [make_source_row(), make_source_row(slug="site", kind="own", year=None)]
    row = make_page_row("thinker", other="keeper")
    row["good"] = [point | {"source": "site"} for point in row["good"]]
    open_small(sources=sources, roles=[row], routes=[STEP])
    page = page_of(client)

    assert cited_points(page, "good") == [("About good", "")]
    assert cited_points(page, "suits") == [("About suits", "survey")]


def test_role_page_has_the_first_sentence_of_each_task_stand_out(owner):
    strong = owner.one(id="does").all("ul")[0].all("strong")

    assert texts(strong) == [
        *("Put the work in order.", "Explain each item.", "Answer questions.", "Say no."),
        *("Look at finished work.", "Speak for users."),
    ]
    assert owner.one(id="good").all("strong") == []


def test_role_page_has_boxes_with_names_of_their_own(owner):
    boxes = owner.one(id="boxes").all("p")
    held = seed_careers().roles_by_slug["product-owner"].boxes

    assert [cited(box) for box in boxes] == [
        (f"{box.label}. {box.text}", source_of(box.source)) for box in held
    ]


def test_role_page_without_boxes_leaves_them_out(client, db):
    open_small(roles=[make_page_row("thinker", other="keeper", boxes=[])])

    assert page_of(client).all(id="boxes") == []


def test_role_page_has_the_steps_of_the_job_as_an_ordered_list(owner):
    steps = owner.one(id="ladder").one("ol").all("li")
    held = seed_careers().roles_by_slug["product-owner"].ladder

    assert [cited(step) for step in steps] == [
        (" ".join([step.label, step.span, step.text]).replace("  ", " "), source_of(step.source))
        for step in held
    ]


def test_role_page_has_a_made_up_week_day_by_day(owner):
    week = owner.one(id="week")
    wednesday = week.all("li")[2]

    assert texts(week.all("h3")) == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert texts(wednesday.all("p")) == [
        "Answer the team's questions, all day.",
        "Turn down an urgent request from a senior manager.",
    ]


def test_role_page_says_what_it_is_confused_with_and_compares_both(owner):
    confused = owner.one(id="confused")
    held = seed_careers().roles_by_slug["product-owner"].confused

    assert [cited(item) for item in confused.all("li")] == [
        (f"{point.text} Compare the two", source_of(point.source)) for point in held
    ]
    assert [link.attrs["aria-label"] for link in confused.all("a") if link.text[0] != "["] == [
        "Compare the two: Product owner and Product manager",
        "Compare the two: Product owner and Project manager",
    ]


def test_role_page_says_who_comes_to_it_and_from_where_the_way_is_long(owner):
    usual, long = owner.one(id="ways").all("p")

    assert links(usual) == [
        ("Project manager", "/routes/project-manager/"),
        ("Product manager", "/routes/product-manager/"),
        ("Student or first job", "/routes/student/"),
        ("Developer", "/routes/developer/"),
        ("Business analyst", "/routes/business-analyst/"),
        ("QA tester", "/routes/qa-tester/"),
        ("Designer", "/routes/designer/"),
        ("Customer success", "/routes/customer-success/"),
        ("Scrum master", "/routes/scrum-master/"),
    ]
    assert links(long) == [
        ("Project coordinator", "/routes/project-coordinator/"),
        ("Teacher", "/routes/teacher/"),
        ("Nurse", "/routes/nurse/"),
    ]


def test_role_page_leads_to_the_comparison_with_each_other_role(owner):
    compared = {address for _text, address in links(owner) if address.startswith("/compare/")}

    assert compared == {
        "/compare/",  # the menu
        "/compare/product-manager-and-product-owner/",
        "/compare/project-manager-and-product-owner/",
        "/compare/program-manager-and-product-owner/",
        "/compare/product-owner-and-project-coordinator/",
    }


# --- the job in numbers


def test_role_page_says_why_each_number_is_what_it_is(owner):
    reasons = owner.one(id="profile").one("dl", class_="facts")

    assert len(reasons.all("dt")) == 6
    assert [words.text.split(": ")[0] for words in reasons.all("dd")] == texts(
        owner.one(id="profile").all("span", class_="chart-words")
    )
    assert all(len(words.text.split(": ")) > 1 for words in reasons.all("dd"))


def test_role_page_without_a_result_leads_to_the_quiz(client, db):
    open_small()
    page = page_of(client)

    assert ("Does it fit you? Take the quiz", "/quiz/") in links(page.one(class_="role-head"))
    assert page.one(id="profile").one("h2").text == "What the job involves"
    assert page.all("rect", class_="chart-bar") == []


def test_role_page_beside_an_own_result_shows_its_owner_and_is_kept_by_nobody_else(client, db):
    open_small()
    result = make_result(make_version(make_catalog()), ANSWERS)
    response = browser_of(result).get(THINKER)
    page = read_page(response)

    assert response["Cache-Control"] == "private, no-cache"
    assert links(page.one(class_="role-head")) == [("You and this job", "#profile")]
    assert page.one(id="profile").one("h2").text == "You and this job"
    assert [bar.attrs["width"] for bar in page.all("rect", class_="chart-bar")] == ["75%", "50%"]
    assert ("Not you? Forget it on this device", "/results/") in links(page.one(id="profile"))
    assert result.attempt.token not in response.content.decode()
    assert client.get(THINKER)["Cache-Control"] == "public, no-cache"


# --- for search engines


def itemprops(element):
    return {
        (each.attrs["itemprop"], each.attrs["content"])
        for each in element.all("meta")
        if "itemprop" in each.attrs
    }


def test_role_page_tells_search_engines_the_way_up(owner):
    back = owner.one("nav", itemtype="https://schema.org/BreadcrumbList")

    assert [item.text for item in back.all(itemprop="name")] == ["All roles", ""]
    assert itemprops(back) == {("name", "Product owner"), ("position", "1"), ("position", "2")}


def test_role_page_tells_search_engines_official_pay_of_a_group_that_counts_the_role(db):
    page = real_page("/roles/project-manager/")
    told = page.all(itemprop="estimatedSalary")

    assert [itemprops(each) for each in told] == [
        {
            (
                "name",
                "Project management specialists. US Bureau of Labor Statistics, employer survey "
                "(OEWS), May 2025",
            ),
            *(("currency", "USD"), ("duration", "P1Y")),
            *(("percentile10", "61580"), ("median", "102320"), ("percentile90", "167970")),
        }
    ]
    assert ("occupationalCategory", "13-1082 Project management specialists") in itemprops(page)


@pytest.mark.parametrize("role", sorted({*ROLES} - {"project-manager"}))
def test_role_page_tells_search_engines_no_pay_unless_one_group_counts_the_role(db, role):
    assert real_page(f"/roles/{role}/").all(itemprop="estimatedSalary") == []
