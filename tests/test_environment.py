"""Values of the environment: what is taken, and what is refused in which words."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from careerquiz.environment import (
    Site,
    env_contact,
    env_hosts,
    env_line,
    env_site,
    private_key,
    raise_refused,
    refused,
)

NAME = "CAREERQUIZ_TRIED"


@pytest.fixture
def said_of(monkeypatch):
    """What is said of a value that a reader refuses."""

    def read_as(read, value):
        monkeypatch.setenv(NAME, value)
        read(NAME)
        with pytest.raises(ImproperlyConfigured) as error:
            raise_refused()
        return str(error.value)

    return read_as


@pytest.fixture(params=[env_contact, lambda name: env_line(name, 200)], ids=["contact", "line"])
def read(request):
    return request.param


@pytest.mark.parametrize("value", [None, "", "  "])
def test_unset_and_blank_are_nothing(monkeypatch, read, value):
    if value is not None:
        monkeypatch.setenv(NAME, value)

    assert read(NAME) == ""


@pytest.mark.parametrize(
    "value", ["Ada\nEve", "Ada\tEve", "Ada\x1bEve", "A\xadda", "\u3164", "x" * 201]
)
def test_what_is_no_short_line_is_refused(said_of, read, value):
    assert said_of(read, value) == (
        f"The environment variable {NAME} is {value!r}, which is not allowed. "
        "Allowed: one line of up to 200 characters."
    )


@pytest.mark.parametrize("value", ["Schule für Ämter & Co.", "<b>Us</b>", "x" * 200])
def test_line_is_taken_as_it_is(monkeypatch, value):
    monkeypatch.setenv(NAME, f" {value} ")

    assert env_line(NAME, 200) == value


@pytest.mark.parametrize(
    "value", ["quiz@example.org", "https://example.org/contact?to=ada@b", "ada@localhost"]
)
def test_contact_may_be_an_email_or_a_page(monkeypatch, value):
    monkeypatch.setenv(NAME, value)

    assert env_contact(NAME) == value


@pytest.mark.parametrize(
    "value",
    [
        *("Ada", "ada@", "@example.org", "ada@example.org, eve@example.org", "ada@example.org/x"),
        *("http://example.org", "javascript:alert(1)@x", "https://", "https://example.org/a b"),
    ],
)
def test_contact_that_cannot_be_written_to_is_refused(said_of, value):
    assert said_of(env_contact, value) == (
        f"The environment variable {NAME} is {value!r}, which is not allowed. "
        "Allowed: an e-mail address, or an address that begins with https://."
    )


# --- all that is wrong, at once


def test_refusals_are_told_together_and_once():
    refused(None, "ONE", "this")
    refused(None, "TWO", "that", "other")
    with pytest.raises(ImproperlyConfigured) as error:
        raise_refused()

    assert str(error.value).splitlines() == [
        "2 settings are missing or wrong:",
        "- The environment variable ONE is not set or not allowed. Allowed: this.",
        "- The environment variable TWO is 'other', which is not allowed. Allowed: that.",
    ]
    raise_refused()  # has nothing more to say


# --- where the site is


@pytest.mark.parametrize(
    ("address", "site", "origin"),
    [
        ("https://quiz.example.org", ("https", "quiz.example.org", None, ""), ""),
        ("https://Quiz.Example.org:443/", ("https", "quiz.example.org", None, ""), ""),
        ("https://quiz.example.org:8443", ("https", "quiz.example.org", 8443, ""), ":8443"),
        ("https://a.org/our/careers/", ("https", "a.org", None, "our/careers/"), ""),
        ("http://[::1]:8000/x", ("http", "[::1]", 8000, "x/"), ":8000"),
    ],
)
def test_site_is_taken_apart(monkeypatch, address, site, origin):
    monkeypatch.setenv(NAME, address)
    read = env_site(NAME, ("http", "https"))

    assert read == Site(*site)
    assert read.origin == f"{site[0]}://{site[1]}{origin}"


@pytest.mark.parametrize(
    "address",
    [
        *(
            "quiz.example.org",
            "ftp://a.org",
            "http://a.org",
            "https://",
            "https://*",
            "https://a b",
        ),
        *("https://a.org:0", "https://a.org:65536", "https://a.org:x", "https://a.org/?x=1"),
        *("https://a.org/#x", "https://a.org/../b", "https://a.org/a//b", "https://a.org/<b>"),
        "https://a.org/%2e",
    ],
)
def test_site_that_is_no_address_is_refused(said_of, address):
    assert said_of(lambda name: env_site(name, ("https",)), address) == (
        f"The environment variable {NAME} is {address!r}, which is not allowed. Allowed: the "
        "site's own address, such as https://quiz.example.org:8443/careers; it begins with "
        "https:// and has nothing behind its path."
    )


def test_site_with_a_password_is_refused_without_showing_it(said_of):
    said = said_of(lambda name: env_site(name, ("https",)), "https://ada:s3cr3t@a.org")

    assert said.startswith(f"The environment variable {NAME} is not set or not allowed.")
    assert "s3cr3t" not in said


@pytest.mark.parametrize("host", ["a.org:", "a.org:0", "a.org:70000", "a.org/x", "a_b.org", "a b"])
def test_host_that_is_none_is_refused(said_of, host):
    assert said_of(env_hosts, f"quiz.example.org,{host}").startswith(
        f"The environment variable {NAME} is {host!r}, which is not allowed."
    )


# --- the private key file


def test_private_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    path = tmp_path / "var" / "secret_key"
    key = private_key(path)
    assert private_key(path) == key == path.read_text()
    assert len(key) == 67  # 50 random bytes
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_private_key_asked_for_by_many_at_once_is_the_same_for_all(tmp_path):
    path = tmp_path / "secret_key"
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(private_key, [path] * 64))

    assert keys == {path.read_text()}
    assert list(tmp_path.iterdir()) == [path]


def test_private_key_of_two_folders_differs(tmp_path):
    assert private_key(tmp_path / "a") != private_key(tmp_path / "b")


@pytest.mark.parametrize("held", [b"s3cr3t", b"s3cr3t" * 10 + b"\xff\x00"])
def test_private_key_that_is_damaged_is_refused_and_never_shown(tmp_path, held):
    (tmp_path / "secret_key").write_bytes(held)
    with pytest.raises(ImproperlyConfigured) as error:
        private_key(tmp_path / "secret_key")
    assert str(error.value) == (
        f"{tmp_path / 'secret_key'} holds no usable key. Delete it; a new one is made."
    )
