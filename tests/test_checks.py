"""What `check --deploy` finds in a production that somebody set up in part."""

import re

import pytest
from django.core.checks import run_checks

from careerquiz import checks
from tests.test_settings import PRODUCTION, ROOT, process

WHOLE = {
    "CAREERQUIZ_OPERATOR": "Example",
    "CAREERQUIZ_CONTACT": "careers@example.org",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "CAREERQUIZ_BEHIND_PROXY": "yes",
    "CAREERQUIZ_PROXIES": "127.0.0.1",
}
UNCOLLECTED = [] if (ROOT / "staticfiles").is_dir() else ["careerquiz.W005"]


def found(**environment):
    """The ids of what `check --deploy` finds."""
    done = process("manage.py", "check", "--deploy", **PRODUCTION | environment)
    return re.findall(r"\(((?:security|careerquiz)\.W[0-9]+)\)", done.stderr)


def test_whole_production_has_nothing_to_be_warned_of():
    assert found(**WHOLE) == UNCOLLECTED


def test_bare_production_is_told_what_it_forgot():
    half = {"CAREERQUIZ_BEHIND_PROXY": "yes"}
    told = ["careerquiz.W001", "careerquiz.W002", "careerquiz.W004"]
    assert found(**half) == [*told, *UNCOLLECTED]


@pytest.fixture
def production(settings):
    """As the settings are of a production without a fault."""
    settings.PRODUCTION, settings.OPERATOR, settings.CONTACT = True, "Example", "a@example.org"
    settings.TRUSTED_PROXIES, settings.RATE_LIMITS = [], {}
    return settings


def ids():
    return [message.id for message in checks.check_settings()]


def test_settings_without_a_fault_are_not_warned_of(production):
    assert ids() == []


@pytest.mark.parametrize(("processes", "found"), [(1, []), (2, ["careerquiz.W001"])])
def test_limits_that_each_process_counts_for_itself_are_warned_of(
    production, monkeypatch, processes, found
):
    production.RATE_LIMITS = {"share": (1, 60)}
    monkeypatch.setattr(checks, "processes", lambda: processes)

    assert ids() == found


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("SECURE_PROXY_SSL_HEADER", ("HTTP_X_FORWARDED_PROTO", "https"), "careerquiz.W002"),
        ("TRUSTED_PROXIES", ["127.0.0.1"], "careerquiz.W003"),
        ("OPERATOR", "", "careerquiz.W004"),
        ("CONTACT", "", "careerquiz.W004"),
    ],
)
def test_setting_that_is_forgotten_or_contradicts_another_is_warned_of(
    production, name, value, found
):
    setattr(production, name, value)

    assert ids() == [found]


def test_static_files_that_were_not_collected_are_warned_of(production, monkeypatch):
    monkeypatch.setattr(checks, "has_static_files", lambda: False)

    assert ids() == ["careerquiz.W005"]


@pytest.mark.parametrize(("is_behind", "found"), [(True, ["careerquiz.W006"]), (False, [])])
def test_tables_that_are_missing_are_warned_of_when_the_database_is_checked(
    production, monkeypatch, db, is_behind, found
):
    monkeypatch.setattr(checks, "is_behind", lambda: is_behind)
    told = run_checks(include_deployment_checks=True, databases=["default"])

    assert [it.id for it in told if str(it.id).startswith("careerquiz")] == found


def test_local_mode_is_warned_of_nothing(settings):
    assert not settings.PRODUCTION
    assert checks.check_settings() == []


def test_processes_are_those_of_the_shipped_file():
    assert checks.processes() == 2
