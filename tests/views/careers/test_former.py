"""Addresses of roles that were renamed or retired: where they lead once that is published."""

import pytest

from roles.queries.catalog import published_role_names
from tests.careers_factories import make_page_row
from tests.factories import make_catalog, make_document, make_result, make_role, make_version
from tests.views.careers.pages import open_small
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(db):
    """Ponderer is called thinker today; host is gone."""
    ponderer = make_role("ponderer", ideas=80, order=10)
    host = make_role("host", ideas=10, order=40)
    make_version(make_catalog(roles=[ponderer, host, *make_document()["roles"][1:]]))
    page = make_page_row("thinker", other="keeper", former_slugs=["ponderer", "muser"])
    open_small(roles=[page])


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/roles/ponderer/", "/roles/thinker/"),
        ("/roles/muser/", "/roles/thinker/"),
        ("/compare/ponderer-and-keeper/", "/compare/thinker-and-keeper/"),
        ("/compare/keeper-and-ponderer/", "/compare/thinker-and-keeper/"),
        ("/compare/ponderer-and-keeper-and-mixer/", "/compare/thinker-and-keeper-and-mixer/"),
    ],
)
def test_address_of_a_renamed_role_leads_to_its_new_one_for_good(client, opened, address, leads_to):
    response = client.get(address)

    assert (response.status_code, response["location"]) == (301, leads_to)


def test_page_of_a_retired_role_says_so_and_leads_on(client, opened):
    response = client.get("/roles/host/")
    page = read_page(response)

    assert response.status_code == 410
    assert "Host" in page.one("main").text
    assert {"/quiz/", "/roles/"} <= {path for _text, path in links(page.one("main"))}
    assert page.all("meta", name="robots", content="noindex")


def test_comparison_with_a_retired_role_leads_to_the_other_one(client, opened):
    response = client.get("/compare/ponderer-and-host/")

    assert response.status_code == 410
    assert "/roles/thinker/" in [path for _text, path in links(read_page(response))]


@pytest.mark.parametrize(
    "address",
    [
        *("/roles/nobody/", "/roles/host-and-ponderer/", "/routes/nobody/"),
        *("/compare/host/", "/compare/ponderer/", "/compare/ponderer-and-thinker/"),
        "/compare/host-and-nobody/",
    ],
)
def test_address_that_never_was_one_is_not_found(client, opened, address):
    assert client.get(address).status_code == 404


def test_retired_role_is_named_nowhere_else(client, opened):
    for address in ("/roles/", "/compare/", "/sitemap.xml"):
        assert "host" not in client.get(address).content.decode().replace("//testserver", "")


def test_role_that_comes_back_has_its_page_again(client, opened):
    make_version(
        make_catalog(roles=[make_role("host", ideas=9, order=70), *make_document()["roles"]])
    )

    assert client.get("/roles/host/").status_code == 200


def test_earlier_versions_are_read_once(opened, django_assert_num_queries):
    assert published_role_names("any")["host"] == "Host"

    with django_assert_num_queries(0):
        assert [*published_role_names("any")] == ["thinker", "keeper", "mixer", "ponderer", "host"]


def test_old_result_leads_to_the_page_of_its_renamed_role(client):
    ponderer = make_role("ponderer", ideas=90, order=20)
    version = make_version(make_catalog(roles=[ponderer, *make_document()["roles"][1:]]))
    sheet = {"find-ideas": 5, "weigh-ideas": 5, "keep-lists": 1, "tidy-files": 1}
    result = make_result(version, sheet)
    page = make_page_row("thinker", other="keeper", former_slugs=["ponderer"])
    open_small(roles=[page])
    shown = read_page(client.get(f"/results/{result.attempt.token}/"))
    paths = [path for _text, path in links(shown)]

    assert "Ponderer" in shown.one("h1").text
    assert "/roles/ponderer/" in paths
    assert "/compare/thinker-and-mixer/" in paths
