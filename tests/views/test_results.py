"""The private pages of a finished attempt, round the report itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.formats import date_format

from roles.models import Attempt, Result
from roles.services.quiz import finish_attempt, record_page
from tests.factories import make_attempt, make_link, make_result, make_version, seed_catalog
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


def fold(page, summary):
    """What opens under these words."""
    return next(part for part in page.all("details") if part.one("summary").text == summary)


def publish(**changes):
    return make_version(replace(seed_catalog(), **changes))


def assert_page(response, status, heading):
    assert (response.status_code, read_page(response).one("h1").text) == (status, heading)


def compared(page):
    """The roles whose shapes stand in the chart."""
    roles = {role.symbol: role.slug for role in seed_catalog().roles}
    spots = page.one(id="pattern").all("svg", class_="chart-spot")
    return {roles[spot.attrs["class"].removeprefix("chart-spot hue-")] for spot in spots}


# --- the result


def test_result_has_its_message_as_heading_and_title(client, address):
    page = read_page(client.get(address))

    assert title_of(page) == page.one("h1").text == "Product owner fits your answers best"


def test_result_leads_back_to_the_answers(client, result, address):
    page = read_page(client.get(address))

    assert links(page.one("nav", aria_label="Previous page")) == [
        ("Back to your answers", f"/quiz/{result.attempt.token}/check/")
    ]


def test_result_offers_to_share_and_to_copy_its_private_address_in_its_head(client, address):
    band = read_page(client.get(address)).one("header", class_="band")

    assert band.attrs["class"] == "band hue-diamond"
    share = band.one("button", name="default")

    assert (share.text, share.attrs["formaction"]) == ("Share", f"{address}share/")
    assert links(band) == [("Show my private link", f"{address}?address=1#private-address-label")]
    assert "hidden" in band.one("li", data_copy_page="").attrs  # until a script can copy
    assert len(band.all("svg")) == 1


def test_result_asked_for_its_private_address_tells_it_and_what_it_opens(client, address):
    page = read_page(client.get(address))
    assert page.one("main").all("input", type="text") == []
    page = read_page(client.get(address, {"address": "1"}))
    field = page.one("input", id="private-address")

    assert (field.attrs["value"], field.attrs["type"]) == (f"http://testserver{address}", "text")
    assert "readonly" in field.attrs
    assert page.one("label", for_=field.attrs["id"]).text == "Your private link"
    assert page.one(id="private-warning").text == (
        "Anyone with this link can see, change and delete your answers."
    )


def test_result_holds_its_token_only_where_it_leads_somewhere(client, result, address):
    """Nothing that a copied page or a script could carry along unasked."""
    token = result.attempt.token
    page = read_page(client.get(address))
    holders = {
        (each.tag, name)
        for each in page.walk()
        for name, value in each.attrs.items()
        if token in value
    }

    assert holders == {("a", "href"), ("button", "formaction")}
    assert token not in page.text


def test_result_offers_to_print_to_download_to_change_to_go_on_and_to_start_again(
    client, result, address
):
    token, left = result.attempt.token, 24 - len(result.answers)
    part = fold(read_page(client.get(address)), "Print, download, change answers")

    assert links(part) == [
        ("Download everything as a file (JSON)", f"{address}download/"),
        ("Change answers", f"/quiz/{token}/check/"),
        ("Start again", "/quiz/"),
        ("Your results on this device", "/results/"),
    ]
    assert [button.text for button in part.all("button")] == [
        "Print this page",
        f"Answer the {left} statements that are left",
    ]
    assert "hidden" in part.one("li", data_print="").attrs  # until a script can print
    assert part.all("p")[-1].text == (
        f"Scored with version 1, {date_format(result.version.published_at, 'F Y')}."
    )


def test_result_of_everything_offers_no_more_statements(client, db):
    result = make_result(open_quiz(panel_share=1.0), OWNER)
    page = read_page(client.get(f"/results/{result.attempt.token}/"))

    assert fold(page, "Print, download, change answers").all("form") == []


def test_result_can_be_compared_with_another_role_at_its_own_address(client, address):
    own, other, same = (
        read_page(client.get(address, {"compare": slug} if slug is not None else {}))
        for slug in (None, "project-manager", "")
    )

    assert [compared(page) for page in (own, other)] == [{"product-owner"}, {"project-manager"}]
    assert same.one("main").text == own.one("main").text
    assert (f"{address}?compare=project-manager#pattern") in [link for _text, link in links(own)]


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
    assert set(linked) == {"/roles/", f"/roles/{Result.objects.get().outcome.runner_up}/"}


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


# --- its public links, and a friend's


def test_result_tells_of_links_that_work_and_of_those_that_show_an_older_one(client, version):
    see_result(client, take(client, OWNER))
    result = Result.objects.get()
    address = f"/results/{result.attempt.token}/"
    make_link(result)
    part = fold(read_page(client.get(address)), "Print, download, change answers")
    assert part.all("p")[0].text == "1 public link works at present. See your public links"
    assert ("See your public links", f"{address}share/") in links(part)
    assert read_page(client.get(address)).all(class_="note") == []

    attempt = Attempt.objects.get()
    now = attempt.saved_at + timedelta(seconds=60)
    answers = dict.fromkeys(attempt.pages[0], 1)
    changed = record_page(attempt=attempt, number=1, answers=answers, now=now)
    finish_attempt(attempt=changed, now=now)
    note = read_page(client.get(address)).one(class_="note")
    assert note.text == "Your public links don't all show this result yet. Update them"
    assert links(note) == [("Update them", f"{address}share/")]


# --- today's version


def test_result_names_a_newer_version_only_when_there_is_one(client, address):
    words = "See what today's version says"
    before = [text for text, _ in links(read_page(client.get(address)))]
    publish()
    note = read_page(client.get(address)).one(class_="note")

    assert words not in before
    assert note.text.startswith("Scored with version 1, ")
    assert links(note) == [(words, f"{address}rescore/")]


def test_check_page_once_there_is_a_result_says_what_a_change_does(client, version):
    check = take(client, OWNER)
    see_result(client, check)
    again = client.get(check.request["PATH_INFO"])

    assert read_page(check).all("p", class_="note") == []
    assert read_page(again).one("p", class_="note").text == (
        "You have a result. Change an answer, and we'll score it again. Public links keep the old "
        "one until you update them."
    )
