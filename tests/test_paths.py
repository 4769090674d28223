"""Where things are kept: the data directory, in a checkout and as an installed package."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from careerquiz import paths
from careerquiz.terminal import Trouble

CODE = "from careerquiz import paths; print(paths.data_dir(), paths.PROGRAM, sep='|')"
SETTINGS = """
from careerquiz import settings
database = settings.DATABASES["default"]
print(settings.SECRET_KEY, database["NAME"], database["TEST"]["NAME"], sep="|")
"""


def settings_in(**environment):
    """Key, database and test database as the settings have them; else why they refuse."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(  # noqa: S603  # our own code
        [sys.executable, "-c", SETTINGS],
        cwd=paths.BASE_DIR,
        env=kept | environment,
        capture_output=True,
        text=True,
    )
    return (done.stdout or done.stderr).splitlines()[-1].split("|")


@pytest.fixture
def installed(tmp_path):
    """Where an installed package looks, told by a copy without run.py beside it."""
    shutil.copytree(Path(paths.__file__).parent, tmp_path / "site" / "careerquiz")

    def look(**environment):
        done = subprocess.run(  # noqa: S603  # our own code
            [sys.executable, "-c", CODE],
            cwd=tmp_path / "site",
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)} | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip().split("|")

    return look


def test_data_dir_of_a_checkout_is_var_beside_the_code(monkeypatch):
    monkeypatch.delenv("CAREERQUIZ_DATA_DIR", raising=False)
    assert paths.data_dir() == paths.BASE_DIR / "var"
    assert paths.PROGRAM == "python3 run.py"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="has places of its own")
def test_data_dir_of_an_installed_package_belongs_to_the_user(tmp_path, installed):
    assert installed() == [str(tmp_path / ".local/share/careerquiz"), "careerquiz"]
    assert installed(XDG_DATA_HOME="/srv/data")[0] == "/srv/data/careerquiz"
    assert installed(XDG_DATA_HOME="data")[0] == str(tmp_path / ".local/share/careerquiz")


def test_data_dir_that_is_named_is_made_for_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.setenv("CAREERQUIZ_DATA_DIR", f" {tmp_path / 'a' / 'b'} ")
    assert paths.make_data_dir() == tmp_path / "a" / "b"
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


@pytest.mark.parametrize("value", ["var", "./var", "~/quiz"])
def test_data_dir_that_is_relative_is_refused(monkeypatch, value):
    monkeypatch.setenv("CAREERQUIZ_DATA_DIR", value)
    with pytest.raises(Trouble) as trouble:
        paths.data_dir()
    assert str(trouble.value) == (
        f"The environment variable CAREERQUIZ_DATA_DIR is {value!r}, which is not allowed. "
        "Allowed: an absolute path, such as /var/lib/careerquiz."
    )


def test_data_dir_that_cannot_be_made_is_refused_in_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("CAREERQUIZ_DATA_DIR", str(tmp_path / "file" / "data"))
    with pytest.raises(Trouble) as trouble:
        paths.make_data_dir()
    assert str(trouble.value) == (
        f"The data directory {tmp_path / 'file' / 'data'} cannot be written to. "
        "Set CAREERQUIZ_DATA_DIR to one that this user may write to."
    )


def test_settings_keep_key_database_and_test_database_in_the_data_dir(tmp_path):
    folder = tmp_path / "100% #1"
    key, database, test_database = settings_in(CAREERQUIZ_DATA_DIR=str(folder))
    assert key == (folder / "secret_key").read_text()
    assert [database, test_database] == [
        str(folder / "careerquiz.sqlite3"),
        str(folder / "test.sqlite3"),
    ]


def test_settings_that_need_no_data_dir_make_none(tmp_path):
    folder, key = tmp_path / "data", "correct-horse-battery-staple-" * 2
    url = f"sqlite:///{tmp_path}/x.sqlite3"
    given = {"CAREERQUIZ_SECRET_KEY": key, "DATABASE_URL": url}
    assert settings_in(CAREERQUIZ_DATA_DIR=str(folder), **given)[0] == key
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["var", "/dev/null/data"])
def test_settings_refuse_a_data_dir_that_cannot_be_used(place):
    (said,) = settings_in(CAREERQUIZ_DATA_DIR=place)
    assert said.startswith("django.core.exceptions.ImproperlyConfigured: The ")
    assert "CAREERQUIZ_DATA_DIR" in said
