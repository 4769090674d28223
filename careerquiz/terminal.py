"""What the command lines share: how they speak, and how they end without a traceback.

Standard library only, for run.py imports it before anything is installed.
"""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence

WAYS = {  # to use it, in a checkout and when installed
    "": "make the quiz ready and serve it on this machine",
    "--port 9000": "the same on another port than 8000",
    "--host 0.0.0.0": "the same for everybody on the network",
    "createsuperuser": "make a user for /admin/",
    "COMMAND [...]": 'any other command; "help" lists them',
}


class Trouble(Exception):
    """Something expected went wrong. The text says what, and what to do about it."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def note(text: str) -> None:
    """One line beside the output proper, which may be going into a file."""
    print(text, file=sys.stderr, flush=True)


def help_text(program: str, ways: Mapping[str, str]) -> str:
    """The ways to use the program, one a line."""
    rows = [f"  {program} {way:18}{meaning}" for way, meaning in ways.items()]
    return "\n".join(("How to use it:\n", *rows))


def use_own_settings() -> None:
    """Ignore DJANGO_SETTINGS_MODULE when the shell has it set for another project."""
    name = os.environ.get("DJANGO_SETTINGS_MODULE") or "careerquiz.settings"
    if not name.startswith("careerquiz."):
        note(f"Ignoring DJANGO_SETTINGS_MODULE={name}, which belongs to another project.")
        name = "careerquiz.settings"
    os.environ["DJANGO_SETTINGS_MODULE"] = name


def stop(number: int, frame: object) -> None:
    """Treat SIGTERM like Ctrl+C: whatever runs inside is ended and the lock released."""
    raise KeyboardInterrupt


def exit_code(main: Callable[[Sequence[str]], int], args: Sequence[str]) -> int:
    """Run `main`; expected trouble becomes a sentence and an exit code."""
    signal.signal(signal.SIGTERM, stop)
    try:
        return main(args)
    except Trouble as trouble:
        note(str(trouble))
        return trouble.code
    except OSError as error:
        note(f"careerquiz cannot go on: {error}")
        return 1
    except KeyboardInterrupt:
        note("\nStopped.")
        return 130
