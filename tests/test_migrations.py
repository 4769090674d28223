"""The migrations say what the models say, go all the way up and down, and have telling names."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
NAMES = sorted(path.stem for path in (ROOT / "roles" / "migrations").glob("0*.py"))

DOWN_AND_UP = """
import json
import django
from django.core.management import call_command
from django.db import connection

django.setup()

def schema():
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'roles!_%' ESCAPE '!'")
        return dict(cursor.fetchall())

steps = [schema()]
for target in (["roles", "zero"], []):
    call_command("migrate", *target, verbosity=0, interactive=False)
    steps.append(schema())
print(json.dumps(steps))
"""

OLD_RESULT = """
import json
from datetime import datetime, timezone
import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

django.setup()

def migrated(name):
    call_command("migrate", "roles", name, verbosity=0, interactive=False)
    return MigrationExecutor(connection).loader.project_state(("roles", name)).apps.get_model

def finish(model, day):
    finished_at = datetime(*day, 23, 59, tzinfo=timezone.utc)
    moments = {"started_at": finished_at, "saved_at": finished_at}
    attempt = model("roles", "Attempt").objects.create(
        token=f"{day[0]:022}", version_id=version.pk, **moments
    )
    model("roles", "Result").objects.create(
        attempt=attempt,
        version_id=version.pk,
        leader="keeper",
        certainty="clear",
        outcome_document={},
        finished_at=finished_at,
    )

before = migrated("0004_readers_of_attempts")
version = before("roles", "CatalogVersion").objects.create(number=1, document_text="{}", digest="")
finish(before, (2026, 11, 24))
finish(before, (2024, 2, 29))
after = migrated("0007_kept_until_required")
days = after("roles", "Result").objects.order_by("pk").values_list("kept_until", flat=True)
names = after("auth", "Group").objects.filter(permissions__codename="view_sharelink")
print(json.dumps([str(day) for day in days] + sorted(names.values_list("name", flat=True))))
"""


OLD_CONTENT = """
import json
import sqlite3
from itertools import pairwise
from pathlib import Path
import django
from django.core.management import call_command
from django.db import connection

django.setup()
database = sqlite3.connect(connection.settings_dict["NAME"])
database.executescript(Path("tests/databases/0.1.0.sql").read_text())
database.close()
call_command("migrate", verbosity=0, interactive=False)

from roles.content.difference import row_changes
from roles.models import ContentVersion, RolePage, ShareLink, Source
from roles.queries.careers import content_of, public_state
from roles.queries.draft import draft_state
from roles.domain import outcomes, scoring
from roles.models import Attempt, Result, ScoringSettings
from roles.queries.catalog import version_catalog
from roles.services.catalog import offer_catalog
from roles.services.quiz import finish_attempt, record_page
from tests.factories import seed_catalog

def told(model, slug):
    rows = model.history.filter(slug=slug).order_by("history_date", "history_id")
    return [
        [change.field, change.old, change.new, now.author, now.history_change_reason]
        for before, now in pairwise(rows)
        for change in row_changes(model.section, slug, before.document, now.document)
    ]

def again(result, pages):
    # The same answers, of which so many pages had been given before the update.
    old = result.attempt
    attempt = Attempt.objects.create(
        token=f"{pages:022}", version=old.version, started_at=old.started_at,
        saved_at=old.saved_at, pages=old.pages[:pages + 1], seconds=[60.0] * pages,
        answers={slug: old.answers[slug] for page in old.pages[:pages] for slug in page},
    )
    for number in range(pages + 1, len(old.pages) + 1):
        answers = {slug: old.answers[slug] for slug in old.pages[number - 1]}
        attempt.pages = old.pages
        attempt.save()
        attempt = record_page(
            attempt=attempt, number=number, answers=answers, now=old.saved_at
        )
    return finish_attempt(attempt=attempt, now=old.saved_at).outcome

