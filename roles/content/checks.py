"""What a careers document must hold together: what one row says of others, and sense."""

from collections.abc import Collection, Iterator, Sequence

from roles.content.careers import (
    COMPARISON_POINTS,
    NAMED_POINTS,
    POINTS_OF_ROLES,
    ROLE_POINTS,
)
from roles.content.format import TEXT
from roles.content.wording import ANSWER_WORDS, count_words, unknown_placeholders
from roles.domain import rules
from roles.domain.reader import Reader, Row
from roles.domain.rules import REFUSED

POINTS = {"roles": ROLE_POINTS, "comparisons": COMPARISON_POINTS}
CHANGE_RULE = rules.text(TEXT)
SIDES = (2, 3)  # how many roles a comparison may have
AMOUNTS = ("low", "middle", "high")


class Checks(Reader):
    """Checks what was `read`: the rows of each section, with rows of their own inside. What was
    refused before is passed over, so that one mistake is one problem."""

    def __init__(self, roles: Collection[str] | None, dimensions: Collection[str] | None) -> None:
        super().__init__()
        self.roles, self.dimensions = roles, dimensions
        self.read: dict[str, list[Row]] = {}

    def check(self) -> None:
        sources = self.slugs("sources")
        for rows in self.read.values():
            for row in rows:
                for held in self.with_points(row):
                    if "source" in held.held:
                        self.known(held, "source", sources)
        for row in self.read["pay"]:
            self.check_pay(row)
        for row in self.read["roles"]:
            self.check_role(row)
        for owner, kind, point in self.points():
            self.check_label(owner, kind, point)
        self.check_comparisons()
        for row in self.read["reader_questions"]:
            self.check_answer(row)
        for row in self.read["titles"]:
            self.check_title(row)
        self.check_routes()

    def slugs(self, section: str) -> list[str] | None:
        """The slugs of a section; None when one was refused, or all of it: it may have been any."""
        found = [row.held["slug"] for row in self.read[section]]
        return None if None in found or self.is_refused((section,), whole=True) else found

    def with_points(self, row: Row) -> list[Row]:
        lists = (held for held in row.held.values() if isinstance(held, list))
        return [row, *(each for held in lists for each in held if isinstance(each, Row))]

    def known(self, row: Row, key: str, allowed: Collection[str] | None) -> None:
        """Refuses a slug that names nothing; one that was refused already is passed over."""
        value = row.held[key]
        if allowed is not None and value is not None and value not in allowed:
            names = ", ".join(sorted(name for name in allowed if name)) or "those there are: none"
            self.problem((*row.path, key), f"{row.where}.{key}", value, f"one of {names}")

    def check_pay(self, row: Row) -> None:
        if self.is_refused(row.path):
            return
        given = [row.held[key] for key in AMOUNTS if row.held[key] is not None]
        if not given:
            self.problem(row.path, row.where, None, f"at least one of {', '.join(AMOUNTS)}")
        if given != sorted(given):
            allowed = "low, middle and high in rising order"
            self.problem((*row.path, "low"), row.where, given, allowed)
        if row.held["is_capped"] and row.held["high"] is None:
            allowed = "true only with a high figure"
            self.problem((*row.path, "is_capped"), f"{row.where}.is_capped", True, allowed)

    def check_role(self, row: Row) -> None:
        self.known(row, "slug", self.roles)
        shown: set[str] = set()
        for each in row.held["pay"]:
            figure = each.held["figure"]
            self.known(each, "figure", self.slugs("pay"))
            if figure in shown:
                path, where = (*each.path, "figure"), f"{each.where}.figure"
                self.problem(path, where, figure, "each figure once only")
            elif figure:
                shown.add(figure)

    def points(self) -> Iterator[tuple[Row, str, Row]]:
        """Every point of a section's rows, with its owner and its kind."""
        for section, kinds in POINTS.items():
            for owner in self.read[section]:
                for kind in kinds:
                    for point in owner.held[kind]:
                        yield owner, kind, point

    def check_label(self, owner: Row, kind: str, point: Row) -> None:
        """Some points need a label of their own, some that of a role, the others have none."""
        label, path, where = point.held["label"], (*point.path, "label"), f"{point.where}.label"
        if self.is_refused(path) or self.is_refused(point.path):
            return
        if kind in POINTS_OF_ROLES:
            if not label:
                self.problem(path, where, label, "the slug of a role")
            elif label == owner.held.get("slug"):
                self.problem(path, where, label, "the slug of another role")
            else:
                self.known(point, "label", self.roles)
        elif bool(label) != (kind in NAMED_POINTS):
            allowed = "a label" if kind in NAMED_POINTS else "no label here"
            self.problem(path, where, label, allowed)
        if point.held["span"] and kind != "ladder":
            path = (*point.path, "span")
            self.problem(path, f"{point.where}.span", point.held["span"], "years of a ladder only")

    def check_comparisons(self) -> None:
        seen: set[frozenset[str]] = set()
        for row in self.read["comparisons"]:
            sides, path, where = row.held["roles"], (*row.path, "roles"), f"{row.where}.roles"
            if sides is None:
                continue
            if not self.is_in_order(sides):
                allowed = "two or three different roles, in the catalog's order"
                self.problem(path, where, sides, allowed)
                continue
            if frozenset(sides) in seen:
                self.problem(path, where, sides, "each set of roles once only")
            seen.add(frozenset(sides))
            said = {point.held["label"] for point in row.held["choose"]}
            path = (*row.path, "choose")
            if said != set(sides) and not self.is_refused(path):
                allowed = "points for each side, and for no other role"
                self.problem(path, f"{row.where}.choose", sorted(said), allowed)

    def is_in_order(self, sides: Sequence[object]) -> bool:
        """Whether they may be the sides of a comparison."""
        if any(rules.SLUG.read(side) is REFUSED for side in sides):
            return False
        order = sides if self.roles is None else [role for role in self.roles if role in sides]
        return len(sides) in SIDES and len(set(sides)) == len(sides) and list(sides) == list(order)

    def check_answer(self, row: Row) -> None:
        held, path, where = row.held, (*row.path, "answer"), f"{row.where}.answer"
        table = [each.held[key] or "" for each in held["rows"] for key in ("label", "text")]
        texts = [held["answer"] or "", *table]
        if (words := count_words(texts)) > ANSWER_WORDS:
            allowed = f"at most {ANSWER_WORDS}, with its rows"
            self.problem(path, where, f"{words} words", allowed)
        for name in unknown_placeholders(" ".join(texts)):
            self.problem(path, where, f"{{{name}}}", "a known placeholder in braces")
        is_refused = any(self.is_refused((*row.path, key)) for key in ("link", "link_text"))
        if bool(held["link"]) != bool(held["link_text"]) and not is_refused:
            allowed = "a link and its text, or neither"
            self.problem((*row.path, "link"), f"{row.where}.link", held["link"], allowed)

    def check_title(self, row: Row) -> None:
        held = row.held
        if held["pay"]:
            self.known(row, "pay", self.slugs("pay"))
        if held["slug"] in (self.roles or ()):
            path, where = (*row.path, "slug"), f"{row.where}.slug"
            self.problem(path, where, held["slug"], "another slug than that of a role")
        given, path, where = held["changes"], (*row.path, "changes"), f"{row.where}.changes"
        if given is not None:
            texts = [key for key in given if isinstance(key, str)]
            keys = dict.fromkeys(texts if self.dimensions is None else self.dimensions, CHANGE_RULE)
            held["changes"] = rules.frozen(self.row(given, keys, path, where))

    def check_routes(self) -> None:
        seen: set[tuple[str, str]] = set()
        titles = self.slugs("titles")
        for row in self.read["routes"]:
            if self.is_refused(row.path):
                continue
            step = (row.held["start"], row.held["goal"])
            self.known(row, "goal", self.roles)
            if self.roles is not None and titles is not None:
                self.known(row, "start", {*self.roles, *titles})
            if step[0] == step[1] or step in seen:
                allowed = "another place than the start, and each step once only"
                self.problem((*row.path, "goal"), f"{row.where}.goal", step[1], allowed)
            seen.add(step)
