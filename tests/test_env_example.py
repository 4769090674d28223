"""The example of an .env file: what the settings read, no more and no less, in values they take."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINES = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
READ = re.compile(r"""\benv_\w+\(\s*"([A-Z0-9_]+)"|\benviron\b\W+(?:get\()?"(CAREERQUIZ_[A-Z_]+)""")
READ_BY_OTHERS = ["PGPASSFILE", "WEB_CONCURRENCY"]  # PostgreSQL's library, gunicorn.conf.py
KEYS = {"CAREERQUIZ_SECRET_KEY": "one-key-" * 8, "CAREERQUIZ_OLD_SECRET_KEY": "other-key-" * 8}


def assignments():
    """The lines that set a variable, also those that are left out, as (name, value, line above)."""
    for above, line in zip(["", *LINES], LINES, strict=False):
        if found := re.fullmatch(r"#?([A-Z][A-Z0-9_]*)=(.*)", line):
            yield found[1], "".join(shlex.split(found[2])), above


def test_env_example_names_each_variable_that_is_read_once_and_no_other():
    code = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("careerquiz/*.py"))
    ours = {setting or direct for setting, direct in READ.findall(code)}
    assert sorted(name for name, _, _ in assignments()) == sorted([*ours, *READ_BY_OTHERS])


def test_env_example_says_above_each_variable_what_it_means():
    assert [name for name, _, above in assignments() if not above.startswith("# ")] == []


def test_env_example_sets_only_what_production_needs_and_no_key():
    assert {line for line in LINES if line and not line.startswith("#")} == {
        "CAREERQUIZ_MODE=production",
        "CAREERQUIZ_URL=https://quiz.example.org",
        "CAREERQUIZ_SECRET_KEY=",
    }


def test_env_example_with_keys_put_in_is_taken_by_the_settings(tmp_path):
    values = {name: value for name, value, _ in assignments()} | KEYS
    values["CAREERQUIZ_DATA_DIR"] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", "from careerquiz import settings; print(settings.SITE_ORIGIN)"],
        cwd=ROOT,
        env=os.environ | values,
        capture_output=True,
        text=True,
    )
    assert (done.stderr, done.stdout) == ("", "https://quiz.example.org\n")
