"""deploy/ and docs/operations.md. What they make of a machine is tried by .ci/readme.py."""

import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

PROJECT = Path(__file__).resolve().parent.parent
UNIT_ENDS = (".service", ".socket", ".timer")
TOKEN = "Ab3dEf6hIj9lMn2pQr5tUv"
BREAKING_APP = (
    "def application(environ, start_response):\n    raise RuntimeError(environ['RAW_URI'])\n"
)


@pytest.fixture
def broken_server(tmp_path):
    """The socket file, and the log, of a gunicorn whose app breaks on every request."""
    (tmp_path / "breaking.py").write_text(BREAKING_APP)
    address, log = tmp_path / "socket", tmp_path / "log"
    config = PROJECT / "gunicorn.conf.py"
    command = [sys.executable, "-m", "gunicorn", "-c", str(config), "--workers", "1"]
    command += ["--bind", f"unix:{address}", "--pythonpath", str(tmp_path), "breaking"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=output)  # noqa: S603
    end = time.monotonic() + 30
    while not address.exists() and server.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    yield address, log
    server.send_signal(signal.SIGTERM)
    server.wait(30)


@pytest.mark.slow
def test_gunicorn_log_of_a_request_that_breaks_holds_no_private_token(broken_server):
    address, log = broken_server
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(30)
        client.connect(str(address))
        client.sendall(f"GET /quiz/{TOKEN}/1/ HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        answer = client.recv(1000)

    assert answer.startswith(b"HTTP/1.1 500 ")
    text = log.read_text()
    assert "/quiz/[private]" in text
    assert TOKEN not in text


# --- what the files say, read as their programs read them

DEPLOY = PROJECT / "deploy"
OPERATIONS = (PROJECT / "docs/operations.md").read_text(encoding="utf-8")
UNITS = sorted(path.name for path in DEPLOY.iterdir() if path.suffix in UNIT_ENDS)
SETTINGS = set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", (PROJECT / ".env.example").read_text(), re.M))
# Of others: Docker, PostgreSQL's image, Python, and what compose.yaml asks the operator for.
OTHERS = {"POSTGRES_PASSWORD", "CAREERQUIZ_DOMAIN", "CAREERQUIZ_UPSTREAM"}
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def unit(name):
    """The lines of a unit, as section -> key -> values."""
    sections = {}
    for line in (DEPLOY / name).read_text().splitlines():
        if line.startswith("["):
            keys = sections.setdefault(line.strip("[]"), {})
        elif line and not line.startswith("#"):
            key, equals, value = line.partition("=")
            assert equals, f"{name}: {line!r} is no setting"
            keys.setdefault(key, []).append(value)
    return sections


def text_of(name):
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", UNITS)
def test_unit_names_only_programs_that_a_release_has(name):
    commands = unit(name).get("Service", {}).get("ExecStart", [])
    words = [word for command in commands for word in command.split()]
    ours = [word.removeprefix("/srv/careerquiz/") for word in words if "/srv/careerquiz/" in word]
    assert [
        path for path in ours if not path.startswith(".venv/bin/") and not (PROJECT / path).exists()
    ] == []
    assert not commands or ours


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".timer")])
def test_timer_has_a_service_and_starts_with_the_machine(name):
    assert name.replace(".timer", ".service") in UNITS
    assert unit(name)["Install"] == {"WantedBy": ["timers.target"]}


@pytest.mark.parametrize("name", ["careerquiz-backup", "careerquiz-manage", "careerquiz-release"])
def test_script_is_read_by_the_shell_and_may_be_started(name):
    assert subprocess.run(["sh", "-n", DEPLOY / name]).returncode == 0  # noqa: S603, S607
    assert os.access(DEPLOY / name, os.X_OK)


