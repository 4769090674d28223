"""Logo and legal notice: which files are taken, and what each refusal says."""

import pytest

from careerquiz.site_files import MOST_LOGO_BYTES

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def file(tmp_path):
    """The path of a file with that content."""

    def make(content):
        path = tmp_path / "file"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return make


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (SVG.format('<path d="M0 0h9v9z"/>'), "image/svg+xml"),
        (f"<?xml version='1.0'?><!-- ours -->{SVG.format('')}", "image/svg+xml"),
        (SVG.format('<defs><path id="a"/></defs><use href="#a"/>'), "image/svg+xml"),
    ],
)
def test_logo_is_taken_with_its_kind(load, file, content, kind):
    logo = load(CAREERQUIZ_LOGO=file(content))["LOGO"]

    assert (logo.kind, logo.content) == (kind, content if kind == "image/png" else content.encode())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "GIF89a",
        "<html/>",
        "<svg/>",
        SVG.format("<path"),
        SVG.format("<script>alert(1)</script>"),
        SVG.format("<SCRIPT>alert(1)</SCRIPT>"),
        SVG.format('<path onload="alert(1)"/>'),
        SVG.format('<a href="javascript:alert(1)"/>'),
        SVG.format('<image href="https://elsewhere.example/x.png"/>'),
        SVG.format("<foreignObject/>"),
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + SVG.format("&a;"),
        PNG + b"0" * MOST_LOGO_BYTES,
    ],
)
def test_logo_that_is_no_tame_small_picture_is_refused(refusal, file, content):
    path = file(content)
    assert refusal(CAREERQUIZ_LOGO=path).startswith(
        f"The environment variable CAREERQUIZ_LOGO is {path!r}, which is not allowed. Allowed: the "
        "absolute path of an SVG or PNG picture of at most 100 kB"
    )


@pytest.mark.parametrize("name", ["CAREERQUIZ_LOGO", "CAREERQUIZ_LEGAL_NOTICE"])
@pytest.mark.parametrize("path", ["logo.svg", "/nowhere/logo.svg", "/", "http://example.org/x"])
def test_file_that_is_not_there_is_refused(refusal, name, path):
    assert f"{name} is {path!r}, which is not allowed" in refusal(**{name: path})


@pytest.mark.parametrize("content", ["", " \n", "a\x00b", b"\xff\xfe", "x" * 10_001])
def test_notice_that_is_no_short_text_is_refused(refusal, file, content):
    path = file(content)
    assert f"CAREERQUIZ_LEGAL_NOTICE is {path!r}" in refusal(CAREERQUIZ_LEGAL_NOTICE=path)


def test_notice_is_the_text_of_a_file_or_an_address(load, file):
    path = file("Example Ltd\nÉcole 1\n")
    assert load(CAREERQUIZ_LEGAL_NOTICE=path)["LEGAL_NOTICE"] == "Example Ltd\nÉcole 1"
    address = "https://example.org/legal"
    assert load(CAREERQUIZ_LEGAL_NOTICE=address)["LEGAL_NOTICE"] == address
