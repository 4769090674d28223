"""The shapes that roles are told apart by, as outlines for the `d` of an SVG path.

Centred on 0,0, about 20 units wide, of about equal weight.
"""

SYMBOL_PATHS = {
    "circle": "M-9.5 0a9.5 9.5 0 1 0 19 0a9.5 9.5 0 1 0 -19 0z",
    "square": "M-8.5 -8.5h17v17h-17z",
    "triangle": "M0 -10L11 9h-22z",
    "diamond": "M0 -11.5L11.5 0L0 11.5L-11.5 0z",
    "cross": "M-3.75 -10.5h7.5v6.75h6.75v7.5h-6.75v6.75h-7.5v-6.75h-6.75v-7.5h6.75z",
    "ring": (
        "M-10 0a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z"
        "M-4.75 0a4.75 4.75 0 1 1 9.5 0a4.75 4.75 0 1 1 -9.5 0z"
    ),
    "star": (
        "M0 -10.5L3.41 -3.69L10.94 -2.55L5.52 2.79L6.76 10.3L"
        "0 6.8L-6.76 10.3L-5.52 2.79L-10.94 -2.55L-3.41 -3.69z"
    ),
    "hexagon": "M-5.5 -9.5h11L11 0L5.5 9.5h-11L-11 0z",
    "arch": "M-9.5 9.5v-9a9.5 9.5 0 0 1 19 0v9h-6.25v-9a3.25 3.25 0 0 0 -6.5 0v9z",
    "wave": (
        "M-11 -4.5c3.67 -5.5 7.33 -5.5 11 0c3.67 5.5 7.33 5.5 11 0"
        "v9c-3.67 5.5 -7.33 5.5 -11 0c-3.67 -5.5 -7.33 -5.5 -11 0z"
    ),
}
