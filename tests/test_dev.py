"""`run.py dev`: what a developer changes shows without a restart by hand."""

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from careerquiz.paths import BASE_DIR
from tests.test_serve import ADDRESS, free_port

PARTS = ["careerquiz", "roles", "static", "templates", "run.py", "manage.py"]


def fetch(url, wanted):
    """What is there, as soon as that is in it; after two minutes whatever is there."""
    text = ""
    for _ in range(600):
        try:
            with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  # our own
                text = answer.read().decode()
        except OSError:
            text = ""
        if wanted in text:
            break
        time.sleep(0.2)
    return text


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="Windows has no such signals")
def test_changed_code_templates_and_styles_show_without_a_restart(migrated, tmp_path):
    for name in PARTS:
        copy = shutil.copytree if (BASE_DIR / name).is_dir() else shutil.copy
        copy(BASE_DIR / name, tmp_path / name)
    url = f"http://{ADDRESS}:{(port := free_port())}"
    command = [sys.executable, "-m", "careerquiz.command", "dev", "--port", str(port)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    kept["DATABASE_URL"] = f"sqlite:///{migrated}"
    with subprocess.Popen(command, cwd=tmp_path, env=kept, stderr=subprocess.DEVNULL) as process:  # noqa: S603  # our own
        assert "</html>" in fetch(f"{url}/privacy/", "</html>")
        changes = {
            "templates/base.html": ("</body>", "changed template</body>", "/privacy/"),
            "static/css/base.css": ("", "/* changed style */", "/static/css/base.css"),
            "roles/views/pages.py": ("Disallow", "Changed-code", "/robots.txt"),
        }
        for name, (old, new, path) in changes.items():
            file = tmp_path / name
            file.write_text(file.read_text().replace(old, new) if old else new)
            assert new in fetch(f"{url}{path}", new)
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 0
