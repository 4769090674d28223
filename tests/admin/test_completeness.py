"""The table of what is missing about each role."""

from roles.models import Comparison, RolePage, RoleProfile, Source
from roles.services.careers import load_careers
from tests.admin.pages import make_staff, url_of
from tests.careers_factories import make_careers_document, make_source_row
from tests.content.documents import read
from tests.views.page import links, read_page

ADDRESS = "/admin/completeness/"


def rows(client):
    table = read_page(client.get(ADDRESS)).one("table", class_="completeness")
    return {row.one("th", scope="row").text: row for row in table.one("tbody").all("tr")}


def test_table_names_what_is_missing_and_leads_to_where_it_is_added(content_editor):
    source = make_source_row(year=None, is_undated=True)
    load_careers(content=read(make_careers_document(sources=[source])), reason="")
    found = rows(content_editor)
    page, profile = RolePage.objects.get(), RoleProfile.objects.get(slug="thinker")
    thinker = links(found["Thinker"])

    assert list(found) == ["Thinker", "Keeper", "Mixer"]
    assert thinker[0] == ("Thinker", url_of(profile))
    assert (
        "Only 1 point under “what you do”; 3 or more say enough",
        url_of(page),
    ) in thinker
    assert ("No comparison with Mixer", url_of(Comparison, "add")) in thinker
    assert ("Source without a year: Survey", url_of(Source.objects.get())) in thinker
    assert ("The role has no page yet", f"{url_of(RolePage, 'add')}?slug=keeper") in links(
        found["Keeper"]
    )


def test_link_to_a_missing_page_opens_its_form_with_the_role_chosen(content_editor):
    (address,) = (
        link for text, link in links(rows(content_editor)["Keeper"]) if text.endswith("no page yet")
    )
    form = content_editor.get(address).context["adminform"].form

    assert form["slug"].value() == "keeper"


def test_table_of_a_draft_with_problems_leads_to_them(content_editor):
    Source.objects.all().delete()
    assert "/admin/draft/" in [
        link for _text, link in links(read_page(content_editor.get(ADDRESS)))
    ]

    RoleProfile.objects.get(slug="keeper").targets.all().delete()
    page = read_page(content_editor.get(ADDRESS))
    assert list(rows(content_editor)) == ["Thinker", "Keeper", "Mixer"]
    assert "/admin/draft/" in [link for _text, link in links(page)]


def test_table_is_for_who_may_see_role_pages(client, content_editor):
    assert content_editor.post(ADDRESS).status_code == 405
    client.force_login(make_staff(name="eve"))
    assert client.get(ADDRESS).status_code == 403
