"""The second half of docs/worked-example.md: what may still change the result, and its limits."""

from collections.abc import Iterator
from math import sqrt
from random import Random

from roles.domain import adaptive, explanation
from roles.domain.types import AnswerChange
from tests.worked_example.by_hand import ByHand, dot
from tests.worked_example.markdown import blocks, box, number, prose, table, term


def changes(hand: ByHand) -> str:
    flips = []
    for flip in explanation.flips(hand.catalog, hand.answers):
        chance = number(hand.changed({flip.question: flip.new}).probabilities[flip.leader])
        told = _told(hand, AnswerChange(flip.question, flip.old, flip.new))
        flips.append(f"{told} (then the {hand.roles[flip.leader]} leads with {chance})")
    rows = []
    for role, path in explanation.shortest_paths(hand.catalog, hand.answers).items():
        if path is None:
            rows.append([hand.roles[role], "out of reach", "", ""])
            continue
        after = hand.changed({change.question: change.new for change in path.changes})
        count = f"{path.length}" if path.is_exact else f"at most {path.length}"
        told = "; ".join(_told(hand, change) for change in path.changes)
        rows.append([hand.roles[role], count, told, number(after.probabilities[role])])
    return blocks(
        "## 7. What would change it",
        prose(f"""
            We change a single answer and do sections 1 to 4 again: each answer, up and down, to
            every other value. The smallest changes after which another role leads:
            {"; ".join(flips) or "there are none"}."""),
        prose("""
            How many answers must be different for a certain role to lead? We try all single answers
            and all pairs. Where these do not suffice, we take the most helpful step again and
            again; then fewer may do:"""),
        table(["role", "answers", "for example", "then its probability"], rows),
    )


def _told(hand: ByHand, change: AnswerChange) -> str:
    return f"no. {hand.places[change.question]} from {change.old} to {change.new}"


def ending(hand: ByHand) -> str:
    rival = hand.ranking[1]
    return blocks(
        f"## 8. Would the other {sum(hand.open)} statements change it?",
        prose(f"""
            The quiz may end when its leader is likely to stay. So we ask of each rival: how likely
            is it that the log-odds of the leader against it are below 0 once every statement is
            answered? One rival in full, the {hand.roles[rival]}. N = n + open is the number of
            answers at the end. Weight W, shift, factor C and middle are those of sections 3 and 6,
            with N for n, W for w, and no temperature."""),
        prose(f"""
            What will the open answers be? That depends on which role is the person's own. We
            suppose each in turn; here again the {hand.roles[rival]}, whose m and g we take. What we
            expect lies between the answers so far and what is typical of that role:"""),
        *_one_rival(hand, rival),
        prose("""
            Phi(x) is the share of a normal distribution below x; spreadsheets call it
            NORM.S.DIST(x, TRUE). In the same way for each role that may be the person's own (lines)
            and each rival (columns):"""),
        *_all_rivals(hand),
    )


def _one_rival(hand: ByHand, rival: str) -> Iterator[str]:
    """The rival's chance to overtake, supposing that the person is its own."""
    end, (level, expected) = hand.ending(rival), hand.expected(rival)
    variances, spread = [*map(number, end.variances)], sqrt(sum(end.variances))
    mean = end.now + dot(end.to_come, expected)
    yield box(
        "k = C / N                        what one more point in one answer adds at the end",
        "K = k * open                     what one more point in all open answers adds",
        "u = 1 - own variance * w         how much of a dimension we do not know yet, 0 to 1",
        f"a = (sum of w * g) / (sum of w)  the level, here {number(level)}",
        "e = (1 - u) * y + u * (m + a)    the z to expect of the open answers",
    )
    columns = (hand.weights_of(hand.finals), *end.comparison[2:], end.pulls, end.to_come)
    rows = zip(hand.dimensions, hand.finals, *columns, hand.unknown, expected, strict=True)
    yield table(
        ["dimension", "N", "W", "C", "middle", "k", "K", "u", "e"],
        [[name, f"{n}", *map(number, line)] for name, n, *line in rows],
    )
    yield box(
        f"if all open z are 0   (sum of k * S) - (sum of C * middle) = {number(end.now)}",
        f"to expect             {number(end.now)} + (sum of K * e) = {number(mean)}",
        f"variance: by level    (sum of K * u)^2 / (sum of w) = {variances[0]}",
        f"    by own leanings   own variance * (sum of K^2 * u) = {variances[1]}",
        f"    by chance         noise variance * (sum of k^2 * open) = {variances[2]}",
        f"spread                square root of ({' + '.join(variances)}) = {number(spread)}",
        f"chance below 0        Phi({number(-mean)} / {number(spread)}) = Phi("
        f"{number(-mean / spread)}) = {number(hand.overtaking(rival, rival))}",
    )


