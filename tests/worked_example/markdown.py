"""Numbers and text as Markdown that reads well as it is and renders everywhere."""

import re
import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 120  # of a line of prose


def number(value: float, form: str = ".4f") -> str:
    shown = format(value, form)
    return shown.removeprefix("-") if float(shown) == 0 else shown


def term(value: float, form: str = ".4f") -> str:
    """A number inside a formula, in brackets when a sign would stand beside a sign."""
    shown = number(value, form)
    return f"({shown})" if shown.startswith("-") else shown


def listed(values: Iterable[float], form: str = ".4f") -> str:
    return "".join(f"{number(value, form):>9}" for value in values).lstrip()


def blocks(*parts: str) -> str:
    return "\n\n".join(parts)


def prose(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), WIDTH, break_on_hyphens=False)


def box(*lines: str) -> str:
    return "\n".join(("```text", *lines, "```"))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose columns of numbers stand to the right."""
    columns = list(zip(head, *rows, strict=True))
    widths = [max(3, *map(len, column)) for column in columns]
    is_right = [all(re.fullmatch(r"[-\d.]*", cell) for cell in column[1:]) for column in columns]
    lines = [
        [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, is_right, strict=True)
        ]
        for row in zip(*columns, strict=True)
    ]
    rule = [
        "-" * (width - 1) + (":" if right else "-")
        for width, right in zip(widths, is_right, strict=True)
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in (lines[0], rule, *lines[1:]))
