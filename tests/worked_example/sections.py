"""The first half of docs/worked-example.md: from the answers to the result and its reasons."""

from collections.abc import Mapping
from math import exp, log
from statistics import fmean

from roles.content.values import TARGET_RANGE
from roles.domain.sheets import HIGHEST, LOWEST
from tests.worked_example.by_hand import ByHand
from tests.worked_example.markdown import blocks, box, listed, number, prose, table, term


def opening(hand: ByHand) -> str:
    return blocks(
        "<!-- Made by `python -m tests.worked_example`: do not edit it by hand. -->",
        "# A worked example: from answers to a role",
        prose(f"""
            The quiz asks how much you would like short pieces of work. Then it says which of
            {len(hand.roles)} roles your answers are closest to, how sure that is, and why. Here we
            work all of this out for one invented person. School mathematics and a pocket calculator
            with the keys `e^x` and `ln` are enough; one step needs a table of the normal
            distribution."""),
        prose("""
            We show four digits after the point but go on with the full number, so your last digit
            may differ a little. In the boxes `*` means times and `^2` squared, and "sum of" adds up
            over the dimensions, the kinds of work in which the roles differ. The program that makes
            this page works each number out from the formula shown, and makes no page at all if the
            quiz's own code comes to another one."""),
    )


def answers(hand: ByHand) -> str:
    statements = []
    for slug, answer in hand.answers.items():
        row, place = hand.questions[slug], f"{hand.places[slug]}"
        given = ["skipped", ""] if answer is None else [f"{answer}", f"{hand.keyed[slug]:g}"]
        statements.append([place, row.text, row.dimension, f"{row.baseline:g}", *given])
    level = fmean(hand.means)
    rows = zip(hand.dimensions, hand.counts, hand.open, hand.sums, hand.means, strict=True)
    means = [
        [name, f"{n}", f"{left}", f"{total:g}", number(y), number(y - level)]
        for name, n, left, total, y in rows
    ]
    return blocks(
        "## 1. Answers",
        prose(f"""
            {len(hand.answers)} of {len(hand.answers) + sum(hand.open)} statements have been shown,
            in this order. An answer runs from {LOWEST} (dislike a lot) to {HIGHEST} (like a lot).
            We count it from the baseline, the answer of somebody who leans neither way:
            `z = answer - baseline`. (A statement that counts against its dimension would be turned
            round first: `z = {LOWEST + HIGHEST} - answer - baseline`.) A skipped statement counts
            nowhere."""),
        table(["no.", "statement", "dimension", "baseline", "answer", "z"], statements),
        "The sum and the mean of the z in each dimension, and how many statements are still open:",
        table(["dimension", "answers n", "open", "sum S", "mean y", "pattern"], means),
        prose(f"""
            The pattern is the mean less the average of all {len(means)} means, {number(level)}.
            That average is the person's level: how much they like work of any kind. We do not score
            it. Somebody who gives one point more to everything has another level but the same
            pattern, and gets the same result."""),
    )


def patterns(hand: ByHand) -> str:
    role, (lowest, highest) = hand.ranking[0], TARGET_RANGE
    of = hand.profile(role)
    squares = " + ".join(f"{term(value, 'g')}^2" for value in of.differences)
    total = " + ".join(f"{target:g}" for target in of.targets)
    rows = [[hand.roles[slug], *map(number, m)] for slug, m in hand.patterns.items()]
    return blocks(
        "## 2. What is typical of a role",
        prose(f"""
            Each role has a target from {lowest} to {highest} in each dimension: how much liking for
            it is typical. Only the shape of the targets counts, so we take their mean away and
            bring all roles to the same length, which is a setting, the contrast:
            {hand.settings.contrast:g} points of the answer scale. For the {hand.roles[role]}:"""),
        box(
            f"targets       {listed(of.targets, 'g')}",
            f"mean          ({total}) / {len(of.targets)} = {of.mean:g}",
            f"differences   {listed(of.differences, 'g')}",
            f"length        square root of ({squares}) = {number(of.length)}",
            f"pattern m     {hand.settings.contrast:g} * difference / {number(of.length)}",
            f"              {listed(of.pattern)}",
        ),
        "In the same way for all roles:",
        table(["pattern m", *hand.dimensions], rows),
    )


def weights(hand: ByHand) -> str:
    own, noise = hand.settings.own_variance, hand.settings.noise_variance
    lines = []
    for n in sorted(set(hand.counts), reverse=True):
        pairs = zip(hand.dimensions, hand.counts, strict=True)
        where = ", ".join(name for name, count in pairs if count == n)
        worth = number(*hand.weights_of([n]))
        lines.append(f"    = 1 / ({own:g} + {noise:g} / {n}) = {worth}   for {where}")
    return blocks(
        "## 3. What a mean is worth",
        prose(f"""
            One answer strays by chance from what the person really likes; the setting for that is
            the noise variance, {noise:g}. And people of the same role differ; that is the own
            variance, {own:g}. More answers help against the first but not against the second:"""),
        box("w   = 1 / (own variance + noise variance / n)", *lines),
    )


