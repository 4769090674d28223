"""The admin's start page: boxes by task, then the tables in groups, to whoever may see each."""

import pytest

from careerquiz import admin_site
from roles.models import CONTENT_ROWS, ProfileTarget, Question, RolePage, RoleProfile
from roles.queries.catalog import published_version
from roles.services.careers import load_careers
from roles.services.publishing import publish_draft
from tests.admin.pages import allow, make_staff, text_of
from tests.factories import make_attempt, make_result, publish_seed, seed_careers, seed_catalog
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db
START = "/admin/"
SHEET = dict.fromkeys((question.slug for question in seed_catalog().questions), 4)


@pytest.fixture
def editor(client):
    publish_seed()
    load_careers(content=seed_careers(), reason="test")
    publish_draft(author="ada")
    client.force_login(make_staff("Editors"))
    return client


def box(client, name):
    return client.get(START).context["boxes"].get(f"{name}_box")


def groups(client):
    """The tables of each group, as the page names them."""
    sections = read_page(client.get(START)).all("section", class_="start-group")
    return {
        section.one("h2").text: [
            name for name, _address in links(section) if not name.startswith("Add")
        ]
        for section in sections
    }


# --- who sees what


def test_start_page_of_an_editor_has_every_box_and_no_accounts(editor):
    assert editor.get(START).context["boxes"].keys() == {"draft_box", "pages_box", "people_box"}
    assert list(groups(editor)) == ["Quiz content", "Role pages", "What people did"]


@pytest.mark.parametrize(("group", "is_there"), [("Publishers", True), ("Analysts", False)])
def test_nightly_jobs_are_told_to_whoever_may_publish(client, group, is_there):
    client.force_login(make_staff(group))
    page = client.get(START)

    assert ("jobs_box" in page.context["boxes"]) is is_there
    assert ("Nightly jobs have not run yet" in text_of(page, "content-main")) is is_there


def test_start_page_groups_every_table_with_words(admin_client):
    page = admin_client.get(START)
    found = [link for app in page.context["app_list"] for link in app["models"]]

    assert list(groups(admin_client))[-1] == "Accounts"
    assert all(link["about"] for link in found)
    assert (
        len(found)
        == len({link["admin_url"] for link in found})
        == sum(len(group.entries) for group in admin_site.GROUPS)
    )


def test_start_page_without_rights_says_so_and_has_no_boxes(client):
    client.force_login(make_staff())
    page = client.get(START)

    assert page.context["boxes"] == {}
    assert groups(client) == {}
    assert "nothing here for you yet" in text_of(page, "content-main")


@pytest.mark.parametrize(
    ("right", "boxes", "tables"),
    [
        ("view_rolepage", {"pages_box"}, {"Role pages": ["Role pages", "What is missing"]}),
        ("view_result", set(), {"What people did": ["Results"]}),
        (
            "view_statistics",
            {"people_box"},
            {"Quiz content": ["Calibration"], "What people did": ["Statistics"]},
        ),
        ("view_source", set(), {"Role pages": ["Sources"]}),
    ],
)
def test_start_page_with_one_right_shows_no_more(client, right, boxes, tables):
    user = make_staff()
    allow(user, right)
    client.force_login(user)

    page = client.get(START)

    assert page.context["boxes"].keys() == boxes
    assert groups(client) == tables
    assert "nothing here for you" not in text_of(page, "content-main")


def test_table_that_no_group_names_is_under_more(admin_client, monkeypatch):
    monkeypatch.setattr(admin_site, "GROUPS", admin_site.GROUPS[1:])
    assert list(groups(admin_client))[-1] == "More"
    assert "Areas" in groups(admin_client)["More"]


def test_sidebar_has_the_same_groups(editor):
    sidebar = read_page(editor.get("/admin/roles/area/")).one(id="nav-sidebar")

    names = [each.text for each in sidebar.all("caption")]
    assert names == ["Quiz content", "Role pages", "What people did"]
    assert [link.text for link in sidebar.all("a", aria_current="page")] == ["Areas"]


def test_page_of_an_app_leads_to_the_start_page(editor):
    assert editor.get("/admin/roles/").url == START


def test_start_page_signed_out_leads_to_sign_in(client):
    assert client.get(START).url == f"/admin/login/?next={START}"


