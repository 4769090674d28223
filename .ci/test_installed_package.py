"""The package as `pip install` puts it, away from this checkout: it serves the quiz.

.ci/run starts this, with the Python of .venv. The new environment sees the packages of .venv
instead of the network. Too slow for the suite, which looks into the wheel: tests/test_package.py.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import sysconfig
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
READY = "careerquiz is ready: "
OURS = ("CAREERQUIZ_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "PYTHON")


def run(*command):
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own


def system_has_pip():
    command = ["python3", "-m", "pip", "--version"]
    return subprocess.run(command, capture_output=True).returncode == 0  # noqa: S603  # our own


@pytest.fixture
def program(tmp_path):
    """The command `careerquiz` of a new environment that holds nothing but our package."""
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "wheel"))
    environment = tmp_path / "environment"
    python = str(environment / "bin" / "python")
    if system_has_pip():  # five seconds faster than an environment with a pip of its own
        run("python3", "-m", "venv", "--without-pip", str(environment))
        pip = ["python3", "-m", "pip", "--python", python]
    else:
        run("python3", "-m", "venv", str(environment))
        pip = [python, "-m", "pip"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", *map(str, tmp_path.glob("wheel/*")))
    own = sysconfig.get_path("purelib", vars={"base": str(environment)})
    Path(own, "packages-of-the-checkout.pth").write_text(sysconfig.get_path("purelib"))
    return environment / "bin" / "careerquiz"


@contextmanager
def served(program, folder, data):
    """The address of a server started in that folder, which has stopped in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    with subprocess.Popen(  # noqa: S603  # our own
        [program, "--port", port],
        cwd=folder,
        env=kept | {"CAREERQUIZ_DATA_DIR": str(data)},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout.readline() == f"{READY}http://127.0.0.1:{port}/\n"
            yield f"http://127.0.0.1:{port}"
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)
        finally:
            server.kill()


def fetch(url):
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  # our own server
        return answer.read().decode()


def files(folder):
    """The files in there, apart from what Python compiles."""
    return {path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def test_installed_package_serves_the_quiz_and_writes_only_into_its_data_directory(
    program, tmp_path
):
    elsewhere, data = tmp_path / "elsewhere", tmp_path / "data"
    elsewhere.mkdir()
    before = files(tmp_path)

    for _ in ("first start", "second start"):
        with served(program, elsewhere, data) as site:
            landing = fetch(f"{site}/")
            stylesheet = re.search('<link rel="stylesheet" href="([^"]+)"', landing)[1]
            assert ":root" in fetch(site + stylesheet)
            assert fetch(f"{site}/quiz/").count("<fieldset") >= 4
            assert "<h1" in fetch(f"{site}/roles/product-owner/")

    made = files(tmp_path) - before
    assert {path.name for path in made} >= {"careerquiz.sqlite3", "secret_key"}
    assert {path.parent for path in made} == {data}