SETTINGS_FILE = """\
# a comment; A=1
CAREERQUIZ_PROXIES=10.0.0.0/8, 127.0.0.1
CAREERQUIZ_OPERATOR='Ann & Bob; $HOME #1'
CAREERQUIZ_CONTACT="quiz@example.org"
DATABASE_URL=postgresql://db.example.org/careerquiz
PGPASSFILE=/etc/careerquiz.pgpass
no setting
"""
# What the scripts call, in place of the machine's programs: the rest of their line is run.
STUBS = {
    "install": 'for last; do :; done; mkdir -p "$last"',
    "runuser": 'shift 3; exec "$@"',
    "pg_dump": 'for each; do case $each in --file=*) env > "${each#--file=}";; esac; done',
    "python": "env",
}


@pytest.fixture
def machine(tmp_path):
    """Runs a script of deploy/ against a settings file and folders in tmp_path."""
    places = {
        "/etc/careerquiz.env": str(tmp_path / "careerquiz.env"),
        "/var/backups": str(tmp_path),
    }
    (tmp_path / "careerquiz.env").write_text(SETTINGS_FILE)
    for folder in ("deploy", "programs", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("careerquiz-backup", "careerquiz-manage", "read-settings"):
        text = text_of(name)
        for place, ours in places.items():
            text = text.replace(place, ours)
        (tmp_path / "deploy" / name).write_text(text)
    for name, body in STUBS.items():
        path = tmp_path / (".venv/bin" if name == "python" else "programs") / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def run(name):
        path = f"{tmp_path}/programs:{os.environ['PATH']}"
        command = ["sh", tmp_path / "deploy" / name]
        return subprocess.run(  # noqa: S603
            command, env={"PATH": path}, stdout=subprocess.PIPE, text=True, check=True
        ).stdout

    return run


def test_manage_hands_on_settings_with_spaces_and_quotes_as_systemd_reads_them(machine):
    said = machine("careerquiz-manage").splitlines()
    assert {
        "CAREERQUIZ_PROXIES=10.0.0.0/8, 127.0.0.1",
        "CAREERQUIZ_OPERATOR=Ann & Bob; $HOME #1",
        "CAREERQUIZ_CONTACT=quiz@example.org",
    } <= set(said)


def test_backup_lets_pg_dump_know_the_password_file(machine):
    backup = Path(machine("careerquiz-backup").strip())
    assert backup.suffix == ".dump"
    assert "PGPASSFILE=/etc/careerquiz.pgpass" in backup.read_text().splitlines()


def test_backup_deletes_its_own_old_files_and_no_other(machine, tmp_path):
    folder = tmp_path / "careerquiz"
    folder.mkdir()
    for name in ("2026-01-02-030405.dump", "2026-01-02-030405.dump.part", "before-the-move.dump"):
        (folder / name).touch()
        os.utime(folder / name, (0, 0))
    new = Path(machine("careerquiz-backup").strip())
    assert {path.name for path in folder.iterdir()} == {"before-the-move.dump", new.name}


def test_nginx_writes_no_address_down():
    logs = re.findall(r"^ *(\w*_log|log_format|rewrite_log)\b(.*);", text_of("nginx.conf"), re.M)
    assert logs == [("access_log", " off"), ("error_log", " /var/log/nginx/careerquiz.log alert")]


def test_nginx_refuses_large_bodies_and_keeps_no_connection_to_the_app():
    lines = re.sub(r"#.*", "", text_of("nginx.conf"))
    assert "client_max_body_size 1m;" in lines
    assert re.search(r"\bkeepalive\b", lines) is None


def test_caddy_writes_no_address_down():
    assert re.findall(r"^\t*log\b.*(?:\n\t+\w.*)*", text_of("Caddyfile"), re.M) == [
        "\tlog default {\n\t\texclude http.log http.handlers.reverse_proxy"
    ]


def test_compose_sets_only_settings_that_there_are():
    environment = COMPOSE["services"]["app"]["environment"]
    assert environment.keys() - SETTINGS == set()
    asked = set(re.findall(r"\$\{(\w+)", text_of("compose.yaml")))
    assert asked - SETTINGS - OTHERS == set()


def test_compose_hands_every_setting_of_the_env_file_to_the_app_and_its_jobs():
    for name in ("app", "jobs", "prepare"):
        assert COMPOSE["services"][name]["env_file"] == [".env"], name


def test_compose_keeps_the_app_from_writing_and_from_rights():
    for name in ("app", "jobs", "prepare"):
        service = COMPOSE["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"]), name


