"""One line of text and an address to write to, as the environment may hold them."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from careerquiz.environment import env_contact, env_line

NAME = "CAREERQUIZ_TRIED"


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
def test_what_is_no_short_line_is_refused(monkeypatch, read, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured) as error:
        read(NAME)

    assert str(error.value) == (
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
def test_contact_that_cannot_be_written_to_is_refused(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    with pytest.raises(ImproperlyConfigured) as error:
        env_contact(NAME)

    assert str(error.value) == (
        f"The environment variable {NAME} is {value!r}, which is not allowed. "
        "Allowed: an e-mail address, or an address that begins with https://."
    )
