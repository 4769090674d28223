"""The list of statements says what to improve and how people answer; what is published stays."""

from datetime import timedelta
from random import Random

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from roles.domain.counts import StatementCounts
from roles.domain.dates import utc_day
from roles.models import Question
from roles.models.statistics import CountedDay
from roles.queries.catalog import version_catalog
from roles.queries.draft import draft_state
from roles.queries.statements import draft_wording
from tests.admin.counted_days import make_counts
from tests.admin.counted_days import row_of as count_of
from tests.admin.pages import allow, delete_row, make_staff, post_form, text_of, url_of
from tests.factories import make_version, publish_seed
from tests.views.forms import fields_of
from tests.views.page import links, read_page

pytestmark = pytest.mark.django_db
LIST = "/admin/roles/question/"
NEW_TEXT = "Ask customers what they paid for"


@pytest.fixture
def editor(db):
    client = Client(enforce_csrf_checks=True)
    publish_seed()
    client.force_login(make_staff("Publishers"))
    return client


@pytest.fixture
def question(editor):
    return Question.objects.get(slug="talk-to-customers")


def row_of(client, question, column):
    """What the list says of a statement in one column."""
    table = read_page(client.get(LIST)).one(id="result_list")
    rows = [row for row in table.all("tr") if question.text in row.text]
    (row,) = [row for row in rows if row.one(class_="field-text").text == question.text]
    return row.one("td", class_=f"field-{column}").text


def new_question(question, **values):
    fields = {"slug": "new-one", "text": "Sketch a new plan", "dimension": question.dimension}
    return Question.objects.create(**fields | values)


# --- the list


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Plan and not forget things", "Asks two things, or says no: and, not"),
        ("Plan a\u00adweek", "Invisible letters: character 7: SOFT HYPHEN (U+00AD)"),
        ("?!", "No letters at all"),
        ("Sketch plan", "\N{EN DASH}"),
    ],
)
def test_list_says_beside_a_statement_what_to_improve(editor, question, text, said):
    row = new_question(question, text=text)

    assert row_of(editor, row, "problems") == said


def test_list_says_of_long_and_hard_statements_how_long_and_how_hard(editor, question):
    words = "organizational reconsideration " * 9
    said = row_of(editor, new_question(question, text=words.strip()), "problems")

    assert "Long: 18 words" in said
    assert "Hard to read: grade " in said


def test_list_names_the_twin_of_a_statement_once(editor, question):
    twin = new_question(question, text=question.text.lower())

    assert row_of(editor, twin, "problems") == f"Reads the same as “{question.text}”"
    assert row_of(editor, question, "problems") == f"Reads the same as “{twin.text}”"


def test_list_says_nothing_of_statements_that_are_not_asked(editor, question):
    row = new_question(question, text="12 34", active=False)

    assert row_of(editor, row, "problems") == "\N{EN DASH}"


def test_list_says_how_each_statement_stands(editor, question):
    new = new_question(question)
    before = row_of(editor, question, "state")
    post_form(editor, question, active=None)
    question.refresh_from_db()

    assert (row_of(editor, new, "state"), before) == ("new", "live")
    assert row_of(editor, question, "state") == "changed"
    make_version(draft_state().catalog)
    assert row_of(editor, question, "state") == "retired"


def test_list_shows_answers_to_a_statement_as_it_is_worded(editor, question):
    few = row_of(editor, question, "answers")
    count_answers(question, [2] * 9 + [5] + [None] * 10)
    kept = row_of(editor, question, "answers")
    cache.clear()

    assert (few, kept) == ("fewer than 10", "fewer than 10")
    assert row_of(editor, question, "answers") == "20+: mean 2.3, 50% skipped"
    Question.objects.filter(pk=question.pk).update(text=NEW_TEXT)
    question.refresh_from_db()
    assert row_of(editor, question, "answers") == "fewer than 10"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([4] * 12 + [None] * 9, "20+: mean 4.0"),
        ([4] * 9 + [None] * 12, "20+"),
        ([None] * 12, "10+: 100% skipped"),
    ],
)
def test_list_leaves_out_what_might_tell_of_a_few(editor, question, answers, said):
    count_answers(question, answers)
    assert row_of(editor, question, "answers") == said


def count_answers(question, answers):
    """A day on which people answered so to that statement."""
    version = draft_state().version
    counts = make_counts(version_catalog(version), 500, Random(1))
    statement = counts.statements[draft_wording(question)] = StatementCounts()
    for answer in answers:
        statement.add_answer(answer)
    day = utc_day(timezone.now()) - timedelta(days=1)
    counted = CountedDay.objects.create(day=day, counted_at=timezone.now())
    count_of(counted, version, counts).save()


def test_list_says_when_too_few_have_finished(editor, question):
    assert text_of(editor.get(LIST), "sample").startswith("Too few people have finished")
    assert row_of(editor, question, "answers") == "fewer than 10"


# --- retire and bring back


def act(client, action, *rows):
    form = read_page(client.get(LIST)).one("form", id="changelist-form")
    data = {"csrfmiddlewaretoken": fields_of(form)["csrfmiddlewaretoken"], "action": action}
    data |= {"_selected_action": [row.pk for row in rows], "index": "0"}
    return client.post(LIST, data, follow=True)


def notes(page):
    return [str(message) for message in page.context["messages"]]


def test_ticked_statements_are_retired_and_brought_back_and_counted(editor, question):
    first = act(editor, "retire", question)
    is_asked = Question.objects.get(pk=question.pk).active
    again = act(editor, "retire", question)
    back = act(editor, "bring_back", question)

    assert is_asked is False
    assert [notes(page)[0].split()[0] for page in (first, again, back)] == ["1", "0", "1"]
    assert Question.objects.get(pk=question.pk).active is True
    assert Question.history.filter(id=question.pk, author="ada").count() == 2


