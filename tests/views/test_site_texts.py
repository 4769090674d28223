"""What an organization calls its quiz stands on every page, and no other name does."""

import pytest
from django.conf import settings as site_settings
from django.urls import reverse

from roles.content.site import SiteDocument
from roles.models import ShareLink
from roles.queries.careers import known_site
from tests.factories import make_content_version, publish_seed_careers, seed_careers
from tests.views.page import read_page
from tests.views.quiz_walk import open_quiz, take
from tests.views.sharing import card_of, link_of, page_of, sheet
from tests.wording.result_pages import CLEAR

NAME = "Which Desk? The Quiz of Exampletown & Co."[:40]
PUBLIC = (
    *("/", "/roles/", "/compare/", "/routes/", "/routes/developer/", "/questions-and-answers/"),
    *("/how-scoring-works/", "/how-scoring-works/details/", "/privacy/", "/accessibility/"),
    *("/roles/product-owner/", "/compare/product-manager-and-product-owner/"),
    *("/quiz/", "/no-such-page/", "/compare/?a=product-owner&b=product-owner"),
)


@pytest.fixture
def version(db):
    found = open_quiz()
    publish_seed_careers()
    return found


def rename(**texts):
    """Content in force with these texts of the site, beside what the app ships."""
    return make_content_version(seed_careers().model_copy(update={"site": SiteDocument(**texts)}))


def assert_renamed(response):
    text = response.content.decode()
    assert "careerquiz" not in text.lower()
    page = read_page(response)
    assert page.one(class_="brand").text == NAME
    assert page.one("title").text.endswith(f" \N{EN DASH} {NAME}")


@pytest.mark.parametrize("address", PUBLIC)
def test_public_page_shows_the_published_name_and_no_other(client, version, address):
    client.get(address, follow=True)  # a page from before
    rename(name=NAME)
    client.get("/roles/")  # error pages ask nobody: they know what this process saw last

    assert_renamed(client.get(address, follow=True))


def test_pages_of_a_result_from_before_show_the_new_name(client, version):
    link = link_of(version, CLEAR, ("numbers", "pattern"))
    private = reverse("results:detail", args=[link.result.attempt.token])
    names = ("share/", "delete/", f"share/{link.token}/", "rescore/")
    addresses = [private, page_of(link), *(f"{private}{name}" for name in names)]
    addresses += [reverse("results:offline_link", args=[version.number])]
    for address in addresses:
        client.get(address)
    rename(name=NAME)

    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        assert_renamed(response)
    file = client.get(f"{private}download/")["Content-Disposition"]
    assert file == 'attachment; filename="which-desk-the-quiz-of-exampletown-co-result.json"'


def test_shared_page_names_the_site_to_chats(client, version):
    link = link_of(version)
    rename(name=NAME)
    page = read_page(client.get(page_of(link)))

    assert page.one("meta", property="og:site_name").attrs["content"] == NAME


def test_picture_of_a_link_from_before_is_drawn_anew_once(client, version):
    link = link_of(version)
    before = client.get(card_of(link)).content
    rename(name=NAME)
    after = client.get(card_of(link)).content
    stored = ShareLink.objects.get(pk=link.pk)

    assert before != after == bytes(stored.picture)
    assert stored.picture_site == NAME
    ShareLink.objects.update(picture=before)  # would be seen if it were drawn each time
    assert client.get(card_of(link)).content == before


def test_picture_of_the_site_has_its_name_and_line(client, version):
    standard = client.get("/card.png")
    rename(name=NAME, picture="Which desk fits you?")
    page = read_page(client.get("/"))
    address = page.one("meta", property="og:image").attrs["content"]
    own = client.get(address)

    assert "/card.png?" in address
    assert own["Content-Type"] == standard["Content-Type"] == "image/png"
    assert own.content != standard.content
    file = site_settings.BASE_DIR / "static" / "img" / "card-default.png"
    assert standard.content == file.read_bytes()
    assert client.post("/card.png").status_code == 405


def test_picture_of_a_name_that_the_fonts_lack_is_the_standard_one(client, version):
    standard = client.get("/card.png").content
    rename(name="\u54ea\u4e2a\u89d2\u8272")

    assert client.get("/card.png").content == standard


def test_start_page_says_what_the_organization_wrote_with_its_words_in_braces(client, version):
    texts = {
        "headline": "{roles} desks. Where do you sit?",
        "lead": "Rate {most} statements.",
        "hint": "Free <b>and</b> quick.",
        "foot": "For fun only.",
        "title": "The desk quiz",
        "description": "Find your desk.",
    }
    rename(**texts)
    response = client.get("/")
    page = read_page(response)

    assert page.one("h1").text == "Five desks. Where do you sit?"
    assert page.one("title").text == "The desk quiz \N{EN DASH} Careerquiz"
    assert page.one("meta", name="description").attrs["content"] == "Find your desk."
    assert page.one("meta", property="og:title").attrs["content"] == "The desk quiz"
    assert "Rate 24 statements." in page.one(class_="lead").text
    assert "Free &lt;b&gt;and&lt;/b&gt; quick." in response.content.decode()
    assert "For fun only." in page.one("footer").text


def test_list_of_roles_and_routes_describe_themselves_as_the_organization_does(client, version):
    rename(roles_description="All desks.", routes_description="Ways to {roles} desks.")
    said = [
        read_page(client.get(address)).one("meta", name="description").attrs["content"]
        for address in ("/roles/", "/routes/")
    ]

    assert said == ["All desks.", "Ways to five desks."]


def test_operator_and_contact_of_the_site_come_before_those_of_the_settings(
    client, version, settings
):
    settings.OPERATOR, settings.CONTACT = "Ada", "ada@example.org"
    assert "Ada" in read_page(client.get("/privacy/")).one(id="operator").text
    rename(operator="Exampletown", contact="https://example.org/contact?to=quiz")
    said = read_page(client.get("/privacy/")).one(id="operator").text

    assert "Exampletown" in said
    assert "https://example.org/contact?to=quiz" in said
    assert "Ada" not in said


def test_pages_of_an_attempt_ask_for_the_name_once(client, version, django_assert_num_queries):
    address = take(client, sheet(CLEAR), pages=1).request["PATH_INFO"]
    client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_error_pages_know_the_name_without_the_database(client, version, monkeypatch):
    rename(name=NAME)
    client.get("/")
    assert known_site().name == NAME

    client.raise_request_exception = False
    monkeypatch.setattr("roles.views.pages.own_texts", lambda content: 1 / 0)
    rename(name=NAME, foot="New")
    response = client.get("/")

    assert response.status_code == 500
    assert NAME.replace("&", "&amp;") in response.content.decode()
    assert "careerquiz" not in response.content.decode().lower()
