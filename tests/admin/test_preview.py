"""Previews of the draft: everything that readers would see, nothing stored, nothing leaked."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from roles.models import (
    Comparison,
    ProfileTarget,
    Question,
    ReaderQuestion,
    RolePage,
    RoleProfile,
    ScoringSettings,
    Source,
    Step,
    Title,
)
from roles.web.public_cache import _pages
from tests.admin.pages import allow, make_staff, url_of
from tests.admin.preview import COACH, SITE, START, counts, publish_five_and_draft_six
from tests.journeys.crawler import name_of, walk
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db
PAIR = f"compare/product-owner-and-{COACH}/"


@pytest.fixture
def six_roles(db):
    publish_five_and_draft_six()


@pytest.fixture
def editor(client, six_roles):
    client.force_login(make_staff("Editors"))
    return client


def bar(response):
    """Words and addresses of the links in the bar."""
    return dict(links(read_page(response).one("aside", class_="draft-bar")))


def linked(response):
    """Addresses of the previews that a page leads to."""
    addresses = [address for _words, address in links(read_page(response))]
    return [address for address in addresses if address.startswith(SITE)]


def test_everything_that_the_start_page_lists_is_shown_and_stored_nowhere(editor):
    before = counts()
    listed = linked(editor.get(START))
    answers = {address: editor.get(address, follow=True) for address in listed}

    assert {f"{SITE}roles/{COACH}/", SITE + PAIR, f"{SITE}results/ideal-{COACH}/"} < set(listed)
    assert {answer.status_code for answer in answers.values()} == {200}
    pages = [answer for answer in answers.values() if answer["Content-Type"] != "image/png"]
    assert len(answers) - len(pages) == 10  # a picture for everybody
    assert all(bar(page)["All previews"] == START for page in pages)
    assert {answer["Cache-Control"] for answer in answers.values()} == {"private, no-store"}
    assert {answer["X-Robots-Tag"] for answer in answers.values()} == {"noindex"}
    assert counts() == before
    assert settings.ATTEMPT_COOKIE_NAME not in editor.cookies


def test_links_and_forms_of_previews_are_taken(six_roles):
    def kind(address):
        """Of pages that look alike, one."""
        name = name_of(address)
        if name == "desk:preview_site":
            return address.removeprefix(SITE).split("/")[0]
        return name if name.startswith("desk:preview") else None

    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff("Editors"))
    made = walk(client, START, f"{SITE}quiz/close/days/", kind=kind, follows=False)

    assert made.trouble == []
    steps = ("page", "check", "days", "share")
    assert made.forms >= {f"desk:preview_{step}" for step in steps}


def test_public_pages_are_the_same_before_and_after_they_are_previewed(editor):
    reader, paths = Client(), ("", "roles/", "roles/product-owner/", "compare/", "routes/")
    before = {path: reader.get(f"/{path}") for path in paths}
    previews = {path: editor.get(SITE + path) for path in paths}
    for path in paths:
        # The second one is drawn anew, from whatever is left in memory.
        _pages.clear()
        after = reader.get(f"/{path}")

        assert previews[path].content != before[path].content
        assert after.content == before[path].content
        assert after["ETag"] == before[path]["ETag"]
        assert b"draft-bar" not in after.content


def test_role_of_the_draft_alone_is_unknown_to_readers_after_its_preview(editor):
    assert editor.get(f"{SITE}roles/{COACH}/").status_code == 200

    assert Client().get(f"/roles/{COACH}/").status_code == 404


def test_preview_shows_what_the_draft_says_and_the_site_what_is_live(editor):
    RoleProfile.objects.filter(slug="product-owner").update(summary="Says what the draft says.")
    pages = [editor.get(f"{place}roles/product-owner/") for place in (SITE, "/")]

    assert [b"Says what the draft says." in page.content for page in pages] == [True, False]


def test_links_of_a_preview_lead_to_previews(editor):
    page = read_page(editor.get(f"{SITE}roles/{COACH}/"))
    inside = [*links(page.one("main")), *links(page.one("footer"))]
    addresses = [address for _words, address in inside if address.startswith("/")]

    assert f"{SITE}quiz/" in addresses
    assert [address for address in addresses if not address.startswith(SITE)] == []


def test_bar_leads_to_the_forms_and_to_the_live_page_where_there_is_one(editor):
    role, page = (table.objects.get(slug=COACH) for table in (RoleProfile, RolePage))
    new, known = (editor.get(f"{SITE}roles/{slug}/") for slug in (COACH, "product-owner"))

    assert bar(new) == {
        "All previews": START,
        "Edit this role": url_of(role),
        "Edit its page": url_of(page),
        "Changes and checks": reverse("desk:draft"),
    }
    assert bar(known)["Live page"] == "/roles/product-owner/"
    assert "Live page" not in bar(editor.get(SITE + PAIR))
    assert "Live page" not in bar(editor.get(f"{SITE}routes/{COACH}/"))


def test_bar_leads_publishers_to_the_draft(client, six_roles):
    client.force_login(make_staff("Publishers"))

    assert bar(client.get(f"{SITE}roles/"))["Changes and checks"] == reverse("desk:draft")


def test_result_of_this_browser_stays_out_of_the_preview(editor):
    editor.cookies[settings.ATTEMPT_COOKIE_NAME] = ".".join(["a" * 22] * 2)

    assert "My result" in read_page(editor.get("/privacy/")).one("header").text
    assert "My result" not in read_page(editor.get(f"{SITE}privacy/")).one("header").text


@pytest.mark.parametrize(
    ("path", "queries"),
    [("roles/product-owner/", 23), ("results/close/", 21), ("how-scoring-works/details/", 21)],
)
def test_preview_asks_so_many_queries(editor, django_assert_max_num_queries, path, queries):
    editor.get(SITE + path)
    # Eight of them read a table of the content each, the newest of these the texts of the site; one
    # looks what is live, once a second.
    with django_assert_max_num_queries(queries):
        editor.get(SITE + path)


# --- refusals


PLACES = [START, *(SITE + path for path in ("", "roles/", "quiz/", "results/close/"))]


def test_preview_is_for_staff_who_may_see_roles(client, six_roles):
    asked = [client.get(address)["Location"] for address in PLACES]
    assert asked == [f"/admin/login/?next={address}" for address in PLACES]
    staff = make_staff()
    client.force_login(staff)
    assert [client.get(address).status_code for address in PLACES] == [403] * 5
    allow(staff, "view_roleprofile")

    assert [client.get(address, follow=True).status_code for address in PLACES] == [200] * 5


def test_preview_of_what_the_draft_does_not_have_is_not_found(editor):
    paths = (
        *("roles/nobody/", "compare/nobody-and-product-owner/", "routes/nowhere/", "nothing/"),
        *("robots.txt", "healthz", "sitemap.xml", "results/ideal-nobody/", "results/mine/"),
        *("quiz/nobody/1/", "quiz/close/99/", "quiz/close/0/", "shared/nobody/card.png"),
        "results/close/?compare=nobody",
    )
    found = {path: editor.get(SITE + path).status_code for path in paths}

    assert found == dict.fromkeys(paths, 404)


def test_preview_asked_in_another_way_is_refused(editor):
    places = (*PLACES, f"{SITE}shared/close/", f"{SITE}shared/close/card.png")
    for method in (editor.post, editor.delete):
        assert [method(address).status_code for address in places] == [405] * 7
    assert editor.delete(f"{SITE}quiz/close/check/").status_code == 405


def test_preview_of_what_would_be_stored_says_that_there_is_nothing(editor):
    before = counts()
    for path in ("results/close/delete/", "results/close/keep/", "results/", "quiz/resume/"):
        answers = (editor.get(SITE + path), editor.post(SITE + path))

        assert {answer.status_code for answer in answers} == {200}
        assert read_page(answers[0]).one("h1").text == "This doesn't work in the preview"
    assert counts() == before


# --- a draft with problems


def test_draft_with_problems_names_them_and_shows_what_it_can(editor):
    role = RoleProfile.objects.get(slug=COACH)
    ProfileTarget.objects.filter(role=role).first().delete()
    start, page = editor.get(START), editor.get(f"{SITE}roles/product-owner/")

    for answer, status in ((start, 200), (page, 409)):
        main = read_page(answer).one(id="content-main")
        assert answer.status_code == status
        assert url_of(role) in [address.partition("#")[0] for _words, address in links(main)]
        assert "Role: Flow coach" in main.text
        assert linked(answer) == [f"{SITE}questions-and-answers/"]
    assert editor.get(f"{SITE}quiz/").status_code == 409
    assert editor.get(f"{SITE}questions-and-answers/").status_code == 200


def test_row_without_a_name_is_named_by_its_table(editor):
    question = Question.objects.first()
    Question.objects.filter(pk=question.pk).update(text="")
    problems = read_page(editor.get(START)).one("ul", class_="draft-problems")

    [(_words, address)] = links(problems)
    assert address.partition("#")[0] == url_of(question)


def test_role_page_with_problems_is_left_out_of_its_preview(editor):
    page = RolePage.objects.get(slug=COACH)
    page.document["checked"] = "soon"
    page.save()
    start = read_page(editor.get(START)).one("ul", class_="draft-problems")

    assert "Role page: Flow coach" in start.text
    assert links(start)[0][1].partition("#")[0] == url_of(page)
    shown = editor.get(f"{SITE}roles/{COACH}/")
    assert (shown.status_code, b"About does" in shown.content) == (200, False)


# --- links of the forms


def preview_of(client, row):
    """Where the form of a row leads to see it; None for nowhere."""
    tools = read_page(client.get(url_of(row))).one("ul", class_="object-tools")
    return dict(links(tools)).get("Preview")


def test_forms_of_rows_lead_to_their_previews(editor):
    question = ReaderQuestion.objects.first()
    found = [
        preview_of(editor, row)
        for row in (
            *(table.objects.get(slug=COACH) for table in (RoleProfile, RolePage)),
            Comparison.objects.get(slug=f"product-owner-and-{COACH}"),
            *(Step.objects.get(document__start=COACH), Title.objects.get(slug="developer")),
            *(Question.objects.first(), ScoringSettings.objects.get(), question),
        )
    ]

    assert found == [
        *(f"{SITE}roles/{COACH}/", f"{SITE}roles/{COACH}/", SITE + PAIR),
        *(f"{SITE}routes/{COACH}/", f"{SITE}routes/developer/"),
        *(f"{SITE}quiz/", f"{SITE}how-scoring-works/details/"),
        f"{SITE}questions-and-answers/#{question.slug}",
    ]


def test_forms_of_what_no_page_is_about_have_no_preview(editor):
    named = {"slug": "sculptor", "name": "Sculptor"}  # from which no step leads anywhere
    title = Title.objects.create(
        slug="sculptor", document=Title.objects.first().document | named, position=99
    )
    rows = (Source.objects.first(), title)

    assert [preview_of(editor, row) for row in rows] == [None] * 2