def test_compose_starts_only_services_and_volumes_that_it_has():
    services = COMPOSE["services"]
    named = {each for service in services.values() for each in service.get("depends_on", [])}
    assert named <= services.keys()
    volumes = [
        volume.split(":")[0] for each in services.values() for volume in each.get("volumes", [])
    ]
    assert {name for name in volumes if not name.startswith("./")} == COMPOSE["volumes"].keys()
    assert all((DEPLOY / name).exists() for name in volumes if name.startswith("./"))


def test_image_holds_only_files_that_there_are_and_no_secret():
    kept = re.findall(r"^!(.+)$", text_of("Dockerfile.dockerignore"), re.M)
    assert [name for name in kept if not (PROJECT / name).exists()] == []
    assert text_of("Dockerfile.dockerignore").splitlines()[1] == "*"
    for name in ("requirements-lock.txt", "deploy/healthcheck.py", "gunicorn.conf.py"):
        assert name in kept


def test_image_runs_as_a_user_without_rights():
    lines = text_of("Dockerfile").splitlines()
    assert lines.index("USER careerquiz") < min(
        number for number, line in enumerate(lines) if line.startswith("CMD")
    )


# --- docs/operations.md


def test_operations_names_only_commands_that_there_are():
    named = set(re.findall(r"(?:careerquiz-manage\"?|manage\.py) ([a-z_]+)", OPERATIONS))
    assert named - get_commands().keys() == set()
    assert {"migrate", "backup", "restore", "prune"} <= named


def test_operations_names_only_units_that_there_are():
    named = set(re.findall(r"\b(careerquiz[a-z-]*\.(?:service|socket|timer))\b(?!\.d)", OPERATIONS))
    assert named - set(UNITS) == set()
    assert {"careerquiz-jobs.timer", "careerquiz-backup.timer"} <= named


def test_operations_names_only_settings_that_there_are():
    named = set(re.findall(r"\b(CAREERQUIZ_[A-Z_]+|DATABASE_URL|REDIS_URL)\b", OPERATIONS))
    assert named - SETTINGS - OTHERS == set()


def test_operations_links_lead_to_headings_and_files_that_there_are():
    heads = re.findall(r"^#+ (.+)$", OPERATIONS, re.M)
    anchors = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
    assert set(re.findall(r"\]\(#([^)]+)\)", OPERATIONS)) - anchors == set()
    files = {link.split("#")[0] for link in re.findall(r"\]\((\.\./[^)]+)\)", OPERATIONS)}
    assert [name for name in files if not (PROJECT / "docs" / name).exists()] == []


def test_operations_installs_files_that_there_are():
    named = set(re.findall(r"(?<!hooks/)deploy/(\w[\w.-]+\w)", OPERATIONS))
    assert [name for name in named if not (DEPLOY / name).exists()] == []


@pytest.mark.parametrize(("told", "number"), [("", 2), ("5", 5)])
def test_number_of_processes_is_that_of_the_environment(monkeypatch, told, number):
    monkeypatch.setenv("WEB_CONCURRENCY", told)
    assert runpy.run_path(str(PROJECT / "gunicorn.conf.py"))["workers"] == number


@pytest.mark.parametrize("told", ["0", "abc", "-1"])
def test_number_of_processes_that_is_none_is_refused_by_name(monkeypatch, told):
    monkeypatch.setenv("WEB_CONCURRENCY", told)
    with pytest.raises(SystemExit, match=f"WEB_CONCURRENCY is '{told}'"):
        runpy.run_path(str(PROJECT / "gunicorn.conf.py"))
