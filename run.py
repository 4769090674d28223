"""The front door: `python3 run.py` sets careerquiz up once and serves it on this machine.

Standard library only, and written so that old Pythons can read it far enough to say what is
missing: no syntax newer than 3.6. What needs Django runs in .venv, started from here.
"""

import contextlib
import errno
import hashlib
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator, Sequence  # noqa: UP035  # where 3.6 looks for them

try:
    import fcntl
except ImportError:  # Windows: two starts in the same moment are not kept apart there
    fcntl = None  # type: ignore[assignment]

HELP = """How to use it:

  python3 run.py                    set up what is missing, then serve the quiz on this machine
  python3 run.py --port 9000        the same on another port than 8000
  python3 run.py test [...]         run the tests; what follows goes to pytest
  python3 run.py createsuperuser    make a user for /admin/
  python3 run.py COMMAND [...]      any other command of manage.py; "help" lists them
  python3 run.py --help             this text

The set-up goes into .venv, the database and the private key into var/."""

ROOT = Path(__file__).resolve().parent
ADDRESS = "127.0.0.1"
# What is installed for what, and the file in .venv that says that it was, and from what.
REQUIREMENTS = {
    "run": ["requirements.txt"],
    "test": ["requirements.txt", "requirements-scale.txt", "requirements-dev.txt"],
}
MARKS = {"run": "careerquiz-ready", "test": "careerquiz-test-ready"}
UNFINISHED = "unfinished"
WAITING = "Another start is setting up this folder; waiting for it..."


class Trouble(Exception):
    """Something expected went wrong. The text says what, and what to do about it."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def say(text: str) -> None:
    """One line for the person at the terminal, at once, even when the output is a file."""
    print(text, flush=True)


def refuse_old_python(version: Sequence[Any]) -> None:
    if tuple(version[:2]) < (3, 11):
        raise Trouble(f"careerquiz needs Python 3.11 or newer; this is {version[0]}.{version[1]}.")


# --- what was asked for


def read_port(args: Sequence[str]) -> int:
    """The port to serve on, from the options of a plain start."""
    port, rest = "8000", list(args)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name != "--port":
            raise Trouble(f"Unknown option: {name}. To see what there is: python3 run.py --help", 2)
        port = value if equals or not rest else rest.pop(0)
    if not re.fullmatch("[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:
        held = f"not {port!r}" if port else "and it is missing"
        raise Trouble(f"--port takes a whole number from 1 to 65535, {held}.", 2)
    return int(port)


def port_trouble(port: int, error: OSError) -> Trouble:
    """What keeps us from the port, in words."""
    reasons = {
        errno.EADDRINUSE: "another program uses it already",
        errno.EACCES: "this user may not use it",
    }
    why = reasons.get(error.errno or 0, error.strerror or str(error))
    return Trouble(
        f"Port {port} cannot be used: {why}.\n"
        f"Stop that program or take another port: python3 run.py --port {8001 + port % 1000}"
    )


def refuse_taken_port(port: int) -> None:
    """Told before the set-up, which may take a while."""
    with socket.socket() as probe:
        if os.name == "posix":  # as the server does; else the port of one just stopped looks taken
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise port_trouble(port, error) from error


def pytest_arguments(args: Sequence[str]) -> "list[str]":
    """The caller's arguments, and all cores unless they say otherwise."""
    text = " ".join(args)
    says = re.search(r"(^| )(-n|--numprocesses|-p *no:xdist|--pdb|--trace)", text)
    return list(args) if says else ["-n", "auto", *args]


# --- the set-up


def venv_python(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def base_python(root: Path) -> str:
    """A Python outside .venv: the one that runs this, unless that is the one to be replaced."""
    inside = Path(sys.prefix).resolve() == (root / ".venv").resolve()
    return getattr(sys, "_base_executable", sys.executable) if inside else sys.executable


def wanted_mark(root: Path, kind: str, version: Sequence[Any] = sys.version_info) -> str:
    """A digest of what `kind` is installed from: its requirements and the Python version."""
    digest = hashlib.sha256(f"{version[0]}.{version[1]}".encode())
    for name in REQUIREMENTS[kind]:
        digest.update(b"\0" + (root / name).read_bytes())
    return digest.hexdigest()


def read_mark(root: Path, kind: str) -> str:
    try:
        return (root / ".venv" / MARKS[kind]).read_text()
    except OSError:
        return ""


def write_mark(root: Path, kind: str, text: str) -> None:
    """All or nothing, so that a kill leaves either the old mark or the new one."""
    path = root / ".venv" / MARKS[kind]
    part = path.with_suffix(".part")
    part.write_text(text)
    part.replace(path)


def is_ready(root: Path, kind: str) -> bool:
    return venv_python(root).exists() and read_mark(root, kind) == wanted_mark(root, kind)


@contextlib.contextmanager
def only_one(root: Path) -> "Iterator[int]":
    """Keeps other starts in this folder waiting. Gives the lock's file descriptor."""
    (root / "var").mkdir(mode=0o700, exist_ok=True)
    with open(root / "var" / "setup.lock", "w") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(WAITING)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def run_tool(command: Sequence[str], root: Path, lock: int) -> "tuple[bool, str]":
    """Whether the command went well, and all it said.

    It holds the lock too: should this process be killed, nobody starts over while the tool still
    works on .venv.
    """
    done = subprocess.run(  # noqa: S603  # commands of our own making, no shell
        list(command),
        cwd=str(root),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        pass_fds=(lock,) if os.name == "posix" else (),
    )
    return done.returncode == 0, done.stdout


def last_lines(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-15:])


