"""All templates: they compile, hold no script or style of their own, and notice misspellings."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import engines
from django.template.loader import get_template

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))

INLINE = {
    "script without src": re.compile(r"<script(?![^>]*\ssrc=)", re.I),
    "words inside a script": re.compile(r"<script[^>]*>\s*[^\s<]", re.I),
    "style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style", re.I),
    "handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
}
LINE_LIMIT = 140
PICTURE = re.compile(r'"data:[^"]*"')  # an address that holds a file cannot be broken


def inline(text):
    """What the security policy would refuse in a template, by name."""
    return [name for name, pattern in INLINE.items() if pattern.search(text)]


def test_templates_are_found():
    assert {"base.html", "500.html", "forms/field.html", "careers/role.html"} <= set(TEMPLATES)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_compiles(name):
    assert get_template(name).origin.name == str(FOLDER / name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_holds_nothing_that_the_security_policy_refuses(name):
    assert inline((FOLDER / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("<script>alert(1)</script>", ["script without src", "words inside a script"]),
        ('<script type="module">x</script>', ["script without src", "words inside a script"]),
        ('<script src="/a.js">x()</script>', ["words inside a script"]),
        ('<p class="a"\n  style="color: red">', ["style attribute"]),
        ("<STYLE>p {}</STYLE>", ["style element"]),
        ('<button onclick="go()">', ["handler"]),
        ('<a href="JavaScript:go()">', ["javascript address"]),
        ('<script src="/a.js" defer></script>', []),
        ('<link rel="stylesheet" href="/a.css"><p>Only one style = ours, on top</p>', []),
    ],
)
def test_scan_for_inline_code_finds_what_is_planted(planted, found):
    assert inline(planted) == found


def long_lines(text):
    """The numbers of the lines that are too long to read."""
    return [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if len(PICTURE.sub("", line)) > LINE_LIMIT
    ]


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_has_lines_that_one_can_read(name):
    assert long_lines((FOLDER / name).read_text("utf-8")) == []


def test_scan_for_long_lines_finds_what_is_planted():
    picture = f'<img src="data:{"A" * 200}">'
    text = "\n".join(["a" * 140, "b" * 141, picture, f"{'c' * 140} {picture}"])
    assert long_lines(text) == [2, 4]


def test_misspelt_variable_in_a_template_of_ours_fails():
    text = (FOLDER / "careers" / "parts" / "kinds.html").read_text("utf-8")
    misspelt = text.replace("{{ dimension.name }}", "{{ dimension.nmae }}")
    assert misspelt != text
    groups = [(None, [{"name": "Strategy", "description": "Deciding"}])]
    context = {"catalog": {"dimensions_by_area": groups}, "ends": False}

    with pytest.raises(pytest.fail.Exception, match=r"dimension\.nmae"):
        engines["django"].from_string(misspelt).render(context)
    assert "Strategy" in engines["django"].from_string(text).render(context)
