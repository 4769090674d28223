"""The outline of an SVG path as corners of polygons."""

import cmath
import math
import re
from collections.abc import Iterator

Corners = list[tuple[float, float]]
Point = complex

STEPS = 48  # of a curve
NUMBERS = {"M": 2, "L": 2, "l": 2, "h": 1, "v": 1, "a": 7, "c": 6}


def outlines(path: str) -> list[Corners]:
    """Each closed outline of a path of M, L, l, h, v, c, z, and a with one radius."""
    found: list[list[Point]] = []
    here = start = 0j
    for command, text in re.findall(r"([MLlhvacz])([^MLlhvacz]*)", path):
        values = [float(value) for value in re.findall(r"-?\d*\.?\d+", text)]
        if command == "z":
            here = start
            continue
        count = NUMBERS[command]
        for place in range(0, len(values), count):
            if command == "M":
                here = start = complex(*values[place : place + 2])
                found.append([here])
                continue
            found[-1] += _points(command, here, values[place : place + count])
            here = found[-1][-1]
    return [[(point.real, point.imag) for point in outline] for outline in found]


def _points(command: str, here: Point, values: list[float]) -> Iterator[Point]:
    """Where one command leads from a point, over which points."""
    if command == "h":
        yield here + values[0]
    elif command == "v":
        yield here + complex(0, values[0])
    elif command == "a":
        radius, _same, _turned, large, right, x, y = values
        end = here + complex(x, y)
        yield from _arc(here, end, radius, large=bool(large), right=bool(right))
    elif command == "c":
        yield from _curve(here, *(here + complex(*values[at : at + 2]) for at in (0, 2, 4)))
    else:
        yield complex(*values) + (here if command == "l" else 0)


def _arc(start: Point, end: Point, radius: float, *, large: bool, right: bool) -> Iterator[Point]:
    """`large`: the longer way round; `right`: clockwise, as y grows down."""
    half = (end - start) / 2
    aside = math.sqrt(max(0.0, radius**2 - abs(half) ** 2)) * 1j * half / abs(half)
    centre = start + half + (aside if large != right else -aside)
    turn = cmath.phase((end - centre) / (start - centre)) % math.tau
    turn = turn if right else turn - math.tau
    yield from (
        centre + (start - centre) * cmath.rect(1, turn * step / STEPS) for step in range(1, STEPS)
    )
    yield end


def _curve(start: Point, one: Point, two: Point, end: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        part = step / STEPS
        rest = 1 - part
        yield (
            rest**3 * start + 3 * rest**2 * part * one + 3 * rest * part**2 * two + part**3 * end
        )
