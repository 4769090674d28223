"""The front door: `python3 run.py` sets careerquiz up once and serves it on this machine.

Old Pythons can read this file far enough to say what is missing: no syntax newer than 3.6, and
nothing of careerquiz is imported before. What needs packages runs in .venv, started from here.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036  # the reason for this check
    sys.exit("careerquiz needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))

from collections.abc import Sequence

from careerquiz.listen import read_options, refuse_taken_port
from careerquiz.paths import PROGRAM
from careerquiz.terminal import WAYS, Trouble, exit_code, help_text, note, use_own_settings
from careerquiz.virtualenv import is_ours, python_for

WAYS_HERE = {
    **WAYS,
    "dev": "serve for developers: debug pages, changes show without a restart",
    "test [...]": "run the tests; what follows goes to pytest",
    "test --fast": "the tests without a browser, injected faults and slow programs",
    "check": "lint, format, types, migrations",
    "fix": "repair lint and format where a program can",
    "--help": "this text",
}
PLACES = "The packages go into .venv; database and secret key into var/ or CAREERQUIZ_DATA_DIR."
ROOT = Path(__file__).resolve().parent
FAST = ["-m", "not browser and not faults and not slow"]
TEMPLATES = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("templates/**/*.html"))]
DJADE = ["djade", "--target-version", "5.2"]
CHECKS = {
    "lint (ruff check)": ["ruff", "check", "."],
    "format (ruff format)": ["ruff", "format", "--check", "."],
    "format of templates (djade)": [*DJADE, "--check", *TEMPLATES],
    "types (mypy)": ["mypy"],
    "migrations complete": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
}
FIXES = {
    "lint (ruff check)": ["ruff", "check", "--fix", "."],
    "format (ruff format)": ["ruff", "format", "."],
    "format of templates (djade)": [*DJADE, *TEMPLATES],
}


def pytest_arguments(args: Sequence[str]) -> list[str]:
    """The caller's arguments; all cores unless they say otherwise."""
    rest = [part for arg in args for part in (FAST if arg == "--fast" else [arg])]
    says = re.search(r"(^| )(-n|--numprocesses|-p *no:xdist|--pdb|--trace)", " ".join(rest))
    return rest if says else ["-n", "auto", *rest]


def run_steps(python: str, steps: dict[str, list[str]]) -> int:
    """Run all steps, each under a heading; those that fail are named at the end."""
    programs = Path(python).parent
    environment = {**os.environ, "DATABASE_URL": "sqlite://:memory:"}  # no step needs a real one
    failed = []
    for name, (program, *args) in steps.items():
        print(f"\n== {name}", flush=True)
        command = [python if program == "python" else str(programs / program), *args]
        if subprocess.run(command, cwd=ROOT, env=environment).returncode:  # noqa: S603  # our own
            failed.append(name)
    if failed:
        note(f"\nFAILED: {', '.join(failed)}")
    return 1 if failed else 0


def hand_over(command: Sequence[str], folder: Path) -> int:
    """Go on as another program; in this very process where the system has that."""
    os.chdir(folder)
    if os.name == "posix":
        os.execv(command[0], list(command))  # noqa: S606  # commands of our own making, no shell
    return subprocess.run(list(command)).returncode  # noqa: S603  # the same


def main(args: Sequence[str]) -> int:
    """Do what `args` ask for; the number returned is the exit code."""
    if "-h" in args[:1] or "--help" in args[:1]:
        print(help_text(PROGRAM, WAYS_HERE), PLACES, sep="\n\n")
        return 0
    use_own_settings()
    word = args[0] if args and not args[0].startswith("-") else ""
    if word in ("", "dev"):
        refuse_taken_port(read_options(args[1:] if word else args))
    if word in ("check", "fix") and len(args) > 1:
        raise Trouble(f"Unknown option: {args[1]}. {word} takes none.", 2)
    python = python_for(ROOT, "test" if word in ("test", "check", "fix") else "run")
    if word in ("", "dev"):
        if not is_ours(ROOT):
            note("Using .venv as it is: run.py did not make it.")
        return hand_over([python, "-m", "careerquiz.command", *args], ROOT)
    if word == "test":
        return hand_over([python, "-m", "pytest", *pytest_arguments(args[1:])], ROOT)
    if word in ("check", "fix"):
        return run_steps(python, CHECKS if word == "check" else FIXES)
    return hand_over([python, str(ROOT / "manage.py"), *args], Path.cwd())


if __name__ == "__main__":
    sys.exit(exit_code(main, sys.argv[1:]))
