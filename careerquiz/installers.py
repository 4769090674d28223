"""Installing packages with uv or pip, and how far that is.

Standard library only, for run.py imports it before anything is installed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from careerquiz.terminal import Trouble, note

PIP = ("install", "--disable-pip-version-check", "--no-input", "--progress-bar=off")
# What a pip says that is not there, or too old to work on another environment than its own.
NO_PIP = re.compile(r"No module named pip\b|no such option: --python")
FAILED = """\
The packages in {file} could not be installed. The last that pip said:
{said}
Check the network, and pip's proxy and index settings (pip config list), then start again."""
MISSING = """\
Python's installer, pip, is missing.
On Debian or Ubuntu, this installs it: apt install python3-venv python3-pip"""
PAUSE = 0.2  # seconds between two looks at how far it is
LINE_PAUSE = 3.0  # seconds between two lines when the output is no terminal


def run_tool(
    command: Sequence[str], root: Path, lock: int, watch: Callable[[str], None] | None = None
) -> tuple[bool, str]:
    """Whether the command succeeded, and all it said; `watch` gets what it said so far.

    It holds the lock too: should this process be killed, nobody starts over while the tool still
    works on .venv.
    """
    with tempfile.TemporaryDirectory() as folder:
        said = Path(folder) / "said"
        with open(said, "wb") as output:
            process = subprocess.Popen(  # noqa: S603  # commands of our own making, no shell
                list(command),
                cwd=root,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=(lock,) if os.name == "posix" else (),
            )
            try:
                while process.poll() is None:
                    _wait(process)
                    if watch:
                        watch(said.read_text(errors="replace"))
            except BaseException:
                process.kill()
                process.wait()
                raise
        return process.returncode == 0, said.read_text(errors="replace")


def _wait(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(PAUSE)
    except subprocess.TimeoutExpired:
        return


def last_lines(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-15:])


def install(python: str, base: str, file: str, lock: int, *, is_compiled: bool) -> None:
    """Install what `file` names into the environment of `python`.

    Args:
        base: a Python outside that environment, whose pip may do the work.
        is_compiled: whether to compile all modules now; else each when it is first imported.

    Raises:
        Trouble: when there is no installer or it fails, with its last words.
    """
    root = Path(python).parents[2]
    for command in _commands(python, base, root, lock, is_compiled):
        progress = Progress(root / ".venv")
        installed, said = run_tool([*command, "-r", file], root, lock, progress.show)
        progress.end(is_complete=installed)
        if installed:
            return
        if command[1] == "pip":
            note("uv could not install the packages; trying pip.")
        elif not NO_PIP.search(said):
            raise Trouble(FAILED.format(file=file, said=last_lines(said)))
    raise Trouble(MISSING)


def _commands(
    python: str, base: str, root: Path, lock: int, is_compiled: bool
) -> Iterator[list[str]]:
    """What may be able to install, quickest first. To give .venv a pip of its own costs most."""
    if uv := shutil.which("uv"):
        yield [uv, "pip", "install", "--python", python, *["--compile-bytecode"] * is_compiled]
    options = [*PIP, *["--no-compile"] * (not is_compiled)]
    yield [base, "-m", "pip", "--python", python, *options]
    yield [python, "-m", "pip", *options]
    if run_tool([python, "-m", "ensurepip"], root, lock)[0]:
        yield [python, "-m", "pip", *options]


class Progress:
    """How many packages are in place: rewritten in one line of a terminal, else now and then."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = {*self._packages()}
        self.last, self.last_at = "", time.monotonic()

    def _packages(self) -> Iterator[tuple[str, float]]:
        """Name and age of what is installed: another release is another name."""
        for place in ("lib/*", "Lib"):  # the latter on Windows
            for path in self.folder.glob(f"{place}/site-packages/*.dist-info"):
                yield path.name, path.stat().st_ctime

    def show(self, said: str) -> None:
        text = progress_text(said, len({*self._packages()} - self.before), len(self.before))
        is_terminal = sys.stderr.isatty()
        if text in ("", self.last):
            return
        if is_terminal:
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self.last_at < LINE_PAUSE:
            return
        else:
            note(text)
        self.last, self.last_at = text, time.monotonic()

    def end(self, *, is_complete: bool) -> None:
        if sys.stderr.isatty() and self.last:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        if is_complete:
            count = len({*self._packages()} - self.before)
            note(f"{count} packages installed." if count else "All packages were there already.")


def progress_text(said: str, done: int, before: int) -> str:
    """How far it is, told from what pip or uv said so far; "" when that tells nothing.

    Args:
        done: packages put in place since it began.
        before: packages that were in place when it began.
    """
    listed = re.search(r"^Installing collected packages: (.+)", said, re.MULTILINE)  # pip
    resolved = re.search(r"^Resolved (\d+) packages?", said, re.MULTILINE)  # uv
    total = len(listed[1].split(",")) if listed else int(resolved[1]) - before if resolved else 0
    if total > 0:
        return f"{min(done, total)} of {total} packages"
    found = len(re.findall(r"^(?:Collecting|Processing) ", said, re.MULTILINE))
    return f"looking up packages: {found} so far" if found else ""
