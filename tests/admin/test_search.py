"""Search over everything that admins write."""

import pytest
from django.urls import reverse

from roles.models import Day, Question, ReaderQuestion, RolePage, RoleProfile, SiteTexts, Source
from roles.services.careers import load_careers
from tests.admin.pages import make_staff, url_of
from tests.careers_factories import make_careers_document, make_source_row
from tests.content.documents import read
from tests.views.page import links, read_page

ADDRESS = "/admin/search/"


def found(client, query):
    """What stands in each group: heading, and for each hit its link with the marked words."""
    page = read_page(client.get(ADDRESS, {"q": query}))
    return {
        group.one("h2").text: [
            (*links(row)[0], [mark.text for mark in row.all("mark")]) for row in group.all("li")
        ]
        for group in page.all("section", class_="hits")
    }


def test_search_finds_rows_of_every_kind_with_the_way_to_their_forms(content_editor):
    Question.objects.filter(slug="find-ideas").update(text="Find a zebra")
    role = RoleProfile.objects.get(slug="thinker")
    RoleProfile.objects.filter(slug="thinker").update(summary="Feeds the zebra")
    Day.objects.create(role=role, slug="zebra-day", text="A zebra to brush")
    page, asked = RolePage.objects.get(), ReaderQuestion.objects.get()
    page.document["does"][0]["text"] = "Count each zebra"
    asked.document["question"] = "One zebra more"
    page.save()
    asked.save()
    SiteTexts.objects.create(name="Zebra quiz")
    question = Question.objects.get(slug="find-ideas")

    assert found(content_editor, "ZEBRA") == {
        "Questions (1)": [("Find a zebra", url_of(question), ["zebra"])],
        "Role profiles (1)": [("Thinker", url_of(role), ["zebra"])],
        "Days (1)": [("Thinker", url_of(role), ["zebra"])],
        "Role pages (1)": [("Thinker", url_of(page), ["zebra"])],
        "Reader questions (1)": [("One zebra more", url_of(asked), ["zebra"])],
        "Site texts (1)": [("Site texts", url_of(SiteTexts.objects.get()), ["Zebra"])],
    }


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("cafe", ["Café"]),
        ("CAFÉ", ["Café"]),
        ("cafe\N{COMBINING ACUTE ACCENT} 日", ["Café", "日"]),
        ("strasse", ["Straße"]),
    ],
)
def test_search_takes_letters_without_accents_and_capitals(content_editor, query, marks):
    row = make_source_row(name="Café in der Straße, 日本", label="Poll")
    load_careers(content=read(make_careers_document(sources=[row])), reason="")

    assert found(content_editor, query) == {
        "Sources (1)": [("Poll, 2025", url_of(Source.objects.get()), marks)]
    }


def test_search_wants_all_words_and_no_short_names(content_editor):
    assert found(content_editor, "trades survey") != {}
    assert found(content_editor, "trades zebra") == {}
    assert found(content_editor, "thinkers-us") == {}
    assert found(content_editor, "") == {}


def test_search_shows_markup_as_text(content_editor):
    Source.objects.update(document=make_source_row(name="<b>Zebra</b> & co"))
    response = content_editor.get(ADDRESS, {"q": "<b>zebra"})

    assert "<mark>&lt;b&gt;Zebra</mark>" in response.content.decode()
    assert "&lt;b&gt;zebra" in response.content.decode()


def test_search_of_thousands_of_letters_is_cut(content_editor):
    response = content_editor.get(ADDRESS, {"q": "a\x00" * 5000})

    assert response.status_code == 200
    assert len(response.context["query"]) <= 200


def test_search_says_how_much_it_leaves_out(content_editor):
    rows = [make_source_row(slug=f"s{number}", label=f"L{number}") for number in range(60)]
    load_careers(content=read(make_careers_document(sources=[make_source_row(), *rows])), reason="")
    groups = found(content_editor, "survey of all trades")

    assert len(groups["Sources (61)"]) == 50


def test_search_is_for_who_may_see_the_draft(client, content_editor, db):
    assert content_editor.post(ADDRESS).status_code == 405
    client.force_login(make_staff(name="eve"))
    assert client.get(ADDRESS).status_code == 403
    client.logout()
    assert client.get(ADDRESS)["Location"] == f"/admin/login/?next={ADDRESS}"


def test_every_page_of_the_admin_leads_to_search(content_editor):
    page = read_page(content_editor.get("/admin/"))

    assert ("Search all texts", reverse("desk:search")) in links(page)
