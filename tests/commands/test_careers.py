"""The commands of the pages about roles: load, export, and the load of a first start."""

import io

import pytest
from django.core.management import CommandError, call_command

from careerquiz import serve
from roles.content import files as documents
from roles.content.documents import content_document, parse_content
from roles.content.files import CAREERS_SEED
from roles.models import CatalogVersion, ReaderQuestion, RolePage, Source
from roles.queries.careers import content_of, draft_content_document, public_state
from roles.queries.draft import draft_state
from roles.services.catalog import load_catalog
from tests.careers_factories import make_careers_document, make_source_row
from tests.content.documents import read
from tests.factories import (
    FIRST_CATALOG,
    first_catalog,
    make_careers,
    make_catalog,
    make_version,
    publish_seed,
    seed_catalog,
    shipped_bytes,
)
from tests.services.careers import written_by

pytestmark = pytest.mark.django_db


def run(*args, **options):
    """What a command prints."""
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def write_file(tmp_path, document, name="content.yaml"):
    path = tmp_path / name
    path.write_text(documents.write(document))
    return str(path)


def refusal_of(*args):
    with pytest.raises(CommandError) as refusal:
        run(*args)
    return str(refusal.value).splitlines()


def draft():
    return parse_content(draft_content_document())


def seed_careers():
    return parse_content(documents.read(CAREERS_SEED.read_text(encoding="utf-8")).content)


@pytest.fixture
def small_draft():
    load_catalog(catalog=make_catalog(), reason="test")


# --- load


def test_load_careers_without_a_file_loads_what_the_app_ships():
    publish_seed()

    assert run("load_careers") == "The draft now equals careers.yaml.\n"
    assert draft() == seed_careers()
    assert Source.history.first().history_change_reason == "loaded from careers.yaml"


def test_load_careers_a_second_time_says_so_and_writes_nothing():
    publish_seed()
    run("load_careers")
    said = []
    written, _reasons = written_by(lambda: said.append(run("load_careers")))

    assert said == ["The draft already equals careers.yaml.\n"]
    assert written == {}


def test_load_careers_of_a_file_says_its_name_and_notes_it(tmp_path, small_draft):
    path = write_file(tmp_path, make_careers_document(), name="mine.yaml")

    assert run("load_careers", path) == "The draft now equals mine.yaml.\n"
    assert draft() == read(make_careers_document())
    assert Source.history.get().history_change_reason == "loaded from mine.yaml"


def test_load_careers_of_a_file_with_a_long_name_notes_its_beginning(tmp_path, small_draft):
    path = write_file(tmp_path, make_careers_document(), name=f"{'x' * 200}.yaml")
    run("load_careers", path)

    assert Source.history.get().history_change_reason == f"loaded from {'x' * 80}"


def test_load_careers_quiet_prints_nothing():
    publish_seed()

    assert run("load_careers", verbosity=0) == ""
    assert run("load_careers", verbosity=0) == ""
    assert draft() == seed_careers()


def test_load_careers_if_empty_fills_what_is_empty():
    publish_seed()

    assert run("load_careers", if_empty=True) == "The draft now equals careers.yaml.\n"
    assert draft() == seed_careers()


def test_load_careers_if_empty_leaves_anything_that_is_there_alone(tmp_path):
    Source.objects.create(slug="survey", document=make_source_row())
    before = draft()

    assert run("load_careers", if_empty=True) == ""
    assert run("load_careers", str(tmp_path / "nowhere.yaml"), if_empty=True) == ""
    assert draft() == before


def test_load_careers_if_empty_beside_other_roles_loads_nothing(small_draft, capsys):
    assert run("load_careers", if_empty=True) == ""
    assert capsys.readouterr().err.startswith("The pages that the app ships are about other roles")
    assert not draft().roles


# --- files that are refused


def test_load_careers_broken_file_is_refused_whole_with_lines(tmp_path, small_draft):
    run("load_careers", write_file(tmp_path, make_careers_document()), verbosity=0)
    before = draft()
    document = make_careers_document()
    document["routes"][0]["goal"] = "singer"
    document["sources"][0]["label"] = "Poll"
    document["pay"][0]["low"] = 70_000
    document["reader_questions"][0]["colour"] = "red"
    path = write_file(tmp_path, document)
    lines = [line.strip() for line in documents.write(document).splitlines()]

    first, *problems = refusal_of("load_careers", path)
    assert first == f"{path} was refused and nothing was changed:"
    assert [problem.split(". Allowed: ")[0] for problem in problems] == [
        f"line {lines.index('low: 70000') + 1}: pay.thinkers-us.low: [70000, 60000, 90000]",
        f"line {lines.index('colour: red') + 1}: reader_questions.how-long.colour: 'red'",
        f"line {lines.index('goal: singer') + 1}: routes.number 1.goal: 'singer'",
    ]
    assert draft() == before


def test_load_careers_with_a_link_that_leads_nowhere_is_refused_with_its_line(
    tmp_path, small_draft
):
    document = make_careers_document()
    document["reader_questions"][0]["link"] = "/roles/thinker/#nowhere"
    lines = [line.strip() for line in documents.write(document).splitlines()]
    number = lines.index("link: /roles/thinker/#nowhere") + 1

    _first, problem = refusal_of("load_careers", write_file(tmp_path, document))
    assert problem.startswith(f"line {number}: reader_questions.how-long.link: '/roles/thinker/#no")
    assert draft_content_document()["sources"] == []


