"""The settings: what a bad environment is told, what is kept secret, and both modes as they are.

Most tests run the settings file itself, in a namespace of its own, with a made environment. Where
the way in matters (the server's door, the deploy check) a fresh process is started.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from careerquiz import environment, settings
from tests.load.site import OURS

ROOT = Path(settings.__file__).resolve().parent.parent
KEY = "correct-horse-battery-staple-" * 2
PRODUCTION = {
    "CAREERQUIZ_MODE": "production",
    "CAREERQUIZ_SECRET_KEY": KEY,
    "CAREERQUIZ_HOSTS": "quiz.example.org,www.example.org",
}


def without_ours():
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def process(*command, **environment):
    return subprocess.run(  # noqa: S603  # our own code
        [sys.executable, *command],
        cwd=ROOT,
        env=without_ours() | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


# --- production does not start half-configured


def test_production_without_a_key_refuses_and_says_how_to_make_one(refusal):
    assert refusal(CAREERQUIZ_MODE="production", CAREERQUIZ_HOSTS="quiz.example.org") == (
        "The environment variable CAREERQUIZ_SECRET_KEY is not set or not allowed. Allowed: "
        "a random text of at least 50 characters, as made by: "
        "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'."
    )


@pytest.mark.parametrize("hosts", ["", " , "])
def test_production_without_hosts_refuses(refusal, hosts):
    assert refusal(**PRODUCTION | {"CAREERQUIZ_HOSTS": hosts}) == (
        "The environment variable CAREERQUIZ_URL is not set or not allowed. "
        "Allowed: the site's own address, such as https://quiz.example.org."
    )


def test_production_with_much_wrong_tells_all_of_it_in_one_list(refusal):
    said = refusal(
        CAREERQUIZ_MODE="production",
        CAREERQUIZ_DEBUG="yes",
        CAREERQUIZ_HSTS_SECONDS="long",
        CAREERQUIZ_PROXIES="all",
        DATABASE_URL="mysql://here",
        REDIS_URL="here",
    )
    first, *lines = said.splitlines()
    assert first == "7 settings are missing or wrong:"
    assert [line.removeprefix("- The environment variable ").split()[0] for line in lines] == [
        *("CAREERQUIZ_DEBUG", "CAREERQUIZ_SECRET_KEY", "CAREERQUIZ_URL", "DATABASE_URL"),
        *("REDIS_URL", "CAREERQUIZ_HSTS_SECONDS", "CAREERQUIZ_PROXIES"),
    ]


@pytest.mark.parametrize("name", ["CAREERQUIZ_SECRET_KEY", "CAREERQUIZ_OLD_SECRET_KEY"])
@pytest.mark.parametrize("key", ["hunter2", "ab" * 40, "django-insecure-" + KEY])
def test_key_that_is_weak_is_refused_and_never_shown(refusal, name, key):
    said = refusal(**PRODUCTION | {name: key})
    assert said.startswith(f"The environment variable {name} is not set or not allowed.")
    assert key not in said


def test_production_with_debug_refuses(refusal):
    assert refusal(**PRODUCTION, CAREERQUIZ_DEBUG="yes") == (
        "The environment variable CAREERQUIZ_DEBUG is 'on', which is not allowed. "
        "Allowed: off in production: error pages would show secrets."
    )


@pytest.mark.parametrize("door", ["careerquiz.wsgi", "careerquiz.asgi"])
def test_server_door_without_variables_refuses_to_open(door):
    done = process("-c", f"import {door}")
    assert done.returncode == 1
    first, key, site = done.stderr.splitlines()[-3:]
    assert first == (
        "django.core.exceptions.ImproperlyConfigured: 2 settings are missing or wrong:"
    )
    assert key.startswith("- The environment variable CAREERQUIZ_SECRET_KEY is not set")
    assert site.startswith("- The environment variable CAREERQUIZ_URL is not set")


# --- a bad value is refused with the variable's name and what is allowed


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("CAREERQUIZ_MODE", "live", "local or production"),
        ("CAREERQUIZ_DEBUG", "maybe", "1, true, yes or on; 0, false, no or off"),
        ("CAREERQUIZ_RATE_LIMITS", "few", "1, true, yes or on; 0, false, no or off"),
        ("CAREERQUIZ_DATABASE_POOL", "-1", "a whole number from 0 to 100"),
        ("CAREERQUIZ_DATABASE_POOL", "101", "a whole number from 0 to 100"),
        ("CAREERQUIZ_DATABASE_POOL", "1.5", "a whole number from 0 to 100"),
        ("CAREERQUIZ_DATABASE_POOL", "٣", "a whole number from 0 to 100"),
        ("CAREERQUIZ_DATABASE_SECONDS", "1", "a whole number from 2 to 60"),
        ("CAREERQUIZ_DATABASE_SECONDS", "2.5", "a whole number from 2 to 60"),
        ("CAREERQUIZ_HOSTS", "*", "host names such as quiz.example.org, separated by commas"),
        (
            "CAREERQUIZ_HOSTS",
            "https://a.org",
            "host names such as quiz.example.org, separated by commas",
        ),
        ("CAREERQUIZ_OPERATOR", "Ada\nEve", "one line of up to 100 characters"),
        ("CAREERQUIZ_CONTACT", "ada", "an e-mail address, or an address that begins with https://"),
    ],
)
def test_value_that_is_wrong_is_refused_with_what_is_allowed(refusal, name, value, allowed):
    assert refusal(**{name: value}) == (
        f"The environment variable {name} is {value!r}, which is not allowed. Allowed: {allowed}."
    )


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://quiz:s3cr3t-w0rd@db.example.org:port/quiz",
        "mysql://quiz:s3cr3t-w0rd@db.example.org/quiz",
        "nonsense://quiz:s3cr3t-w0rd@db.example.org/quiz",
        "postgresql://quiz:s3cr3t-w0rd@[db.example.org/quiz",
        "s3cr3t-w0rd",
    ],
)
def test_database_address_that_is_wrong_is_refused_and_never_shown(refusal, address):
    assert refusal(DATABASE_URL=address) == (
        "The environment variable DATABASE_URL is not set or not allowed. Allowed: "
        "sqlite:////path/to/file or postgresql://user:password@host:port/name."
    )


def test_secret_in_a_setting_that_is_wrong_stands_in_no_traceback():
    address = "postgresql://quiz:s3cr3t-w0rd@db.example.org:port/quiz"
    done = process("-c", "import careerquiz.settings", DATABASE_URL=address)

    assert done.returncode == 1
    assert "s3cr3t-w0rd" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "address",
    [
        *("http://:s3cr3t@cache/0", "localhost:6379", "redis://:s3cr3t@cache:port"),
        *("redis://:s3cr3t@cache:99999/0", "redis://:s3cr3t@cache/first"),
    ],
)
def test_cache_address_that_is_wrong_is_refused_and_never_shown(refusal, address):
    assert refusal(REDIS_URL=address) == (
        "The environment variable REDIS_URL is not set or not allowed. "
        "Allowed: redis://host:port/number, rediss://... or unix://...."
    )


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_package_that_is_not_installed_is_named_with_what_to_do(name):
    environment.require_package("package_of_nobody", name)
    with pytest.raises(ImproperlyConfigured) as error:
        environment.raise_refused()

    assert str(error.value) == (
        f"The environment variable {name} needs the package package_of_nobody, which is not "
        "installed. Install what requirements-scale.txt lists."
    )


def test_manage_py_says_what_to_mend_in_one_line():
    done = process("manage.py", "check", CAREERQUIZ_DEBUG="maybe")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "careerquiz cannot start: The environment variable CAREERQUIZ_DEBUG is 'maybe', which is "
        "not allowed. Allowed: 1, true, yes or on; 0, false, no or off.\n"
    )


# --- both modes as they are


def test_local_mode_answers_this_machine_only_and_shows_no_debug_pages(load):
    loaded = load()
    assert loaded["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert (loaded["MODE"], loaded["DEBUG"]) == ("local", False)
    assert loaded["SECRET_KEY"] == (ROOT / "var" / "secret_key").read_text()


def test_production_mode_takes_key_hosts_and_the_key_before(load):
    loaded = load(**PRODUCTION, CAREERQUIZ_OLD_SECRET_KEY="the-one-before-" * 4)
    assert (loaded["SECRET_KEY"], loaded["DEBUG"]) == (KEY, False)
    assert loaded["ALLOWED_HOSTS"] == ["quiz.example.org", "www.example.org"]
    assert loaded["SECRET_KEY_FALLBACKS"] == ["the-one-before-" * 4]
    assert loaded["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert "SECURE_PROXY_SSL_HEADER" not in loaded


HSTS = [f"SECURE_HSTS_{name}" for name in ("SECONDS", "INCLUDE_SUBDOMAINS", "PRELOAD")]


def test_browsers_insist_on_https_for_an_hour_and_for_more_only_when_asked(load):
    asked = {"SECONDS": "31536000", "SUBDOMAINS": "yes", "PRELOAD": "yes"}
    asked = {f"CAREERQUIZ_HSTS_{name}": value for name, value in asked.items()}

    assert [load(**PRODUCTION)[name] for name in HSTS] == [3600, False, False]
    assert [load(**PRODUCTION, **asked)[name] for name in HSTS] == [31_536_000, True, True]


def test_sqlite_queues_writers_and_lets_readers_go_on(load):
    database = load()["DATABASES"]["default"]
    assert database["NAME"] == str(ROOT / "var" / "careerquiz.sqlite3")
    assert database["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
        "PRAGMA secure_delete=ON;",
    }
    assert database["CONN_MAX_AGE"] == 60


@pytest.mark.parametrize(
    ("pool", "options", "kept"),
    [
        ("", {}, 60),
        ("0", {}, 60),
        ("8", {"pool": {"min_size": 1, "max_size": 8}}, 0),
    ],
)
def test_postgresql_pool_is_added_to_the_options_of_the_address(load, pool, options, kept):
    address = "postgresql://quiz:word@db.example.org:5433/careers"
    address += "?sslmode=require&connect_timeout=5"
    database = load(DATABASE_URL=address, CAREERQUIZ_DATABASE_POOL=pool)["DATABASES"]["default"]
    named = {"sslmode": "require", "connect_timeout": 5}
    assert database["OPTIONS"] == environment.POSTGRESQL_LIMITS | named | options
    assert (database["HOST"], database["PORT"]) == ("db.example.org", 5433)
    assert (database["NAME"], database["CONN_MAX_AGE"]) == ("careers", kept)
    assert database["CONN_HEALTH_CHECKS"]


def test_redis_address_is_used_for_the_cache(load):
    assert load(REDIS_URL="redis://cache:6379/1")["CACHES"]["default"] == {
        "BACKEND": "careerquiz.cache.OptionalRedisCache",
        "LOCATION": "redis://cache:6379/1",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }


def test_limits_are_on_unless_switched_off_and_only_named_proxies_are_believed(load):
    assert set(load()["RATE_LIMITS"]) == {
        *("start", "answer", "result", "share", "shared", "sign_in", "reset"),
    }
    assert load(CAREERQUIZ_RATE_LIMITS="off")["RATE_LIMITS"] == {}
    assert load()["TRUSTED_PROXIES"] == []
    named = load(CAREERQUIZ_PROXIES="10.0.0.0/8, 127.0.0.1,2001:db8::/32")["TRUSTED_PROXIES"]
    assert [str(network) for network in named] == ["10.0.0.0/8", "127.0.0.1/32", "2001:db8::/32"]


def test_operator_and_contact_are_taken_from_their_variables(load):
    named = load(CAREERQUIZ_OPERATOR="Ada & Co.", CAREERQUIZ_CONTACT="ada@example.org")
    assert (named["OPERATOR"], named["CONTACT"]) == ("Ada & Co.", "ada@example.org")