def make_environment(root: Path, base: str, lock: int) -> None:
    """A fresh .venv; without a pip of its own where the system left out what makes one."""
    for option in ([], ["--without-pip"]):
        made, said = run_tool([base, "-m", "venv", "--clear", *option, ".venv"], root, lock)
        if made:
            return
    raise Trouble(
        f"Python could not make .venv. The last it said:\n{last_lines(said)}\n"
        "On Debian or Ubuntu, this installs what is missing: apt install python3-venv"
    )


def pip_command(root: Path, base: str, lock: int) -> "list[str]":
    """The pip of .venv, or else the system's pip at work on .venv."""
    python = str(venv_python(root))
    for command in ([python, "-m", "pip"], [base, "-m", "pip", "--python", python]):
        if run_tool([*command, "--version"], root, lock)[0]:
            return command
    raise Trouble(
        "Python's installer, pip, is missing.\n"
        "On Debian or Ubuntu, this installs it: apt install python3-venv python3-pip"
    )


def install(root: Path, base: str, kind: str, lock: int) -> None:
    """Installs the requirements of `kind`; the mark that says so comes last."""
    file, mark = REQUIREMENTS[kind][-1], wanted_mark(root, kind)
    pip = pip_command(root, base, lock)
    write_mark(root, kind, UNFINISHED)
    options = ["--quiet", "--disable-pip-version-check", "--no-input"]
    installed, said = run_tool([*pip, "install", *options, "-r", file], root, lock)
    if not installed:
        (root / ".venv" / MARKS[kind]).unlink()
        raise Trouble(
            f"The packages in {file} could not be installed. The last that pip said:\n"
            f"{last_lines(said)}\n"
            "Check the network, and pip's proxy and index settings (pip config list), "
            "then start again."
        )
    write_mark(root, kind, mark)


def set_up(root: Path, kinds: Sequence[str], base: "str | None" = None) -> None:
    """Makes .venv fit for all `kinds`. Does nothing when it is; what broke off is done again."""
    if all(is_ready(root, kind) for kind in kinds):
        return
    base = base or base_python(root)
    with only_one(root) as lock:
        broke_off = any(read_mark(root, kind) == UNFINISHED for kind in kinds)
        if broke_off or not is_ready(root, "run"):
            say("Setting up in .venv (once, about 15 seconds)...")
            make_environment(root, base, lock)
            install(root, base, "run", lock)
        if "test" in kinds and not is_ready(root, "test"):
            say("Adding the test tools to .venv (once, about 30 seconds)...")
            install(root, base, "test", lock)


# --- all together


def hand_over(command: Sequence[str], folder: Path) -> int:
    """Goes on as another program; in this very process where the system has that."""
    os.chdir(str(folder))
    if os.name == "posix":
        os.execv(command[0], list(command))  # noqa: S606  # commands of our own making, no shell
    return subprocess.run(list(command)).returncode  # noqa: S603  # the same


def main(args: Sequence[str]) -> int:
    """Does what `args` ask for; the number returned is the exit code."""
    refuse_old_python(sys.version_info)
    python = str(venv_python(ROOT))
    if "-h" in args[:1] or "--help" in args[:1]:
        say(HELP)
        return 0
    if not args or args[0].startswith("-"):
        port = read_port(args)
        refuse_taken_port(port)
        set_up(ROOT, ["run"])
        return hand_over([python, "-m", "careerquiz.command", "--port", str(port)], ROOT)
    if args[0] == "test":
        set_up(ROOT, ["run", "test"])
        return hand_over([python, "-m", "pytest", *pytest_arguments(args[1:])], ROOT)
    set_up(ROOT, ["run"])
    return hand_over([python, str(ROOT / "manage.py"), *args], Path.cwd())


def stop(number: int, frame: object) -> None:
    """Being told to stop is the same as Ctrl+C: what runs inside is ended, the lock let go."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(trouble, file=sys.stderr)
        sys.exit(trouble.code)
    except OSError as error:
        print(f"careerquiz cannot start: {error}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        sys.exit(130)