result = Result.objects.get()
(settings,) = ScoringSettings.objects.all()
state = draft_state()
shown = json.loads(json.dumps(outcomes.dump(result.outcome)))
results = {
    "shown as stored": shown | result.outcome_document == shown,
    "scored as stored": scoring.score(version_catalog(result.version), result.answers)
    == result.outcome,
    "finished from half-way": again(result, 1) == result.outcome,
    "link": result.links.get().snapshot.leader,
}
print(json.dumps({
    "draft": [list(state.changes), list(state.problems)],
    "settings": [
        settings.contrast, settings.minimum_answers, settings.scale_answers, settings.day_pairs
    ],
    "settings before": sorted(
        set(ScoringSettings.history.values_list("scale_answers", "day_pairs"))
    ),
    "results": results,
    "offer": offer_catalog(catalog=seed_catalog()),
    "offered is publishable": draft_state().is_publishable,
    "draft is what readers get": state.content == content_of(public_state()).careers,
    "publishable": state.is_publishable,
    "versions": list(ContentVersion.objects.values_list("number", "author")),
    "added": RolePage.objects.get(slug="product-manager").document["good"][-1]["text"],
    "page": told(RolePage, "product-manager"),
    "source": [row[-2:] for row in told(Source, "client")],
    "entries": RolePage.history.count(),
    "links": ShareLink.objects.count(),
}))
"""


def run(code, database):
    """What this code prints, as JSON, with a database of its own; warnings are errors."""
    environment = {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "careerquiz.settings",
    }
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


@pytest.mark.django_db
def test_models_have_nothing_left_to_migrate(capsys):
    call_command("makemigrations", check_changes=True, dry_run=True)
    assert capsys.readouterr().out == "No changes detected\n"


@pytest.mark.slow
def test_migrations_go_down_to_zero_and_up_again_to_the_same_tables(migrated):
    up, down, again = run(DOWN_AND_UP, migrated)
    assert "roles_question" in up
    assert down == {}
    assert again == up


@pytest.mark.slow
def test_results_of_before_are_kept_for_as_long_from_their_finish_as_new_ones(tmp_path):
    assert run(OLD_RESULT, tmp_path / "own.sqlite3") == [
        "2028-11-24",
        "2026-02-28",
        "Editors",
        "Publishers",
    ]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What a database of version 0.1.0 holds after the update."""
    return run(OLD_CONTENT, tmp_path_factory.mktemp("old") / "own.sqlite3")


def test_content_of_version_0_1_0_is_the_first_published_with_its_history(found):
    edited, added, deleted = (row for row in found["page"] if row[0] in ("does", "good", "trials"))

    assert found["draft is what readers get"] is True
    assert (found["publishable"], found["versions"]) == (False, [[1, "update"]])
    assert found["added"] == "A point that was added."
    assert edited[2] == ["Set direction. You give a product its vision. (Edited.) [client]"]
    assert (added[1], added[2]) == ([], ["A point that was added. [our-view]"])
    assert deleted[2] == []
    assert {row[3] for row in found["page"]} == {edited[3]} != {""}
    assert found["source"] == [[edited[3], "Corrected after a letter"]]
    assert (found["entries"], found["links"]) == (4, 1)


def test_draft_and_settings_of_version_0_1_0_go_on_as_they_were(found):
    assert found["draft"] == [[], []]
    assert found["settings"] == [0.8, 8, 0, 0]
    assert found["settings before"] == [[0, 0]]


def test_results_and_attempts_of_version_0_1_0_come_to_the_same_digits(found):
    assert found["results"] == {
        "shown as stored": True,
        "scored as stored": True,
        "finished from half-way": True,
        "link": "product-manager",
    }


def test_new_catalog_is_offered_to_a_database_of_version_0_1_0(found):
    assert (found["offer"], found["offered is publishable"]) == ("offered", True)


@pytest.mark.parametrize("name", NAMES)
def test_migration_name_says_what_it_does(name):
    assert re.fullmatch(r"[0-9]{4}(_[a-z0-9]+){2,}", name)
    assert not re.search(r"_auto|_[0-9]{8}_|_initial$", name)


def test_migrations_are_numbered_one_by_one():
    assert [int(name[:4]) for name in NAMES] == list(range(1, len(NAMES) + 1))
