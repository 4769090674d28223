"""The private pages of a finished attempt, round the report itself."""

from dataclasses import replace

import pytest
from django.utils.formats import date_format

from roles.models import Attempt, Result
from tests.factories import make_attempt, make_result, make_version, seed_catalog
from tests.views.page import links, read_page, title_of
from tests.views.quiz_walk import OWNER, open_quiz, press, see_result, take


@pytest.fixture
def version(db):
    return open_quiz()


@pytest.fixture
def result(version):
    """Of a product owner, as clear as can be."""
    return make_result(version, OWNER)


@pytest.fixture
def address(result):
    return f"/results/{result.attempt.token}/"


def section(page, heading):
    """The section under that heading."""
    return next(part for part in page.all("section") if part.all("h2")[0].text == heading)


def publish(**changes):
    return make_version(replace(seed_catalog(), **changes))


def assert_page(response, status, heading):
    assert (response.status_code, read_page(response).one("h1").text) == (status, heading)


# --- the result


def test_result_has_its_message_as_heading_and_title(client, address):
    page = read_page(client.get(address))

    assert title_of(page) == page.one("h1").text == "Product owner fits your answers best"


def test_result_leads_back_to_the_answers(client, result, address):
    page = read_page(client.get(address))

    assert links(page.one("nav", aria_label="Previous page")) == [
        ("Back to your answers", f"/quiz/{result.attempt.token}/check/")
    ]


def test_result_asked_for_its_private_address_tells_it_and_what_it_opens(client, address):
    keep = section(read_page(client.get(address)), "Keep this result")
    assert keep.all("input") == []
    asked = dict(links(keep))["Show my private link"]
    keep = section(read_page(client.get(asked)), "Keep this result")
    field = keep.one("input")

    assert (field.attrs["value"], field.attrs["type"]) == (f"http://testserver{address}", "text")
    assert "readonly" in field.attrs
    assert keep.one("label", for_=field.attrs["id"]).text == "Your private link"
    assert keep.one(id="private-warning").text == (
        "Anyone with this link can see, change and delete your answers."
    )
    assert links(keep) == [("Download everything as a file (JSON)", f"{address}download/")]
    assert "hidden" in keep.one("li", data_print="").attrs  # until a script can print


def test_result_offers_to_change_to_go_on_to_start_again_and_to_delete(client, result, address):
    token, left = result.attempt.token, 24 - len(result.answers)
    part = section(read_page(client.get(address)), "Change it, or start again")

    assert links(part) == [
        ("Change answers", f"/quiz/{token}/check/"),
        ("Start again", "/quiz/"),
        ("Delete everything", f"{address}delete/"),
    ]
    assert part.one("button").text == f"Answer the {left} statements that are left"
    assert part.one("p").text == (
        f"Scored with version 1, {date_format(result.version.published_at, 'F Y')}."
    )


def test_result_of_everything_offers_no_more_statements(client, db):
    result = make_result(open_quiz(panel_share=1.0), OWNER)
    page = read_page(client.get(f"/results/{result.attempt.token}/"))

    assert section(page, "Change it, or start again").all("form") == []


def test_result_can_be_compared_with_another_role_at_its_own_address(client, address):
    own, other = client.get(address), client.get(address, {"compare": "project-manager"})

    assert own.context["page"].pattern.role.slug == "product-owner"
    assert other.context["page"].pattern.role.slug == "project-manager"
    assert client.get(address, {"compare": ""}).context["page"] == own.context["page"]
    form = read_page(other).one("form", method="get")
    assert form.one("button").attrs["formaction"] == f"{address}#pattern"
    assert form.one("select").attrs["name"] == "compare"


@pytest.mark.parametrize("role", ["juggler", "Product-Owner", "\N{SNOWMAN}", "\0", "x" * 2000])
def test_result_compared_with_a_role_that_is_not_there_is_not_found(client, address, role):
    assert_page(client.get(address, {"compare": role}), 404, "Page not found")


def test_result_before_the_end_leads_to_where_the_attempt_stands(client, version):
    token = make_attempt(version, OWNER, pages=2).token

    for room in ("", "rescore/", "download/"):
        response = client.get(f"/results/{token}/{room}", follow=True)
        assert response.redirect_chain[-1] == (f"/quiz/{token}/3/", 302)


def test_result_of_an_attempt_not_begun_leads_to_page_one(client, version):
    first = client.get("/quiz/").url
    ticket = first.split("/")[2]

    for room in ("", "rescore/", "download/"):
        response = client.get(f"/results/{ticket}/{room}", follow=True)
        assert response.redirect_chain[-1] == (first, 302)
    assert_page(client.get(f"/results/{ticket}/delete/"), 404, "Page not found")


def test_result_of_a_role_that_is_withdrawn_keeps_its_name_without_a_link(client, address):
    publish(roles=tuple(row for row in seed_catalog().roles if row.slug != "product-owner"))
    response = client.get(address)
    linked = [link for _, link in links(read_page(response)) if link.startswith("/roles/")]

    assert read_page(response).one("h1").text == "Product owner fits your answers best"
    assert set(linked) == {"/roles/", f"/roles/{response.context['page'].runner_up.role.slug}/"}


# --- after a change of answers


def test_changed_answers_leave_the_result_as_it_was_with_a_note(client, version):
    check = take(client, OWNER)
    see_result(client, check)
    rows = Result.objects.values().get()
    attempt = Attempt.objects.get()
    page = client.get(f"/quiz/{attempt.token}/1/")
    press(client, page, "Continue", dict.fromkeys(attempt.pages[0], "1"))
    note = read_page(client.get(f"/results/{attempt.token}/")).one(class_="note")

    assert note.text == (
        "You changed answers after this result was scored. Check them and see the new result"
    )
    assert links(note)[0][1] == f"/quiz/{attempt.token}/check/"
    assert Result.objects.values().get() == rows


def test_result_scored_again_stands_at_the_same_address_without_a_note(client, version):
    first = see_result(client, take(client, OWNER))
    attempt = Attempt.objects.get()
    for number, slugs in enumerate(attempt.pages, start=1):
        page = client.get(f"/quiz/{attempt.token}/{number}/")
        response = press(client, page, "Continue", dict.fromkeys(slugs, "3"))
    again = see_result(client, response)

    assert first.redirect_chain == again.redirect_chain == [(f"/results/{attempt.token}/", 302)]
    assert read_page(again).one("h1").text == "We can't tell from these answers"
    assert read_page(again).all(class_="note") == []
    assert set(Result.objects.get().answers.values()) == {3}


# --- today's version


def test_result_names_a_newer_version_only_when_there_is_one(client, address):
    words = "What would today's version say?"
    before = [text for text, _ in links(read_page(client.get(address)))]
    publish()
    after = links(read_page(client.get(address)))

    assert words not in before
    assert (words, f"{address}rescore/") in after


def test_check_page_once_there_is_a_result_says_what_a_change_does(client, version):
    check = take(client, OWNER)
    see_result(client, check)
    again = client.get(check.request["PATH_INFO"])

    assert read_page(check).all("p", class_="note") == []
    assert read_page(again).one("p", class_="note").text == (
        "You already have a result. If you change answers, we score it again under the same "
        "private link. Public links keep showing the old result until you update them."
    )
