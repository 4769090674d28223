"""The command that lists what the pages about roles claim."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from roles.content import files
from tests.careers_factories import make_careers_document
from tests.content.documents import read
from tests.factories import make_catalog, make_content_version, make_version

HEAD = ["page", "section", "text", "source", "kind", "year"]


def run(*args):
    """What the command prints, and what it says beside it."""
    out, beside = io.StringIO(), io.StringIO()
    call_command("list_claims", *args, stdout=out, stderr=beside)
    return out.getvalue(), beside.getvalue()


def file_of(tmp_path, **sections):
    path = tmp_path / "content.yaml"
    path.write_text(files.write(make_careers_document(**sections)))
    return str(path)


def test_claims_of_a_file_are_told_below_their_page_and_then_the_shares(tmp_path):
    printed, beside = run(file_of(tmp_path))
    lines = printed.splitlines()

    assert lines[0] == "/roles/thinker/"
    assert "  does: About does (study: Survey, 2025)" in lines
    assert "  decides: What to think about next. (our view)" in lines
    assert lines[-1] == "  /routes/dreamer/: 50% (2 of 4)"
    assert lines[lines.index("Share of our view:") + 1] == "  /roles/thinker/: 10% (2 of 20)"
    assert beside == ""


def test_claims_as_csv_are_rows_alone_with_the_shares_beside(tmp_path):
    printed, beside = run(file_of(tmp_path), "--format", "csv")
    head, *rows = csv.reader(io.StringIO(printed))

    assert head == HEAD
    assert ["/roles/thinker/", "does", "About does", "Survey", "study", "2025"] in rows
    assert ["/roles/thinker/", "decides", "What to think about next.", "", "our view", ""] in rows
    assert beside.splitlines()[0] == "Share of our view:"
    assert beside.splitlines()[-1] == "  /routes/dreamer/: 50% (2 of 4)"


def test_claims_without_a_file_are_those_that_are_published(db):
    make_version(make_catalog())
    make_content_version(read(make_careers_document(roles=[], routes=[])))

    assert run()[0].splitlines()[0] == "/compare/thinker-and-keeper/"


def test_claims_before_the_first_publication_want_a_file(db):
    with pytest.raises(CommandError, match="Nothing is published yet: name a file"):
        run()


def test_claims_of_a_file_that_is_refused_are_not_listed(tmp_path):
    with pytest.raises(CommandError, match=r"line 9: pay.thinkers-us.source"):
        run(file_of(tmp_path, sources=[], format=1))
