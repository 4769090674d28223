"""The documents that people read in the repository: each link leads somewhere."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TOP = {"careerquiz", "deploy", "docs", "roles", "static", "templates", "tests"}
NOW = [page for page in PAGES if page.parent.name != "decisions"]  # those tell of their own day
PLACE = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")  # a path in the text; `/addresses/` are none
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")


def anchors(path):
    """The anchors of the page's headings, as repository hosts make them."""
    headings = re.findall("^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("document", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page_links_only_to_files_and_headings_that_are_there(document):
    broken = []
    for file, anchor in LINK.findall(document.read_text(encoding="utf-8")):
        target = document.parent / file if file else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{file}#{anchor}")
    assert broken == []


@pytest.mark.parametrize("document", NOW, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_page_names_only_places_in_the_repository_that_are_there(document):
    named = set(PLACE.findall(document.read_text(encoding="utf-8")))
    ours = {path for path in named if path.split("/")[0] in TOP}
    assert [path for path in sorted(ours) if not (ROOT / path).exists()] == []


def test_python_of_the_readme_runs_without_django():
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    without = "import sys; sys.modules['django'] = None\n"
    for block in blocks:
        subprocess.run([sys.executable, "-c", without + block], cwd=ROOT, check=True)  # noqa: S603  # our own
    assert blocks