def test_retiring_below_the_minimum_warns_with_a_link_to_the_rest(editor, question):
    page = act(editor, "retire", question)
    address = f"{LIST}?dimension__id__exact={question.dimension_id}"
    warned = [way for _text, way in links(read_page(page).one("ul", class_="messagelist"))]

    assert warned == [address]
    assert "3 active statements" in notes(page)[1]
    assert len(notes(act(editor, "bring_back", question))) == 1


def test_actions_need_the_right_to_change(client, question):
    user = make_staff(name="bob")
    allow(user, "view_question")
    client.force_login(user)
    client.post(LIST, {"action": "retire", "_selected_action": question.pk})

    assert Question.objects.get(pk=question.pk).active is True


# --- a changed text


def test_changed_text_of_a_published_statement_asks_and_keeps_the_typing(editor, question):
    page = post_form(editor, question, text=NEW_TEXT, position="77")
    form = read_page(page).one("form", id="question_form")

    assert page.status_code == 200
    assert Question.objects.get(pk=question.pk).text == question.text
    assert [fields_of(form)[name] for name in ("text", "position")] == [[NEW_TEXT], ["77"]]
    assert [radio.attrs["value"] for radio in form.all("input", type="radio")] == ["same", "new"]


def answer(client, page, **values):
    form = read_page(page).one("form", id="question_form")
    return client.post(page.request["PATH_INFO"], fields_of(form) | values)


def test_same_meaning_keeps_the_statement(editor, question):
    done = answer(editor, post_form(editor, question, text=NEW_TEXT), meaning="same")
    question.refresh_from_db()

    assert (done.status_code, question.text, question.active) == (302, NEW_TEXT, True)
    assert Question.objects.count() == 24


def test_new_statement_stands_beside_the_retired_one(editor, question):
    asked = post_form(editor, question, text=NEW_TEXT)
    done = answer(editor, asked, meaning="new", _continue="1", baseline="3.5")
    old, new = Question.objects.get(pk=question.pk), Question.objects.get(text=NEW_TEXT)
    order = list(Question.objects.values_list("pk", flat=True))

    assert (old.text, old.slug, old.active) == (question.text, question.slug, False)
    assert (new.slug, new.active) == ("ask-customers-what-they-paid-for", True)
    assert (new.dimension, new.baseline) == (old.dimension, 3.0)
    assert abs(order.index(old.pk) - order.index(new.pk)) == 1
    assert done.url == url_of(new)


def test_new_statement_gets_a_slug_that_was_never_used(editor, question):
    new_question(question, slug="ask-customers-what-they-paid-for")
    answer(editor, post_form(editor, question, text=NEW_TEXT), meaning="new")

    assert Question.objects.get(text=NEW_TEXT).slug == "ask-customers-what-they-paid-for-2"


def test_new_statement_that_is_refused_leaves_both_as_they_were(editor, question):
    asked = post_form(editor, question, text=NEW_TEXT)
    refused = answer(editor, asked, meaning="new", position="no number")

    assert refused.status_code == 200
    assert Question.objects.filter(active=True).count() == 24
    assert Question.objects.count() == 24


@pytest.mark.parametrize("meaning", ["old", "<b>", "x" * 5_000])
def test_answer_that_was_not_offered_saves_nothing(editor, question, meaning):
    answer(editor, post_form(editor, question, text=NEW_TEXT), meaning=meaning)

    assert Question.objects.get(pk=question.pk).text == question.text


def test_text_of_a_statement_that_nobody_saw_is_saved_without_asking(editor, question):
    new = new_question(question)
    done = post_form(editor, new, text=NEW_TEXT)

    assert (done.status_code, Question.objects.get(pk=new.pk).text) == (302, NEW_TEXT)


def test_published_text_comes_back_without_asking(editor, question):
    Question.objects.filter(pk=question.pk).update(text=NEW_TEXT)
    done = post_form(editor, question, text=question.text)

    assert (done.status_code, Question.objects.get(pk=question.pk).text) == (302, question.text)


# --- deletion


@pytest.mark.parametrize("method", ["get", "post"])
def test_published_statement_is_not_deleted_but_can_be_retired(client, editor, question, method):
    client.force_login(make_staff("Editors", "bob"))
    address = reverse("admin:roles_question_delete", args=[question.pk])
    page = getattr(client, method)(address, {"post": "yes"}, follow=True)
    shown = read_page(page)

    assert page.redirect_chain == [(url_of(question), 302)]
    assert links(shown.one("ul", class_="messagelist"))[0][1] == f"{url_of(question)}#id_active"
    assert shown.all("a", class_="deletelink") == []
    assert Question.objects.filter(pk=question.pk).exists()


def test_statement_that_was_never_published_is_deleted(client, editor, question):
    client.force_login(make_staff("Editors", "bob"))
    row = new_question(question)
    shown = read_page(client.get(url_of(row)))
    delete_row(client, row)

    assert len(shown.all("a", class_="deletelink")) == 1
    assert not Question.objects.filter(pk=row.pk).exists()


def test_list_offers_no_deletion_of_many(editor, question):
    act(editor, "delete_selected", question)
    options = read_page(editor.get(LIST)).one("select", name="action").all("option")

    assert [option.attrs["value"] for option in options] == ["", "retire", "bring_back"]
    assert Question.objects.filter(pk=question.pk).exists()