def test_start_page_costs_few_queries(editor, django_assert_max_num_queries):
    # One of them asks what is scheduled, one for an experiment, one for the texts of the site, two
    # what is missing.
    with django_assert_max_num_queries(38):
        editor.get(START)


# --- the draft


def test_draft_box_of_an_unchanged_draft_has_nothing_to_publish(editor):
    held = box(editor, "draft")
    assert (held["state"], held["checks"]) == ("same", "")


def test_draft_box_of_a_changed_draft_counts_changes_and_checks(editor):
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="markets").update(
        target=77
    )
    held = box(editor, "draft")

    assert held["state"] == "ready"
    assert "1 profile" in held["sentence"]
    assert "pass" in held["checks"]


def test_draft_box_of_a_draft_whose_checks_fail_is_blocked(editor):
    Question.objects.filter(slug__in=["talk-to-customers", "study-rivals", "watch-users"]).update(
        active=False
    )
    held = box(editor, "draft")

    assert held["state"] == "blocked"
    assert "fail" in held["words"]


def test_draft_box_of_an_unsound_draft_is_blocked(editor):
    Question.objects.filter(slug="talk-to-customers").update(text="")
    held = box(editor, "draft")
    assert (held["state"], held["checks"]) == ("blocked", "")


WAYS = ["/admin/draft/", "/admin/preview/", "/admin/versions/catalog/compare/", "/admin/upload/"]


@pytest.mark.parametrize("group", ["Editors", "Publishers"])
def test_draft_box_links_to_what_the_person_may_do(client, group):
    client.force_login(make_staff(group))
    ways = links(read_page(client.get(START)).one(class_="start-draft"))

    assert [address for _words, address in ways] == WAYS
    assert [client.get(address).status_code for address in WAYS] == [200] * len(WAYS)


def test_boxes_of_somebody_who_may_see_role_pages_alone_lead_to_nothing_refused(editor):
    user = make_staff(name="bob")
    allow(user, *(f"view_{table._meta.model_name}" for table in CONTENT_ROWS))
    editor.force_login(user)
    found = read_page(editor.get(START)).one(class_="start-boxes")
    addresses = [address for _words, address in links(found)]

    assert len(found.one(class_="start-pages").one("ul").all("li")) == RoleProfile.objects.count()
    assert addresses == ["/admin/completeness/"]
    assert editor.get(addresses[0]).status_code == 200


# --- the pages


def test_pages_box_counts_what_each_role_lacks_and_links_to_it(editor):
    page = RolePage.objects.get(slug="product-owner")
    page.document |= {"outlook": [], "decides": ""}
    page.save()
    RolePage.objects.get(slug="project-manager").delete()
    rows = {row["role"]: row for row in box(editor, "pages")["rows"]}

    assert rows["Product owner"]["address"] == "/admin/draft/roles/product-owner/"
    assert rows["Product owner"]["words"] == "2 things missing"
    assert rows["Project manager"]["words"] == "1 thing missing"
    assert editor.get(rows["Project manager"]["address"]).status_code == 200
    assert [row["is_complete"] for row in rows.values()].count(True) == len(rows) - 2


# --- the last 30 days


def test_people_box_when_nobody_came_says_what_will_be_there(editor):
    held = box(editor, "people")
    assert (held["finished"], held["leaders"]) == ("", [])
    assert "Nobody took the quiz" in held["note"]


def test_people_box_hides_figures_that_might_tell_of_one_person(editor):
    for _each in range(9):
        make_result(published_version(), SHEET)
    held = box(editor, "people")

    assert {held[name] for name in ("started", "finished", "share", "time")} == {""}
    assert (held["leaders"], held["note"].startswith("From 10 results on")) == ([], True)


def test_people_box_shows_what_ten_people_did(editor):
    for _each in range(10):
        make_result(published_version(), SHEET)
    held = box(editor, "people")

    assert (held["started"], held["finished"], held["share"]) == ("10", "10", "100%")
    assert [leader["width"] for leader in held["leaders"]] == [100]


def test_people_box_does_not_tell_of_one_who_gave_up(editor):
    for _each in range(10):
        make_result(published_version(), SHEET)
    make_attempt(published_version(), SHEET, pages=1)
    held = box(editor, "people")

    assert (held["started"], held["finished"], held["share"]) == ("", "10", "")
