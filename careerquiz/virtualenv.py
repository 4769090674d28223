"""The environment in .venv that a checkout runs in: whose it is, whether it fits, its set-up.

run.py changes a .venv only when it made it itself, and never in production mode: a server's
environment is its operator's. Any other one is used as it is, if it holds what is required.
Standard library only, for run.py imports it before anything is installed.
"""

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from careerquiz.installers import install, last_lines, run_tool
from careerquiz.paths import only_one
from careerquiz.requirements import REQUIREMENTS, ask, requirement_lines, unsatisfied
from careerquiz.terminal import Trouble, note

# Files in .venv that say that run.py made it, and what it last installed for what.
OURS = "careerquiz-"
MARKS = {"run": f"{OURS}ready", "test": f"{OURS}test-ready"}
LOCK = f"{OURS}lock"
UNFINISHED = "unfinished"
OLDEST = (3, 11)


def venv_python(root: Path) -> Path:
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def base_python(root: Path) -> str:
    """A Python outside .venv: the one that runs this, unless that is the one to be replaced."""
    inside = Path(sys.prefix).resolve() == (root / ".venv").resolve()
    return str(getattr(sys, "_base_executable", sys.executable)) if inside else sys.executable


def is_ours(root: Path) -> bool:
    """Whether run.py made .venv, or may make one there. A link leads to somebody else's."""
    folder = root / ".venv"
    if folder.is_symlink():
        return False
    names = [path.name for path in folder.iterdir()] if folder.exists() else []
    return not names or any(name.startswith(OURS) for name in names)


def python_for(root: Path, kind: str, base: str | None = None) -> str:
    """The Python that has what `kind` requires; the environment in .venv is set up if it is ours.

    Raises:
        Trouble: when packages are missing that are not ours to install, naming them.
    """
    if os.environ.get("CAREERQUIZ_MODE", "").strip() == "production":
        return _as_it_is(root, kind, "In production mode run.py installs nothing")
    if not is_ours(root):
        return _as_it_is(root, kind, "run.py did not make .venv and does not change it")
    if not os.access(root, os.W_OK):
        return _as_it_is(root, kind, "run.py may not write here")
    set_up(root, kind, base or base_python(root))
    return str(venv_python(root))


# --- somebody else's environment


def _as_it_is(root: Path, kind: str, why: str) -> str:
    """The Python of .venv, or the one that runs this where there is none."""
    inside = str(venv_python(root))
    if is_ready(root, kind):
        return inside
    is_there = (root / ".venv").is_dir() and any((root / ".venv").iterdir())
    python, place = (inside, ".venv") if is_there else (sys.executable, sys.executable)
    environment = ask(python)
    if environment is None or environment.version < OLDEST:
        raise Trouble(
            f"{why}, and {place} has no Python 3.11 or newer that works: "
            "move .venv away or mend it, then start again."
        )
    lacking = unsatisfied(requirement_lines(root, kind), environment.packages)
    if lacking:
        how = _pip_line(python, REQUIREMENTS[kind][-1], "pip" in environment.packages)
        raise Trouble(f"{why}, and {place} lacks {', '.join(lacking)}. To install that: {how}")
    return python


def _pip_line(python: str, file: str, has_pip: bool) -> str:
    """What an operator can type to install what the file names for that Python."""
    if not Path(python).parents[1].joinpath("pyvenv.cfg").exists():  # the system's own: hands off
        return f"python3 -m venv .venv && .venv/bin/python -m pip install -r {file}"
    python = shlex.quote(python)
    if not has_pip and shutil.which("uv"):
        return f"uv pip install --python {python} -r {file}"
    pip = f"{python} -m pip" if has_pip else f"python3 -m pip --python {python}"
    return f"{pip} install -r {file}"


# --- our own


def wanted_mark(root: Path, kind: str, version: str) -> str:
    """The mark of a .venv in which `kind` is installed: Python version, digest of what is required.

    Comments and blanks make no difference.
    """
    lines = "\n".join(requirement_lines(root, kind))
    return f"{version} {hashlib.sha256(lines.encode()).hexdigest()}"


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


def python_version(root: Path) -> str:
    """Of the Python in .venv, such as "3.11"; "" when it does not start."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    command = [str(venv_python(root)), "-I", "-S", "-c", code]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  # our own
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def is_ready(root: Path, kind: str) -> bool:
    mark, version = read_mark(root, kind), python_version(root)
    return bool(version) and mark == wanted_mark(root, kind, version)


def _unready(root: Path, kind: str) -> list[str]:
    """What has to be installed for `kind`; the tests need all that a plain start needs."""
    return [each for each in dict.fromkeys(("run", kind)) if not is_ready(root, each)]


def set_up(root: Path, kind: str, base: str) -> None:
    """Make .venv fit for `kind`. Does nothing when it is; what broke off is done again.

    Changed requirements are installed on top, so that what else is in there stays.
    """
    if not _unready(root, kind):
        return
    (root / ".venv").mkdir(exist_ok=True)
    with only_one(root / ".venv" / LOCK) as lock:
        if not _unready(root, kind):  # another start has done it meanwhile
            return
        if _must_be_made(root):
            note("Setting up .venv (once)...")
            _make(root, base, lock)
        else:
            note("Bringing .venv up to date...")
        _install(root, kind, base, lock)


def _must_be_made(root: Path) -> bool:
    """Whether .venv has no Python that works, another than it was made with, or broke off."""
    marks, version = [read_mark(root, kind) for kind in MARKS], python_version(root)
    made_with = {mark.split()[0] for mark in marks if " " in mark}
    return not version or UNFINISHED in marks or not made_with <= {version}


def _make(root: Path, base: str, lock: int) -> None:
    """A fresh environment. The mark comes first and stays: a kill must not make it a stranger's."""
    write_mark(root, "run", UNFINISHED)
    write_mark(root, "test", "")
    for path in (root / ".venv").iterdir():
        if not path.name.startswith(OURS):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    made, said = run_tool([base, "-m", "venv", "--without-pip", ".venv"], root, lock)
    if not made:
        raise Trouble(
            f"Python could not make .venv. The last it said:\n{last_lines(said)}\n"
            "On Debian or Ubuntu, this installs what is missing: apt install python3-venv"
        )


def _install(root: Path, kind: str, base: str, lock: int) -> None:
    """Install the requirements of `kind`; the marks that say so come last."""
    kinds = _unready(root, kind)
    for each in kinds:
        write_mark(root, each, UNFINISHED)
    try:
        file, python = REQUIREMENTS[kind][-1], str(venv_python(root))
        # Tests turn warnings into errors, those of modules that are compiled meanwhile, too.
        install(python, base, file, lock, is_compiled=kind == "test")
    except Trouble:  # nothing half-done is left: the next start goes on from here
        for each in kinds:
            write_mark(root, each, "")
        raise
    for each in kinds:
        write_mark(root, each, wanted_mark(root, each, python_version(root)))
