"""The sitemap: every page that may be found, each once, under the site's own name."""

import pytest
from django.core.management import call_command

from roles.models import Comparison, ReaderQuestion
from tests.factories import make_catalog, make_version, publish_seed
from tests.views.page import read_page

ORIGIN = "http://testserver"
ROLES = (
    *("product-manager", "project-manager", "program-manager"),
    *("product-owner", "project-coordinator"),
)


def addresses(client, origin=ORIGIN):
    """The addresses in order, without the origin that each must have."""
    page = read_page(client.get("/sitemap.xml"))
    found = [each.text for each in page.all("loc")]
    assert [address[: len(origin)] for address in found] == [origin] * len(found)
    return [address[len(origin) :] for address in found]


@pytest.fixture
def whole_site(db):
    publish_seed()
    call_command("load_careers", publish=True, verbosity=0)


def test_sitemap_lists_every_page_that_may_be_found_once(client, whole_site):
    found = addresses(client)

    assert len(found) == len(set(found))
    assert found[:9] == [
        "/",
        "/roles/",
        "/privacy/",
        "/accessibility/",
        "/questions-and-answers/",
        "/compare/",
        "/routes/",
        "/how-scoring-works/",
        "/how-scoring-works/details/",
    ]
    assert found[9:14] == [f"/roles/{role}/" for role in ROLES]
    pairs = [address for address in found if address.count("-and-") == 1 and "/compare/" in address]
    assert len(pairs) == 10
    assert found.count("/compare/product-manager-and-project-manager-and-program-manager/") == 1
    assert [f"/routes/{start}/" in found for start in (*ROLES, "scrum-master")] == [True] * 6


def test_sitemap_pages_are_there_for_everybody_with_titles_and_descriptions_of_their_own(
    client, whole_site
):
    heads = []
    for address in addresses(client):
        response = client.get(address)
        heads.append(read_page(response).one("head"))

        assert (response.status_code, response.cookies) == (200, {}), address
        assert response.content.count(b"csrfmiddlewaretoken") == 0
        assert heads[-1].one("link", rel="canonical").attrs["href"] == f"{ORIGIN}{address}"
        assert heads[-1].all("meta", name="robots") == []
    titles = {head.one("title").text for head in heads}
    descriptions = {head.one("meta", name="description").attrs["content"] for head in heads}

    assert len(titles) == len(descriptions) == len(heads)
    assert [text for text in descriptions if not 70 <= len(text) <= 155] == []


def test_sitemap_without_content_leaves_out_what_it_would_hold(client, db):
    publish_seed()

    assert addresses(client) == [
        *("/", "/roles/", "/privacy/", "/accessibility/"),
        *("/compare/", "/routes/", "/how-scoring-works/", "/how-scoring-works/details/"),
        *(f"/roles/{role}/" for role in ROLES),
        *(f"/routes/{role}/" for role in ROLES),
    ]


def test_sitemap_before_the_first_publication_lists_what_works_then(client, db):
    found = addresses(client)

    assert found == ["/", "/roles/", "/privacy/", "/accessibility/"]
    assert [client.get(address).status_code for address in found] == [200] * 4


def test_sitemap_leaves_out_comparisons_of_roles_that_are_not_in_force(client, whole_site):
    make_version(make_catalog())
    found = addresses(client)

    assert Comparison.objects.count() == 11
    assert [address for address in found if address.startswith("/compare/")] == ["/compare/"]
    assert [address for address in found if address.startswith("/roles/")] == [
        *("/roles/", "/roles/thinker/", "/roles/keeper/", "/roles/mixer/"),
    ]
    assert ReaderQuestion.objects.exists()
    assert found.count("/questions-and-answers/") == 1


def test_sitemap_uses_the_configured_name_of_the_site(client, db, settings):
    settings.SITE_ORIGIN = "https://quiz.example.org"

    assert addresses(client, "https://quiz.example.org")[0] == "/"
    assert client.get("/robots.txt").content.decode().splitlines()[-1] == (
        "Sitemap: https://quiz.example.org/sitemap.xml"
    )


def test_sitemap_is_xml_that_may_be_kept_for_an_hour(client, db):
    response = client.get("/sitemap.xml")

    assert response["Content-Type"] == "application/xml"
    assert response.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns=')
    assert response["Cache-Control"] == "public, max-age=3600"
