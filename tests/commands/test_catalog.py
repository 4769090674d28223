"""The catalog's commands: load, export, publish."""

import io

import pytest
from django.core.management import CommandError, call_command

from roles.content import catalog as catalog_format
from roles.content import files as documents
from roles.content.files import SEED
from roles.models import CatalogVersion, Dimension, ProfileTarget, Question, RoleProfile
from roles.queries.catalog import draft_catalog
from tests.factories import (
    FIRST_CATALOG,
    first_catalog,
    make_document,
    make_experiment,
    make_version,
    publish_seed,
    reworded_catalog,
    shipped_bytes,
)

pytestmark = pytest.mark.django_db


def run(*args, **options):
    """What a command prints."""
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def write_file(tmp_path, document):
    path = tmp_path / "content.yaml"
    path.write_text(documents.write(document))
    return str(path)


def test_load_catalog_without_a_file_loads_what_the_app_ships():
    assert run("load_catalog") == "The draft now equals catalog.yaml.\n"
    assert draft_catalog() == documents.read_catalog(SEED.read_text())


def test_load_catalog_a_second_time_says_so_and_writes_nothing():
    run("load_catalog")
    histories = (Dimension.history, RoleProfile.history, ProfileTarget.history, Question.history)
    before = [history.count() for history in histories]

    assert run("load_catalog") == "The draft already equals catalog.yaml.\n"
    assert [history.count() for history in histories] == before == [6, 5, 30, 24]


def test_load_catalog_publish_makes_version_1_once():
    expected = "The draft now equals catalog.yaml.\nVersion 1 is published.\n"

    assert run("load_catalog", publish=True) == expected
    assert run("load_catalog", publish=True).splitlines()[1] == (
        "Nothing to publish: the draft has no changes."
    )
    assert CatalogVersion.objects.count() == 1


def test_load_catalog_if_empty_leaves_an_edited_draft_alone():
    publish_seed()
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="markets").update(
        target=77
    )

    assert run("load_catalog", if_empty=True, publish=True) == ""
    assert draft_catalog().role("product-owner").targets["markets"] == 77
    assert CatalogVersion.objects.count() == 1


def test_load_catalog_quiet_prints_nothing():
    assert run("load_catalog", publish=True, verbosity=0) == ""


def test_load_catalog_broken_file_is_refused_whole_with_lines(tmp_path):
    run("load_catalog")
    before = draft_catalog()
    document = make_document()
    for role, symbol in zip(document["roles"], ("circle", "square", "triangle"), strict=True):
        role["symbol"] = symbol
    document["roles"][0]["targets"]["ideas"] = 101
    document["roles"][1]["targets"]["ideas"] = "ninety"
    document["roles"][2]["targets"]["ideas"] = True
    path = write_file(tmp_path, document)
    with pytest.raises(CommandError) as refusal:
        run("load_catalog", path)

    first, *problems = str(refusal.value).splitlines()
    assert first == f"{path} was refused and nothing was changed:"
    assert [line.split(". ")[0] for line in problems] == [
        "line 18: roles.thinker.targets.ideas: 101",
        "line 27: roles.keeper.targets.ideas: 'ninety'",
        "line 37: roles.mixer.targets.ideas: true",
    ]
    assert draft_catalog() == before


def test_load_catalog_missing_file_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.yaml cannot be read: .*No such file"):
        run("load_catalog", str(tmp_path / "nowhere.yaml"))


def test_load_catalog_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "latin.yaml"
    path.write_bytes(b"format: \xe9\n")
    with pytest.raises(CommandError, match=r"latin\.yaml cannot be read: 'utf-8' codec"):
        run("load_catalog", str(path))


def test_export_catalog_gives_the_loaded_bytes_back(tmp_path):
    run("load_catalog")
    target = tmp_path / "out.yaml"
    run("export_catalog", str(target))

    assert target.read_bytes() == shipped_bytes(SEED)
    assert run("export_catalog").encode() == shipped_bytes(SEED)


def test_export_catalog_of_a_version_ignores_later_edits():
    publish_seed()
    RoleProfile.objects.filter(slug="product-owner").update(name="Owner")

    assert run("export_catalog", catalog_version=1).encode() == shipped_bytes(SEED)
    assert "name: Owner\n" in run("export_catalog")


def test_export_catalog_unknown_version_is_refused():
    with pytest.raises(CommandError, match=r"There is no version 3\."):
        run("export_catalog", catalog_version=3)


def test_export_catalog_of_an_empty_draft_is_refused():
    with pytest.raises(CommandError, match=r"The draft is not complete:\ndimensions: "):
        run("export_catalog")


def test_export_catalog_to_a_bad_place_is_refused(tmp_path):
    run("load_catalog")
    with pytest.raises(CommandError, match="cannot be written"):
        run("export_catalog", str(tmp_path / "no" / "such" / "folder.yaml"))


def test_publish_catalog_says_what_it_did():
    run("load_catalog")

    assert run("publish_catalog", note="first", author="ada") == "Version 1 is published.\n"
    version = CatalogVersion.objects.get()
    assert (version.note, version.author) == ("first", "ada")
    assert catalog_format.parse(version.document) == draft_catalog()


def test_publish_catalog_of_an_unsound_draft_is_refused():
    run("load_catalog")
    ProfileTarget.objects.filter(role__slug="product-owner", dimension__slug="markets").delete()
    with pytest.raises(CommandError, match=r"roles\.product-owner\.targets: 'nothing for markets'"):
        run("publish_catalog")

    assert CatalogVersion.objects.count() == 0


def test_publish_catalog_during_an_experiment_is_refused():
    make_experiment(publish_seed(), make_version(reworded_catalog()))
    with pytest.raises(CommandError, match="an experiment is running"):
        run("publish_catalog")

    assert CatalogVersion.objects.count() == 2


@pytest.mark.parametrize("option", ["note", "author"])
def test_publish_catalog_with_a_bad_text_is_refused(option):
    run("load_catalog")
    with pytest.raises(CommandError, match=f"{option}.*at most [0-9]+ characters"):
        run("publish_catalog", **{option: "x" * 301})
    with pytest.raises(CommandError, match=f"{option}.*without control characters"):
        run("publish_catalog", **{option: "x\n"})

    assert CatalogVersion.objects.count() == 0


def test_load_catalog_offer_after_an_update_says_what_to_do_once():
    call_command("load_catalog", FIRST_CATALOG, verbosity=0)
    make_version(first_catalog())

    assert run("load_catalog", offer=True, verbosity=0) == ""
    assert draft_catalog() == documents.read_catalog(SEED.read_text())
    assert run("load_catalog", offer=True).startswith("Nothing was done: the new catalog was put")
    assert CatalogVersion.objects.count() == 1


def test_load_catalog_offer_of_what_is_in_force_says_so():
    publish_seed()

    assert run("load_catalog", offer=True) == ("The catalog that the app ships is already live.\n")


@pytest.mark.parametrize("other", [{"publish": True}, {"if_empty": True}, {"file": "own.yaml"}])
def test_load_catalog_offer_with_anything_else_is_refused(other):
    with pytest.raises(CommandError, match="--offer takes no file and no other option"):
        run("load_catalog", offer=True, **other)
