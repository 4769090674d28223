"""Deleted or kept no longer: no row, no cached picture, no byte of the file, only "it ended"."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from roles.models import EndedToken, Result, ShareLink
from roles.services.quiz import finish_attempt
from roles.services.results import end_link, refresh_link
from tests.factories import make_attempt, make_link, make_result, running_day
from tests.services.attempts import CLOSE, CONTRARY, LEANING, choose, finish, record
from tests.views.page import read_page
from tests.views.quiz_walk import open_quiz, press


@pytest.fixture
def result(db):
    """Somebody's, with two links that were opened; another's stays beside it."""
    version = open_quiz()
    make_link(make_result(version, CONTRARY))
    return share(torn(version))


def torn(version):
    """A result that days were chosen for."""
    return finish(choose(make_attempt(version, CLOSE), "product-manager"))


def share(result):
    make_link(result)
    make_link(result, shows={"numbers": True, "pattern": False})
    return result


# --- what there is, and what is searched for


def raw(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def database():
    """Every value of every row of every table, and everything in the cache."""
    values = [raw(entry) for pair in cache._cache.items() for entry in pair]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            values += [raw(value) for row in cursor.fetchall() for value in row]
    return b"\n".join(values)


def file():
    """The database's file, with what has not been moved into it yet."""
    name = Path(connection.settings_dict["NAME"])
    return name.read_bytes() + name.with_name(f"{name.name}-wal").read_bytes()


def secrets_of(result):
    """What must be nowhere: tokens, outcome, answers, excerpts, pieces of the pictures."""
    stored = Result.objects.select_related("attempt").get(pk=result.pk)
    texts = {
        "private token": stored.attempt.token,
        "outcome": json.dumps(stored.outcome_document),
        "probability": repr(stored.outcome_document["matches"][1]["probability"]),
        "frozen answers": json.dumps(stored.answer_pairs),
        "answers": json.dumps(stored.attempt.answers),
        "pages": json.dumps(stored.attempt.pages),
        "days": json.dumps(stored.attempt.day_choices),
        "frozen days": json.dumps(stored.day_choices),
    }
    found = {name: text.encode() for name, text in texts.items()}
    for number, link in enumerate(stored.links.all()):
        found[f"token {number}"] = link.token.encode()
        found[f"excerpt {number}"] = json.dumps(link.excerpt_document).encode()
        # From the middle: a picture's beginning is like that of any other.
        for start in range(4000, len(link.picture) - 40, 500):
            found[f"picture {number} from {start}"] = bytes(link.picture)[start : start + 40]
    return found


def names_in(place, searched):
    return {name for name, needle in searched.items() if needle in place}


def open_everything(client, result):
    """The status of each address, private and public, as anybody meets it now."""
    private = f"/results/{result.attempt.token}/"
    addresses = [private, f"{private}share/", f"/quiz/{result.attempt.token}/1/"]
    return [client.get(address).status_code for address in addresses]


def open_links(client, tokens):
    return [
        client.get(f"/shared/{token}/{room}").status_code
        for token in tokens
        for room in ("", "card.png")
    ]


def tokens_of(result):
    return list(result.links.values_list("token", flat=True))


def delete_everything(client, result):
    asked = client.get(f"/results/{result.attempt.token}/delete/")
    gone = press(client, asked, "Delete everything")
    assert read_page(gone).one("h1").text == "Your answers are deleted"


def wait_and_prune(_client, result):
    Result.objects.filter(pk=result.pk).update(kept_until=running_day() - timedelta(days=1))
    call_command("prune", verbosity=0)


ENDS = pytest.mark.parametrize("end", [delete_everything, wait_and_prune])


# --- nothing is left


@ENDS
def test_nothing_of_a_result_is_left_in_any_table_or_cache(client, result, end):
    searched, tokens = secrets_of(result), tokens_of(result)
    assert open_links(client, tokens) == [200] * 4
    assert names_in(database(), searched) == searched.keys()  # we know how to find it
    end(client, result)

    assert names_in(database(), searched) == set()
    assert (Result.objects.count(), ShareLink.objects.count()) == (1, 1)


@ENDS
def test_every_address_of_a_result_says_that_it_ended(client, result, end):
    tokens = tokens_of(result)
    assert open_everything(client, result) == [200] * 3
    assert open_links(client, tokens) == [200] * 4
    end(client, result)

    assert open_everything(client, result) == [410] * 3
    assert open_links(client, tokens) == [410] * 4
    assert EndedToken.objects.count() == 3


def test_overdue_result_is_out_of_reach_even_before_it_is_pruned(client, result):
    today = running_day()
    Result.objects.filter(pk=result.pk).update(kept_until=today - timedelta(days=1))

    assert open_everything(client, result) == [410] * 3


def test_switched_off_link_leaves_no_picture_at_once_and_nothing_in_the_end(client, result):
    link = result.links.first()
    searched = {
        name: needle
        for name, needle in secrets_of(result).items()
        if name == "token 0" or name.startswith("picture 0")
    }
    now = result.finished_at - timedelta(days=91)
    end_link(link=link, now=now)
    assert names_in(database(), searched) == {"token 0"}
    assert open_links(client, [link.token]) == [410] * 2
    call_command("prune", verbosity=0)

    assert names_in(database(), searched) == set()
    assert open_links(client, [link.token]) == [410] * 2
    assert open_everything(client, result) == [200] * 3


# --- nor in the file


@pytest.fixture
def sqlite(transactional_db):
    if connection.vendor != "sqlite":
        pytest.skip("Other databases keep their files to themselves.")
    with connection.cursor() as cursor:
        yield cursor


def written(cursor):
    """The file once all is in it, as it comes to be every so often by itself."""
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert cursor.fetchall() == [(0, 0, 0)]
    return file()


def test_deleted_content_is_overwritten(sqlite):
    sqlite.execute("PRAGMA secure_delete")

    assert sqlite.fetchall() == [(1,)]


@ENDS
def test_nothing_of_a_result_is_left_in_the_file(client, sqlite, end):
    version = open_quiz()
    result = share(torn(version))
    before = secrets_of(result)
    attempt = result.attempt
    for number in (1, 2):
        attempt = record(attempt, number, LEANING)
    result = finish_attempt(attempt=attempt, now=result.finished_at)
    assert names_in(written(sqlite), before) >= {"private token", "excerpt 0", "token 1"}
    refresh_link(link=result.links.first(), now=result.finished_at)
    searched = before | {f"later {name}": needle for name, needle in secrets_of(result).items()}
    there = names_in(written(sqlite), searched)
    assert there >= {"later outcome", "later answers", "later excerpt 0", "excerpt 1"}
    assert len([name for name in there if name.startswith("later picture")]) > 20
    end(client, result)

    assert names_in(file(), searched) == set()  # though our connection stays open


def test_nothing_of_the_picture_of_a_switched_off_link_is_left_in_the_file(client, sqlite):
    open_links_of = share(torn(open_quiz())).links
    searched = secrets_of(open_links_of.instance)
    pictures = {name: needle for name, needle in searched.items() if "picture 0" in name}
    assert names_in(file(), pictures) == pictures.keys()
    link = open_links_of.get(token=searched["token 0"].decode())
    end_link(link=link, now=link.made_at)

    assert names_in(file(), pictures) == set()
