"""The lab's report on the command line, and publishing from there."""

import io

import pytest
from django.core.management import CommandError, call_command

from roles.content import catalog as catalog_format
from roles.content import files as documents
from roles.content.files import SEED
from roles.models import CatalogVersion
from tests.factories import make_twins, make_version, publish_seed, seed_catalog

pytestmark = pytest.mark.django_db


def report(*args, **options):
    """What the command prints, and what it ends with when a check fails."""
    out = io.StringIO()
    try:
        call_command("check_catalog", *args, stdout=out, **options)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), None


def test_check_catalog_of_the_real_draft_lists_every_check():
    call_command("load_catalog", verbosity=0)
    lines, failure = report()

    assert failure is None
    assert [line.split() for line in lines[:2]] == [
        ["How", "pronounced", "the", "profile", "is", "(fails", "below", "0.50)"],
        ["passes", "Product", "manager", "2.19"],
    ]
    assert lines[6] == "How similar the two profiles are (warns above 0.75, fails above 0.95)"
    assert lines[7].split(" (")[0].split()[-1] == "-0.48"
    told = sum(line.startswith(("  passes  ", "  warns   ")) for line in lines)
    assert lines[-1].startswith(f"{told} checks: ")


def test_check_catalog_of_a_failing_draft_ends_with_what_to_do():
    call_command("load_catalog", verbosity=0)
    make_twins()
    lines, failure = report()
    found = [line for line in lines if line.startswith(("  fails", "  warns"))]

    assert failure.endswith("3 fail.")
    assert [line.split() for line in found if line.startswith("  fails")] == [
        ["fails", "Product", "manager", "/", "Program", "manager", "1", "(50%", "mixed", "up)"],
        ["fails", "Program", "manager", "2"],
        ["fails", "Program", "manager", "0%"],
    ]
    assert lines[lines.index(found[0]) + 1] == (
        "          Change the targets in which the two roles should differ, "
        "or keep only one of the roles."
    )


def test_check_catalog_of_a_version_ignores_the_draft():
    publish_seed()
    make_twins()

    assert report(catalog_version=1) == report(str(SEED))
    assert report(catalog_version=1)[1] is None
    assert report()[1] is not None


def test_check_catalog_of_a_file_needs_no_draft(tmp_path):
    path = tmp_path / "flat.yaml"
    document = catalog_format.dump(seed_catalog())
    document["roles"][0]["targets"] = dict.fromkeys(document["roles"][0]["targets"], 50)
    document["roles"][0]["targets"]["markets"] = 51
    path.write_text(documents.write(document))
    lines, failure = report(str(path))

    assert ["fails", "Product", "manager", "0.04"] in [line.split() for line in lines]
    assert failure is not None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("format: 3\n", r"holds no catalog that can be checked:\nline 1: format: 3"),
        ("a: [\n", r"holds no catalog that can be checked:\nline 2: "),
    ],
)
def test_check_catalog_of_a_broken_file_says_what_is_wrong(tmp_path, text, why):
    path = tmp_path / "bad.yaml"
    path.write_text(text)
    with pytest.raises(CommandError, match=why):
        call_command("check_catalog", str(path))


def test_check_catalog_of_what_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("check_catalog", str(tmp_path / "none.yaml"))
    with pytest.raises(CommandError, match=r"There is no version 3\."):
        call_command("check_catalog", catalog_version=3)
    with pytest.raises(CommandError, match="The draft is not complete"):
        call_command("check_catalog")
    with pytest.raises(CommandError, match="not allowed with argument"):
        call_command("check_catalog", "some.yaml", "--catalog-version", "1")


def test_check_catalog_ends_with_status_1_on_failures(tmp_path):
    """As a shell sees it: CommandError is what Django turns into status 1."""
    make_version(seed_catalog())
    call_command("load_catalog", verbosity=0)
    make_twins()
    with pytest.raises(CommandError) as refusal:
        call_command("check_catalog", stdout=io.StringIO())

    assert refusal.value.returncode == 1


def test_publish_catalog_of_a_failing_draft_says_which_checks():
    call_command("load_catalog", verbosity=0)
    make_twins()
    with pytest.raises(CommandError) as refusal:
        call_command("publish_catalog")

    assert str(refusal.value).splitlines()[:3] == [
        "The draft cannot be published: it fails these checks.",
        "How similar the two profiles are (warns above 0.75, fails above 0.95)",
        "  fails  Product manager / Program manager  1 (50% mixed up)",
    ]
    assert CatalogVersion.objects.count() == 0
