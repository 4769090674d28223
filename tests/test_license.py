"""The license names what in this repository is under the terms of others."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LICENSE = (ROOT / "LICENSE").read_text(encoding="utf-8")
EDITION = re.compile(r"O\*NET\s+([0-9]+\.[0-9]+)")


def test_license_names_each_font():
    fonts = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("static/**/*.ttf")}
    assert fonts == set(re.findall(r"static/fonts/\S+\.ttf", LICENSE)) != set()


def test_license_credits_the_edition_of_onet_that_the_content_names():
    content = (ROOT / "roles" / "seed" / "careers.yaml").read_text(encoding="utf-8")
    assert set(EDITION.findall(LICENSE)) == set(EDITION.findall(content)) != set()