def test_load_careers_file_that_is_no_yaml_is_refused_with_its_line(tmp_path):
    path = tmp_path / "content.yaml"
    path.write_text("format: 1\nformat: 1\n")

    assert refusal_of("load_careers", str(path)) == [
        f"{path} was refused and nothing was changed:",
        "line 2: 'format'. Allowed: each key once only.",
    ]


def test_load_careers_empty_file_is_refused_and_deletes_nothing(tmp_path, small_draft):
    run("load_careers", write_file(tmp_path, make_careers_document()), verbosity=0)
    path = tmp_path / "empty.yaml"
    path.write_text("")

    assert refusal_of("load_careers", str(path)) == [
        f"{path} was refused and nothing was changed:",
        "line 1: document: nothing. Allowed: a mapping with format, site, sources, pay, "
        "roles, comparisons, reader_questions, titles, routes.",
    ]
    assert draft() == read(make_careers_document())


def test_load_careers_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.yaml cannot be read: .*No such file"):
        run("load_careers", str(tmp_path / "nowhere.yaml"))


def test_load_careers_folder_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"cannot be read: .*directory"):
        run("load_careers", str(tmp_path))


def test_load_careers_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"format: \xe9\n")
    with pytest.raises(CommandError, match=r"latin\.yaml cannot be read: 'utf-8' codec"):
        run("load_careers", str(path))


def test_load_careers_without_a_draft_refuses_every_role(tmp_path):
    path = write_file(tmp_path, make_careers_document())
    first, *problems = refusal_of("load_careers", path)

    assert first == f"{path} was refused and nothing was changed:"
    named = [problem.split(": ")[1] for problem in problems]
    assert {"roles.thinker.slug", "routes.number 1.goal", "titles.dreamer.changes"} < {*named}
    assert draft() == make_careers()


# --- export


def test_export_careers_gives_the_loaded_bytes_back(tmp_path):
    publish_seed()
    run("load_careers", verbosity=0)
    target = tmp_path / "out.yaml"

    assert run("export_careers", str(target)) == ""
    assert target.read_bytes() == shipped_bytes(CAREERS_SEED)
    assert run("export_careers").encode() == shipped_bytes(CAREERS_SEED)


def test_export_careers_prints_to_the_standard_output(capsys, tmp_path, small_draft):
    run("load_careers", write_file(tmp_path, make_careers_document()), verbosity=0)
    call_command("export_careers")

    assert capsys.readouterr().out == documents.write(
        content_document(read(make_careers_document()))
    )


def test_export_careers_of_nothing_has_every_section_and_can_be_loaded(tmp_path):
    target = tmp_path / "out.yaml"
    run("export_careers", str(target))

    assert target.read_text() == (
        "format: 1\nsources: []\npay: []\nroles: []\ncomparisons: []\nreader_questions: []\n"
        "titles: []\nroutes: []\n"
    )
    assert run("load_careers", str(target)) == "The draft already equals out.yaml.\n"


def test_export_careers_tells_what_was_edited_since():
    publish_seed()
    run("load_careers", verbosity=0)
    row = ReaderQuestion.objects.get(slug="how-is-it-scored")
    row.document["question"] = "Who scores it?"
    row.save()
    shipped = shipped_bytes(CAREERS_SEED).decode().splitlines()
    exported = run("export_careers").splitlines()

    changed = [new for old, new in zip(shipped, exported, strict=True) if old != new]
    assert changed == ["    question: Who scores it?"]


def test_export_careers_of_a_version_brings_it_back(tmp_path):
    publish_seed()
    run("load_careers", publish=True)
    RolePage.objects.filter(slug="product-owner").delete()
    target = str(tmp_path / "first.yaml")
    run("export_careers", target, content_version=1)
    run("load_careers", target)

    assert draft() == seed_careers()
    with pytest.raises(CommandError, match="no content version 7"):
        run("export_careers", content_version=7)


def test_export_careers_to_a_bad_place_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_careers", str(tmp_path / "no" / "such" / "folder.yaml"))
    with pytest.raises(CommandError, match=r"cannot be written: .*directory"):
        run("export_careers", str(tmp_path))


# --- the first start


def test_first_start_publishes_the_catalog_and_the_pages():
    serve.prepare_database()

    assert CatalogVersion.objects.count() == 1
    assert draft() == content_of(public_state()).careers == seed_careers()


def test_later_start_leaves_a_draft_that_was_edited_alone():
    serve.prepare_database()
    RolePage.objects.filter(slug="product-owner").delete()
    before = draft_content_document()
    serve.prepare_database()

    assert draft_content_document() == before
    assert content_of(public_state()).careers == seed_careers()


def test_start_after_an_update_puts_the_new_catalog_into_the_draft_and_publishes_nothing():
    call_command("load_catalog", FIRST_CATALOG, verbosity=0)
    make_version(first_catalog())
    serve.prepare_database()
    state = draft_state()

    assert (state.catalog, state.problems) == (seed_catalog(), ())
    assert CatalogVersion.objects.count() == 1


def test_load_careers_and_publish_shows_the_pages_to_readers():
    publish_seed()
    run("load_careers")
    assert content_of(public_state()).careers == make_careers()

    assert "Version 1 of the role pages is published." in run("load_careers", publish=True)
    assert content_of(public_state()).careers == seed_careers()