def probabilities(hand: ByHand) -> str:
    role, temperature = hand.ranking[0], hand.settings.temperature
    of = hand.fits[role]
    w, pairs = number(sum(hand.weights)), list(zip(hand.weights, of.gaps, strict=True))
    squares = " + ".join(f"{number(v)} * {term(g)}^2" for v, g in pairs)
    shift = " + ".join(f"{number(v)} * {term(g)}" for v, g in pairs)
    bracket = f"{number(of.squares)} - {term(of.shift)}^2 / {w} = {number(of.bracket)}"
    total = sum(exp(fit.log) for fit in hand.fits.values())
    rows = [
        [hand.roles[slug], *map(number, [*fit[1:], exp(fit.log), hand.probabilities[slug]])]
        for slug, fit in hand.fits.items()
    ]
    return blocks(
        "## 4. From means to probabilities",
        prose(f"""
            How badly does a role's pattern fit the means? We weigh the squared gaps between the
            two, and take off what a mere difference of level explains. (The temperature, a setting,
            is {temperature:g}; more would make all probabilities more cautious.) For the
            {hand.roles[role]}:"""),
        box(
            f"gap g = y - m    {listed(of.gaps)}",
            f"sum of w * g^2   {squares} = {number(of.squares)}",
            f"sum of w * g     {shift} = {number(of.shift)}",
            f"sum of w         {' + '.join(map(number, hand.weights))} = {w}",
            "bracket          (sum of w * g^2) - (sum of w * g)^2 / (sum of w)",
            f"                 {bracket}",
            f"l                -1/2 * bracket / temperature = {number(of.log)}",
        ),
        prose("""
            Before the first answer all roles are equally likely, so nothing is to be added for
            that. The probability of a role is its `e^l` divided by the sum of all of them:"""),
        table(["role", "sum w*g^2", "sum w*g", "bracket", "l", "e^l", "probability"], rows),
        prose(f"""
            The `e^l` add up to {number(total)}. So the {hand.roles[role]} gets
            {number(exp(of.log))} / {number(total)} = {number(hand.probabilities[role])} and leads;
            the {hand.roles[hand.ranking[1]]} is the runner-up."""),
    )


def certainty(hand: ByHand) -> str:
    bars, (first, second) = hand.settings, [hand.probabilities[role] for role in hand.ranking[:2]]
    kinds = f"{len(set(hand.given.values()))} different ones"
    share = f"{number(second)} / {number(first)} = {number(second / first)}"
    rows = [
        [f"fewer than {bars.minimum_answers} answers", f"{len(hand.given)}", "no direction"],
        [f"leader's probability below {bars.no_direction_below:g}", number(first), "no direction"],
        ["the same answer to everything", kinds, "no direction"],
        [f"leader's probability at least {bars.clear_from:g}", number(first), "clear"],
        [f"runner-up's / leader's at least {bars.close_from:g}", share, "close"],
        ["none of these", "", "leaning"],
    ]
    return blocks(
        "## 5. The word",
        "Before any number we give a word. The first line that is true decides:",
        table(["is it so?", "here", "then the word is"], rows),
        f"So the word is **{hand.certainty.replace('_', ' ')}**.",
    )


def reasons(hand: ByHand) -> str:
    one, two = hand.ranking[:2]
    of, (points, by_answer) = hand.comparison(one, two, hand.weights), hand.points(one, two)
    columns = (of.differences, of.factors, hand.means, of.middles, points)
    lines = [[*map(number, line)] for line in zip(*columns, strict=True)]
    parts = zip(hand.dimensions, lines, _told_by_answer(hand, by_answer), strict=True)
    total = ["sum", "", number(sum(of.factors)), "", "", number(sum(points))]
    total.append(f"all of them: {number(sum(by_answer.values()))}")
    place = max(range(len(points)), key=lambda place: abs(points[place]))
    d, c, y, middle, p = (f"({cell})" if cell[0] == "-" else cell for cell in lines[place])
    odds = f"{number(hand.probabilities[one])} / {number(hand.probabilities[two])}"
    return blocks(
        f"## 6. Why {hand.roles[one]} and not {hand.roles[two]}",
        prose(f"""
            The odds between the two are {odds}. We take their natural logarithm: at 0 both are
            equally likely, and every further {number(log(2))} doubles the odds. Here the log-odds
            are ln({odds}) = {number(hand.fits[one].log - hand.fits[two].log)}, which is also the
            difference between the two l. We take them apart without a remainder:"""),
        box(
            f"difference   m of {hand.roles[one]} - m of {hand.roles[two]}",
            f"shift        (sum of w * difference) / (sum of w) = {number(of.shift)}",
            "factor c     w * (difference - shift) / temperature",
            "middle       half-way between the two m",
            "points       c * (y - middle); of one answer, c / n * (z - middle)",
            "",
            f"{hand.dimensions[place]:13}c = {number(hand.weights[place])} * ({d} -"
            f" {term(of.shift)}) = {c}; points = {c} * ({y} - {middle}) = {p}",
        ),
        table(
            ["dimension", "difference", "factor c", "mean y", "middle", "points", "by answer"],
            [*([name, *line, answers] for name, line, answers in parts), total],
        ),
        prose(f"""
            Points above 0 speak for the {hand.roles[one]}, points below 0 for the
            {hand.roles[two]}. The factors add up to 0: one point more in every dimension changes
            nothing."""),
    )


def _told_by_answer(hand: ByHand, points: Mapping[str, float]) -> list[str]:
    """Per dimension, the points of each of its answers."""
    return [
        ", ".join(f"no. {hand.places[slug]}: {number(points[slug])}" for slug in slugs)
        for slugs in hand.by_dimension(points)
    ]


SECTIONS = (opening, answers, patterns, weights, probabilities, certainty, reasons)
