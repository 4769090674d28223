"""How far colours lie apart for the eye: contrast (WCAG 2.2), CIEDE2000, and colour blindness.

Colours are `#rrggbb`. Simulated in linear RGB after Machado, Oliveira and Fernandes 2009 (full
severity); differences after Sharma, Wu and Dalal 2005.
"""

import math
from operator import mul

Triple = tuple[float, float, float]

VISIONS: dict[str, tuple[Triple, Triple, Triple] | None] = {
    "usual": None,
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
WHITE = (0.95047, 1.0, 1.08883)  # D65


def linear(colour: str) -> Triple:
    """Its red, green and blue as light, each 0 to 1."""
    value = colour.removeprefix("#")
    value = "".join(2 * letter for letter in value) if len(value) == 3 else value
    parts = [int(value[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """1 to 21."""
    lights = []
    for colour in (one, other):
        red, green, blue = linear(colour)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    return max(lights) / min(lights)


def difference(one: str, other: str, vision: str = "usual") -> float:
    """CIEDE2000: about 2 is just seen, 100 is black beside white."""
    return _ciede2000(_lab(_seen(linear(one), vision)), _lab(_seen(linear(other), vision)))


def _times(rows: tuple[Triple, Triple, Triple], light: Triple) -> Triple:
    one, two, three = (sum(map(mul, row, light)) for row in rows)
    return one, two, three


def _seen(light: Triple, vision: str) -> Triple:
    rows = VISIONS[vision]
    if rows is None:
        return light
    one, two, three = (min(max(part, 0.0), 1.0) for part in _times(rows, light))
    return one, two, three


def _lab(light: Triple) -> Triple:
    def bent(value: float) -> float:
        return value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29

    x, y, z = (bent(part / white) for part, white in zip(_times(TO_XYZ, light), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _ciede2000(one: Triple, other: Triple) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1 + (1 - math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))) / 2
    c1, c2 = math.hypot(stretch * a1, b1), math.hypot(stretch * a2, b2)
    h1 = math.degrees(math.atan2(b1, stretch * a1)) % 360
    h2 = math.degrees(math.atan2(b2, stretch * a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0.0
    lightness, chroma = l2 - l1, c2 - c1
    hue = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    if not c1 * c2:
        mean_h = h1 + h2
    elif abs(h1 - h2) <= 180:
        mean_h = (h1 + h2) / 2
    else:
        mean_h = (h1 + h2 + 360) / 2 if h1 + h2 < 360 else (h1 + h2 - 360) / 2

    def wave(factor: float, shift: float) -> float:
        return math.cos(math.radians(factor * mean_h + shift))

    weight = 1 - 0.17 * wave(1, -30) + 0.24 * wave(2, 0) + 0.32 * wave(3, 6) - 0.2 * wave(4, -63)
    by_lightness = 1 + 0.015 * (mean_l - 50) ** 2 / math.sqrt(20 + (mean_l - 50) ** 2)
    by_chroma, by_hue = 1 + 0.045 * mean_c, 1 + 0.015 * mean_c * weight
    swing = 30 * math.exp(-(((mean_h - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(mean_c**7 / (mean_c**7 + 25**7)) * math.sin(math.radians(2 * swing))
    parts = lightness / by_lightness, chroma / by_chroma, hue / by_hue
    return math.sqrt(sum(part * part for part in parts) + rotation * parts[1] * parts[2])