def _all_rivals(hand: ByHand) -> Iterator[str]:
    rivals, bars = hand.ranking[1:], hand.settings
    rows = [
        [hand.roles[role], number(hand.probabilities[role])]
        + [number(hand.overtaking(rival, role)) for rival in rivals]
        for role in hand.ranking
    ]
    sums = [number(hand.overtaken(rival)) for rival in rivals]
    may = "may" if hand.may_stop else "may not"
    yield table(
        ["person's own", "probability", *(hand.roles[rival] for rival in rivals)],
        [*rows, ["sum of probability * chance", "", *sums]],
    )
    yield prose(f"""
            The leader stays with a probability of 1 - ({" + ".join(sums)}) = {number(hand.stay)}.
            Two rivals cannot both end first, so this is rather too low than too high. The bar is
            {bars.stop_probability:g}, after at least {bars.minimum_answers} answers: the quiz {may}
            end here.""")


def next_questions(hand: ByHand) -> str:
    rivals = hand.ranking[1:3]
    chances = [hand.probabilities[rival] for rival in rivals]
    moves = [hand.moves(rival) for rival in rivals]
    columns = zip(hand.dimensions, *moves, hand.spreads, hand.gains, strict=True)
    rows = [[name, *map(number, line), number(gain, ".6f")] for name, *line, gain in columns]
    best = max(range(len(rows)), key=lambda place: hand.gains[place])
    squares = " + ".join(
        f"{number(p)} * {term(move[best])}^2" for p, move in zip(chances, moves, strict=True)
    )
    page = adaptive.next_page(hand.catalog, hand.answers, Random(1))  # draws inside dimensions
    places = [hand.questions[slug].dimension for slug in page]
    return blocks(
        "## 9. If it goes on, what comes next?",
        prose(f"""
            We ask where one more answer would settle most between the leader and its {len(rivals)}
            strongest rivals. The move says how closely that answer and the log-odds at the end go
            together, the variance how much we expect the answer to vary. K and k are each rival's
            own, and so is the probability:"""),
        box(
            "move      u * ((sum of K * u) / (sum of w) + own variance * K) + noise variance * k",
            "variance  u^2 / (sum of w) + own variance * u + noise variance",
            "gain      (sum over the rivals of probability * move^2) / variance",
            "",
            f"{hand.dimensions[best]:9} ({squares}) / {number(hand.spreads[best])}"
            f" = {number(hand.gains[best], '.6f')}",
        ),
        table(
            ["dimension", *(f"move, {hand.roles[rival]}" for rival in rivals), "variance", "gain"],
            rows,
        ),
        prose(f"""
            The next statement is drawn by lot from the dimension with the largest gain. We count it
            as answered and work the gains out again, and so on to the end of the page; but no
            dimension comes more than {hand.settings.longest_run} times running. So the next page
            is: {", ".join(places)}."""),
    )


def limits(hand: ByHand) -> str:
    first = hand.ranking[0]
    confused = {rival: hand.confusion(first, rival) for rival in hand.ranking[1:]}
    hardest = max(confused, key=confused.__getitem__)
    return blocks(
        "## 10. What the numbers cannot say",
        prose(f"""
            They tell what somebody likes; not what they can do, how far they have come, what they
            would earn or how they would get on with a boss. They help to choose what to look at
            next, and are not for choosing staff. Some roles lie close together: were
            {hand.roles[first]} and {hand.roles[hardest]} the only two, about
            {confused[hardest] * 100:.0f} in 100 of their people would come out on the wrong side
            even after every statement. The targets are experts' views, not yet checked on people in
            these jobs. Until the quiz has learnt from real answers, its probabilities are a first
            estimate and may be too high. Somebody who likes none of this work still gets an order
            of roles; then the word to heed is "no direction"."""),
        prose("""
            Sources of the ideas. To compare shapes apart from levels (sections 1 and 2): Cronbach
            and Gleser 1953, Assessing similarity between profiles. Why to do so, as some people
            like more of everything: Tracey 2012, Problems with single interest scales. To stop when
            the rest is unlikely to change the outcome (section 8): Finkelman and others 2012,
            Curtailment and stochastic curtailment to shorten the CES-D. To ask what helps most to
            decide (section 9): Rudner 2002, An examination of decision-theory adaptive testing
            procedures."""),
    )


SECTIONS = (changes, ending, next_questions, limits)
