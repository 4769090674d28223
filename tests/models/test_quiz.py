"""What is stored of an attempt, and what is left of it once it was deleted."""

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from roles.models import Attempt, EndedToken, Result
from roles.models.quiz import token_digest
from roles.services.quiz import delete_attempt
from tests.factories import make_attempt, make_catalog, make_result, make_version, new_attempt

pytestmark = pytest.mark.django_db

SHEET = {"find-ideas": 5, "weigh-ideas": 4, "keep-lists": None, "tidy-files": 2}
TOKEN = "aB3-_xyzaB3-_xyzaB3-_x"
# SHA-256 of TOKEN, worked out elsewhere: printf %s "$TOKEN" | sha256sum
DIGEST = "eaa3ef2873eecdb2b88708a5129c92cbc1a151484d76cedc8f181726c3e1890c"


def make_row(version, token=TOKEN):
    now = timezone.now()
    return Attempt.objects.create(token=token, version=version, started_at=now, saved_at=now)


def break_constraint(name, columns, write):
    """The database itself refuses a write. SQLite names the columns of a unique constraint."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    assert name in str(refusal.value) or columns in str(refusal.value)


def tables_holding(text):
    """The tables in which any value of any row holds the text."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if any(text in str(value) for row in cursor.fetchall() for value in row):
                found.add(table)
    return found


def test_attempt_token_twice_is_refused():
    version = make_version(make_catalog())
    make_row(version)

    break_constraint("attempt_token_unique", "roles_attempt.token", lambda: make_row(version))


@pytest.mark.parametrize("token", ["", TOKEN[:21]])
def test_attempt_token_of_another_length_is_refused(token):
    version = make_version(make_catalog())

    break_constraint("attempt_token_whole", "attempt_token_whole", lambda: make_row(version, token))


def test_ended_token_twice_is_refused():
    EndedToken.objects.create(digest=DIGEST)

    break_constraint(
        "ended_token_digest_unique",
        "roles_endedtoken.digest",
        lambda: EndedToken.objects.create(digest=DIGEST),
    )


def test_token_digest_is_sha256():
    assert token_digest(TOKEN) == DIGEST


def test_attempt_reads_its_answers_in_the_order_shown():
    attempt = make_attempt(make_version(make_catalog()), SHEET)
    stored = Attempt.objects.get()
    stored.answers = dict(sorted(stored.answers.items()))

    assert list(stored.sheet) == attempt.pages[0]
    assert stored.sheet == SHEET
    assert stored.answered == 3


def test_attempt_address_is_the_ticket_until_it_is_saved():
    version = make_version(make_catalog())
    attempt = new_attempt(version)
    assert (attempt.is_saved, attempt.key) == (False, attempt.ticket)
    assert attempt.ticket.startswith(f"{attempt.token}.1.")

    saved = make_attempt(version, SHEET)
    assert (saved.is_saved, saved.key) == (True, saved.token)


def test_attempt_merge_takes_only_what_belongs_to_the_page():
    attempt = Attempt(pages=[["a", "b"], ["c"]], answers={"a": 1, "b": 2, "c": 3})
    attempt.merge(1, {"b": None, "a": 5, "c": 1})

    assert attempt.answers == {"a": 5, "b": None, "c": 3}


def test_attempt_is_named_without_its_token():
    attempt = make_attempt(make_version(make_catalog()), SHEET)

    assert str(attempt) == f"Attempt {attempt.pk}"
    assert str(Attempt(token=TOKEN)) == "Attempt -"
    assert str(EndedToken(digest=DIGEST)) == DIGEST[:12]


def test_deleted_attempt_leaves_nothing_but_the_digest():
    version = make_version(make_catalog())
    attempt = make_result(version, SHEET).attempt
    token = attempt.token
    assert tables_holding(token) == {"roles_attempt"}
    assert tables_holding("weigh-ideas") == {
        "roles_attempt",
        "roles_catalogversion",
        "roles_result",
    }
    delete_attempt(attempt=attempt)

    assert (Attempt.objects.count(), Result.objects.count()) == (0, 0)
    assert tables_holding(token) == set()
    assert tables_holding("weigh-ideas") == {"roles_catalogversion"}
    row = serializers.serialize("python", EndedToken.objects.all())[0]
    assert row["fields"].keys() == {"digest", "ended_at"}
    assert row["fields"]["digest"] == token_digest(token)
