"""What every test gets. Factories are plain functions in factories.py, not fixtures."""

import gc
import io
import logging
import os
import runpy
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.test import client as test_client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from whitenoise.middleware import WhiteNoiseMiddleware

from careerquiz import settings as settings_file
from careerquiz.logs import PrivateFormatter
from roles.domain import lab
from roles.queries import careers
from roles.web.public_cache import clear_public_cache
from tests.factories import make_careers, simulate_people
from tests.load.site import OURS
from tests.views.quiz_walk import open_quiz

TESTS = Path(__file__).parent

# The same few examples each time, so that a red test is about the change at hand; for more and new
# ones run with --hypothesis-profile=thorough. Machines are shared, so that time says nothing.
shared = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("steady", derandomize=True, max_examples=30, **shared)
settings.register_profile("thorough", max_examples=1000, **shared)
settings.load_profile("steady")

# Django's test client keeps a copy of the variables of each template that it sees drawn. A form has
# hundreds of controls, and nobody asks what theirs were.
keep_variables = test_client.store_rendered_templates


def keep_variables_of_pages(store, signal, sender, template, context, **kwargs):
    if not (template.name or "").startswith("django/forms/"):
        keep_variables(store, signal, sender, template, context, **kwargs)


test_client.store_rendered_templates = keep_variables_of_pages

# Each test client starts the middleware, which looks through all static files: once is enough.
list_files = WhiteNoiseMiddleware.add_files_from_finders
files_of: dict[tuple[object, ...], dict[str, object]] = {}


def list_files_once(middleware):
    key = (middleware.static_prefix, middleware.static_root, middleware.max_age)
    if key not in files_of:
        list_files(middleware)
        files_of[key] = dict(middleware.files)
    middleware.files.update(files_of[key])


WhiteNoiseMiddleware.add_files_from_finders = list_files_once

# The tests that `run.py test --fast` leaves out, by what makes them slow.
SLOW_FOLDERS = ("browser", "faults")


def pytest_collection_modifyitems(items):
    """Every test of such a folder has the marker of that name. None but the browser's takes names
    of Playwright's fixtures: pytest would run those of the browser, which empty the database
    behind them, among those that count on it."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in SLOW_FOLDERS:
            item.add_marker(folder)
        driven = hasattr(item, "callspec") and "browser_name" in item.callspec.params
        if driven and folder != "browser":
            raise pytest.UsageError(f"{item.nodeid}: page, context and browser are Playwright's.")
    items.sort(key=lambda item: not is_long(item))  # so that no worker waits for one at the end


def is_long(item):
    """Whether a test may come first: those that empty the database stay behind those that count
    on what is in it."""
    marker = item.get_closest_marker("django_db")
    empties = (marker and marker.kwargs.get("transaction")) or {
        *("transactional_db", "live_server")
    } & set(item.fixturenames)
    return not empties and any(map(item.get_closest_marker, ("slow", "faults")))


def pytest_collection_finish():
    """What is loaded by now stays: Python need not look through it for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def empty_cache():
    """Rate limits count in the cache: what one test used up must not be held against the next.
    Nor may it see a page that was drawn from the rows of another."""
    cache.clear()
    clear_public_cache()
    careers.note_site(make_careers())  # so that no page has to look what the site is called


@pytest.fixture(autouse=True)
def one_second(monkeypatch):
    """Each second, a process looks anew what is published: a query more, for whoever counts them
    while another second begins."""
    now = time.monotonic()
    monkeypatch.setattr(careers, "time", SimpleNamespace(monotonic=lambda: now))


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """The real way to compare one takes half a second each time."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


class Clock:
    now = 1_900_800_000  # a full hour, in seconds since 1970

    def time(self):
        return float(self.now)


@pytest.fixture
def clock(monkeypatch):
    """The time of day, which goes on or back when a test says so."""
    clock = Clock()
    monkeypatch.setattr(time, "time", clock.time)
    monkeypatch.setattr(timezone, "now", lambda: datetime.fromtimestamp(clock.now, UTC))
    return clock


@pytest.fixture
def version(db):
    """The real content, published; nobody is drawn for the panel."""
    return open_quiz()


@pytest.fixture
def simulated(db):
    """The real content as a demonstration, with SIMULATED_PEOPLE made-up people over the last 90
    days; its version."""
    return simulate_people()


@pytest.fixture
def log(monkeypatch):
    """What the configured console handler writes."""
    (handler,) = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, PrivateFormatter)
    ]
    monkeypatch.setattr(handler, "stream", io.StringIO())
    return handler.stream


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test that writes for good, SQLite gets back all that the migrations left, at once.
    To empty every table and make all rights anew, as Django would, takes longer than most tests;
    the groups would be gone, too."""
    if connection.vendor != "sqlite":
        yield
        return
    fresh = sqlite3.connect(":memory:")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.backup(fresh)

    def restore(case):
        connection.ensure_connection()
        fresh.backup(connection.connection)

    with closing(fresh), pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", restore)
        yield


@pytest.fixture
def migrated(django_db_setup, django_db_blocker, tmp_path):
    """The path of an empty database with all tables, for programs of their own: to migrate one
    takes seconds."""
    if connection.vendor != "sqlite":
        pytest.skip("These are files of SQLite.")
    path = tmp_path / "quiz.sqlite3"
    with django_db_blocker.unblock(), closing(sqlite3.connect(path)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    return path


@pytest.fixture
def load(monkeypatch):
    """Runs the settings file in the given environment; gives its names."""

    def run(**environment):
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(OURS)]:
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            return runpy.run_path(settings_file.__file__)

    return run


@pytest.fixture
def refusal(load):
    """What the settings say when they refuse the environment."""

    def run(**environment):
        with pytest.raises(ImproperlyConfigured) as error:
            load(**environment)
        return str(error.value)

    return run


@pytest.fixture
def few_neutral_sheets(monkeypatch):
    """The checks before publishing look at 500 neutral sheets in place of 10,000: enough wherever
    the shares themselves are not what is asked about."""
    monkeypatch.setattr(lab, "NEUTRAL_SHEETS", 500)
    lab._own_checks.cache_clear()
    yield
    lab._own_checks.cache_clear()
