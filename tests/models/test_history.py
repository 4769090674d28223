"""The history of the draft keeps names when accounts are gone."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from roles.models import CONTENT_ROWS, Question, RolePage
from roles.models.history import AuthoredChange
from roles.queries.catalog import DRAFT_TABLES
from tests.factories import publish_seed

pytestmark = pytest.mark.django_db


def reword(question, text, user=None):
    question.text = text
    question._history_user = user
    question.save()
    return question.history.latest()


@pytest.fixture
def question(db):
    publish_seed()
    return Question.objects.first()


@pytest.mark.parametrize("model", [*DRAFT_TABLES, *CONTENT_ROWS], ids=lambda model: model.__name__)
def test_history_of_every_table_of_the_draft_keeps_names(model):
    assert issubclass(model.history.model, AuthoredChange)


def test_change_keeps_the_name_of_its_author_when_the_account_is_deleted(question):
    ada = User.objects.create_user("ada")
    change = reword(question, "Plan the week", ada)
    ada.delete()
    change.refresh_from_db()

    assert (change.author, change.history_user) == ("ada", None)


def test_change_from_the_command_line_has_no_author(question):
    assert reword(question, "Plan the week").author == ""


def test_update_names_the_authors_of_older_changes_batch_by_batch(question, monkeypatch):
    migration = import_module("roles.migrations.0019_history_authors")
    monkeypatch.setattr(migration, "BATCH", 1)
    ada, bob = (User.objects.create_user(name) for name in ("ada", "bob"))
    changes = [reword(question, f"Plan week {number}", ada) for number in (1, 2)]
    changes += [reword(question, "Plan the year", bob), reword(question, "Plan the day")]
    page = RolePage.objects.create(slug="thinker")
    page._history_user = bob
    page.save()
    Question.history.update(author="")
    RolePage.history.update(author="")
    with_names = Question.history.filter(pk__in=[row.pk for row in changes]).order_by("history_id")
    migration.keep_names(apps, None)

    assert list(with_names.values_list("author", flat=True)) == ["ada", "ada", "bob", ""]
    assert RolePage.history.latest().author == "bob"
