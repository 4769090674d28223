"""What the command lines share: how they speak, and how they end without a traceback.

Standard library only, for run.py imports it before anything is installed.
"""

import signal
import sys
from collections.abc import Callable, Sequence


class Trouble(Exception):
    """Something expected went wrong. The text says what, and what to do about it."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def note(text: str) -> None:
    """One line beside the output proper, which may be going into a file."""
    print(text, file=sys.stderr, flush=True)


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
