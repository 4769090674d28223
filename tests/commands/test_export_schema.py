"""JSON Schema of the content files, for editors."""

import json

from django.core.management import call_command

from roles.content.files import CAREERS_SEED, SEED


def test_schemas_beside_the_content_are_those_of_the_code(tmp_path):
    call_command("export_schema", str(tmp_path))

    written = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_text() for path in SEED.parent.glob("*.schema.json")}


def test_content_files_tell_editors_which_schema_is_theirs():
    for file in (SEED, CAREERS_SEED):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        schema = json.loads((file.parent / first.partition("$schema=")[2]).read_text())
        assert schema["additionalProperties"] is False
