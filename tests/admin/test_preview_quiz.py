"""The quiz of the draft: taken to the end, with days, and stored nowhere."""

import re

import pytest
from django.conf import settings
from django.test import Client

from roles.domain import personas
from roles.models import Question
from roles.queries.preview import draft_content
from tests.admin.pages import make_staff
from tests.admin.preview import COACH, SITE, counts, publish_five_and_draft_six
from tests.views.forms import fields_of
from tests.views.page import read_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db):
    publish_five_and_draft_six()
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff("Editors"))
    return client


def go(client, address):
    """The page to which an address leads, and its own address."""
    answer = client.get(address)
    while "Location" in answer:
        address = answer["Location"].partition("#")[0]
        answer = client.get(address)
    return answer, address


def send(client, address, **given):
    """Sends the form of a page as it stands but for what is given."""
    page = read_page(client.get(address))
    fields = fields_of(page.all("form")[0]) | given
    return client.post(address, fields)


def answer_all(client, sheet, most=99):
    """Takes the quiz as far as it goes, or so many pages; the address where it stands then."""
    _answer, address = go(client, f"{SITE}quiz/")
    while "/check/" not in address and most:
        asked = client.get(address).context["form"].statements
        sent = send(client, address, **{field.name: str(sheet[field.name]) for field in asked})
        address, most = sent["Location"].partition("#")[0], most - 1
    return address


def test_quiz_of_the_draft_leads_to_the_result_of_its_new_role(editor):
    before, catalog = counts(), draft_content().catalog
    address = answer_all(editor, personas.ideal_sheet(catalog, COACH))
    result, where = go(editor, send(editor, address)["Location"])

    assert "/results/" in where
    assert result.context["page"].leader.role.slug == COACH
    # It chose what to ask, and stopped before the last statement.
    assert result.context["page"].outcome.open > 0
    assert counts() == before
    assert settings.ATTEMPT_COOKIE_NAME not in editor.cookies


def test_quiz_of_the_draft_goes_on_when_asked_to(editor):
    catalog = draft_content().catalog
    address = answer_all(editor, personas.ideal_sheet(catalog, COACH))
    more = send(editor, address, more="1")["Location"]

    assert re.search(r"/\d+/$", more)
    assert editor.get(more).context["attempt"].wants_all


def test_days_chosen_in_the_preview_decide_its_result(editor):
    before = counts()
    address = f"{SITE}results/close/"
    first = editor.get(address).context["page"]
    days = f"{SITE}quiz/close/days/"
    pairs = editor.get(days).context["form"].pairs
    own = {day.slug for day in first.runner_up.role.days}
    chosen = {name: ({pair.left, pair.right} & own).pop() for name, pair in pairs.items()}
    after = editor.get(send(editor, days, **chosen)["Location"]).context["page"]

    assert after.leader.role == first.runner_up.role
    assert after.days.count == len(pairs)
    assert counts() == before


def test_days_skipped_in_the_preview_lead_to_the_result(editor):
    place = send(editor, f"{SITE}quiz/close/days/", skip="1")["Location"]

    assert editor.get(place).context["page"].days is None


def test_days_of_the_preview_left_open_are_asked_for(editor):
    answer = send(editor, f"{SITE}quiz/close/days/")

    assert answer.status_code == 200
    assert read_page(answer).all(class_="error-summary")


def test_statements_left_open_or_of_another_page_are_refused(editor):
    _answer, address = go(editor, f"{SITE}quiz/")
    page = editor.get(address)
    here = {field.name for field in page.context["form"].statements}
    other = Question.objects.filter(active=True).exclude(slug__in=here).first()

    assert read_page(send(editor, address)).all(class_="error-summary")
    assert send(editor, address, **{other.slug: "5"}).status_code == 400


def test_answer_of_a_made_up_person_can_be_changed(editor):
    address = f"{SITE}quiz/ideal-{COACH}/1/"
    asked = [field.name for field in editor.get(address).context["form"].statements]
    sent = send(editor, address, **{asked[0]: "skip"})

    assert sent["Location"].endswith("/check/#checked")
    assert editor.get(sent["Location"]).context["check"].skipped == 1


def test_quiz_that_skips_everything_says_what_is_missing(editor):
    _answer, address = go(editor, f"{SITE}quiz/")
    sheet = dict.fromkeys(Question.objects.values_list("slug", flat=True), "skip")
    address = answer_all(editor, sheet)

    assert editor.get(address).context["check"].needed > 0
    token = fields_of(read_page(editor.get(f"{SITE}quiz/close/days/")).all("form")[0])
    assert editor.post(address, token).status_code == 400
    assert go(editor, address.replace("/quiz/", "/results/").replace("/check/", "/"))[1] == address


def test_page_ahead_leads_back_to_the_open_one(editor):
    _answer, address = go(editor, f"{SITE}quiz/")

    assert go(editor, address.replace("/1/", "/3/"))[1] == address
    assert go(editor, address.replace("/1/", "/check/"))[1] == address


def test_key_that_was_changed_is_unknown(editor):
    _answer, address = go(editor, f"{SITE}quiz/")
    key = address.split("/")[-3]
    forged = key[:-1] + ("A" if key[-1] != "A" else "B")

    assert editor.get(address.replace(key, forged)).status_code == 404


def test_quiz_begun_with_another_draft_says_so(editor):
    _answer, address = go(editor, f"{SITE}quiz/")
    Question.objects.filter(slug="talk-to-customers").update(text="Talk to people who buy")
    answer = editor.get(address)

    assert answer.status_code == 409
    assert f"{SITE}quiz/" in answer.content.decode()


def test_post_without_the_forms_token_is_refused(editor):
    assert editor.post(f"{SITE}quiz/close/days/", {"skip": "1"}).status_code == 403


def test_share_button_of_the_preview_leads_to_the_shared_page(editor):
    before = counts()
    address = f"{SITE}results/ideal-{COACH}/"
    token = fields_of(read_page(editor.get(address)).all("form")[0])
    sent = editor.post(f"{address}share/", token)

    assert sent["Location"] == f"{SITE}shared/ideal-{COACH}/"
    assert editor.get(sent["Location"]).context["page"].leader.role.slug == COACH
    assert counts() == before


def test_picture_of_the_preview_is_drawn(editor):
    picture = editor.get(f"{SITE}shared/ideal-{COACH}/card.png")

    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")


def test_key_of_a_whole_quiz_fits_into_an_address(editor):
    sent = send(editor, f"{SITE}quiz/ideal-{COACH}/1/")["Location"]

    assert len(sent) < 2000
