"""What the pages about roles may say: the one description of the format of that content.

`ContentDocument` describes roles/seed/careers.yaml and what a `ContentVersion` froze; what a
catalog may hold is described in `content.catalog`. Loader, exporter, admin and publishing read
documents by these classes; JSON Schema for editors is made of them.
Keys that may be empty have a default and may be left out; every other key is required, and
unknown keys are refused, so that a misspelt key cannot pass for a default.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    StrictBool,
    ValidationInfo,
    model_validator,
)

from roles.content.site import SiteDocument
from roles.content.sources import (
    LadderPoint,
    NamedPoint,
    PayDocument,
    PayShown,
    Point,
    RolePoint,
    SourceDocument,
    points_of,
)
from roles.content.values import (
    ANSWER,
    ANSWER_WORDS,
    DESCRIPTION,
    LABEL,
    LINE,
    NAME,
    NOTE,
    QUESTION,
    TEXT,
    Blank,
    BlankSlug,
    ContentFormat,
    Day,
    Filled,
    Link,
    Names,
    Part,
    RoleSlug,
    Slug,
    SourceSlug,
    Text,
    mismatch,
    refusal,
    scope_of,
)

FORMAT = 1


class RoleDocument(Part):
    """A role's page: its lists in the order shown."""

    slug: RoleSlug = Field(title="role")
    description: Text = Field(
        max_length=DESCRIPTION, description="For search engines, in one or two sentences."
    )
    checked: Day = Field(description="When somebody last checked that all this is still true.")
    decides: Blank = Field(
        "", max_length=LINE, title="you decide", description="One line for the top of the page."
    )
    pay_line: Blank = Field(
        "",
        max_length=LINE,
        title="pay in one line",
        description="One line with country, month and what the figure doesn't show.",
    )
    comes_from: tuple[Annotated[Slug, Names(("roles", "titles"))], ...] = Field(
        (), title="often comes from", description="Roles or current titles."
    )
    does: tuple[Point, ...] = Field(title="what you do")
    good: tuple[Point, ...] = Field(title="what good looks like")
    people: tuple[Point, ...] = Field(title="with whom")
    boxes: tuple[NamedPoint, ...] = Field((), title="boxes with a heading of their own")
    ladder: tuple[LadderPoint, ...] = Field(title="the ladder")
    pay_note: Text = Field(max_length=NOTE, title="note on pay")
    pay: tuple[PayShown, ...] = Field(title="pay: the nearest group first")
    outlook: tuple[Point, ...] = Field((), title="will there be jobs")
    ai: tuple[Point, ...] = Field((), title="what artificial intelligence changes")
    suits: tuple[Point, ...] = Field(title="suits you if")
    unsuited: tuple[Point, ...] = Field(title="may not suit you if")
    leaving: tuple[Point, ...] = Field(title="what makes people leave")
    confused: tuple[RolePoint, ...] = Field(title="often confused with")
    first_steps: tuple[Point, ...] = Field((), title="first steps without a degree or a job")
    trials: tuple[Point, ...] = Field(title="how to try it")
    qualifications: tuple[Point, ...] = Field(title="qualifications people ask about")
    titles: tuple[Point, ...] = Field(title="other titles")
    week: tuple[NamedPoint, ...] = Field(title="a week in the role")
    former_slugs: tuple[Slug, ...] = Field(
        (),
        title="earlier addresses",
        description="Short names under which the role was published before it was renamed; "
        "their addresses lead to this page.",
        json_schema_extra={"readOnly": True},  # no field of the admin's form
    )

    @model_validator(mode="after")
    def _check_former(self, info: ValidationInfo) -> Self:
        taken = {self.slug, *(scope_of(info).roles or ())} & set(self.former_slugs)
        if taken or len(set(self.former_slugs)) < len(self.former_slugs):
            allowed = "slugs that no role has today, each once only"
            raise refusal(allowed, at="former_slugs", value=list(self.former_slugs))
        return self

    @model_validator(mode="after")
    def _check_others(self) -> Self:
        figures = [shown.figure for shown in self.pay]
        if len(set(figures)) < len(figures):
            raise refusal("each figure once only", at="pay", value=figures)
        for key, named in (
            ("confused", [point.label for point in self.confused]),
            ("comes_from", self.comes_from),
        ):
            if self.slug in named:
                raise refusal("other roles than the one of this page", at=key, value=self.slug)
        if len(set(self.comes_from)) < len(self.comes_from):
            raise refusal("each job once only", at="comes_from", value=list(self.comes_from))
        return self

    @property
    def points(self) -> tuple[Point, ...]:
        """All statements of the page."""
        return points_of(self)


class ComparisonDocument(Part):
    """Two or three roles side by side."""

    roles: tuple[RoleSlug, ...] = Field(min_length=2, max_length=3)
    description: Text = Field(
        max_length=DESCRIPTION, description="For search engines, in one or two sentences."
    )
    answer: Text = Field(max_length=ANSWER, description="The difference in two sentences.")
    source: SourceSlug
    choose: tuple[RolePoint, ...] = Field(title="choose one or the other")
    same: tuple[Point, ...] = Field(title="what is the same")
    different: tuple[Point, ...] = Field(title="what is different")

    @model_validator(mode="after")
    def _check_sides(self, info: ValidationInfo) -> Self:
        known = scope_of(info).roles
        ordered = [role for role in known if role in self.roles] if known else list(self.roles)
        if len(set(self.roles)) < len(self.roles) or list(self.roles) != ordered:
            allowed = "two or three different roles, in the catalog's order"
            raise refusal(allowed, at="roles", value=list(self.roles))
        said = {point.label for point in self.choose}
        if said != set(self.roles):
            allowed = "points for each side, and for no other role"
            raise refusal(allowed, at="choose", value=sorted(said))
        return self

    @property
    def slug(self) -> str:
        return comparison_slug(self.roles)

    @property
    def points(self) -> tuple[Point, ...]:
        """All statements of the comparison."""
        return points_of(self)


class AnswerRow(Part):
    """A row of the small table below an answer."""

    label: Filled = Field(max_length=LABEL)
    text: Filled = Field(max_length=TEXT)


class FaqDocument(Part):
    """What readers ask, and the answer."""

    slug: Slug
    topic: Literal["quiz", "jobs"]
    question: Text = Field(max_length=QUESTION)
    answer: Filled = Field(max_length=ANSWER, description="80 words or fewer, with its rows below.")
    rows: tuple[AnswerRow, ...] = Field((), title="rows of a small table")
    source: SourceSlug
    link: Link = Field("", description="Where there is more, within this site: /compare/.")
    link_text: Blank = Field("", max_length=LABEL, title="text of the link")

    @model_validator(mode="after")
    def _check_answer(self) -> Self:
        texts = [self.answer, *(text for row in self.rows for text in (row.label, row.text))]
        if (words := sum(len(text.split()) for text in texts)) > ANSWER_WORDS:
            allowed = f"at most {ANSWER_WORDS}, with its rows"
            raise refusal(allowed, at="answer", value=f"{words} words")
        if bool(self.link) != bool(self.link_text):
            raise refusal("a link and its text, or neither", at="link", value=self.link)
        return self


def _in_order(changes: dict[str, str], info: ValidationInfo) -> dict[str, str]:
    """A text for each area that is known, in their order; for nothing else."""
    known = scope_of(info).areas
    if known is None:
        return changes
    if set(changes) != set(known):
        allowed = f"a text for each area and for nothing else: {', '.join(known)}"
        raise refusal(allowed, value=mismatch(changes, known))
    return {area: changes[area] for area in known}


class TitleDocument(Part):
    """A job that many people come from."""

    slug: Slug
    name: Text = Field(max_length=LABEL)
    pay: Annotated[BlankSlug, Names(("pay",))] = Field("", title="pay figure")
    note: Blank = Field("", max_length=NAME, description="What to know, such as on pay.")
    is_first: StrictBool = Field(
        False, title="no job yet", description="Pages give first steps instead of tasks at work."
    )
    changes: Annotated[
        dict[str, Annotated[Text, Field(max_length=TEXT)]], AfterValidator(_in_order)
    ] = Field(title="what is different from this job, by area")

    @model_validator(mode="after")
    def _check_names(self, info: ValidationInfo) -> Self:
        if self.slug in (scope_of(info).roles or ()):
            raise refusal("a short name that no role has", at="slug", value=self.slug)
        return self


class StepDocument(Part):
    """A usual step from a title or a role to a role."""

    start: Annotated[Slug, Names(("roles", "titles"))] = Field(title="from")
    goal: RoleSlug = Field(title="to")
    text: Text = Field(max_length=TEXT, title="stepping stone")
    shift: Blank = Field("", max_length=TEXT, title="what changes", description="In one sentence.")
    is_long: StrictBool = Field(
        False, title="a long step", description="Pages say that another route may be better."
    )
    source: SourceSlug

    @model_validator(mode="after")
    def _check_goal(self) -> Self:
        if self.start == self.goal:
            raise refusal("another place than the start", at="goal", value=self.goal)
        return self


class ContentDocument(Part):
    """Everything that the pages about roles say beyond the catalog."""

    format: ContentFormat
    site: SiteDocument = SiteDocument.model_validate({})
    sources: tuple[SourceDocument, ...]
    pay: tuple[PayDocument, ...]
    roles: tuple[RoleDocument, ...]
    comparisons: tuple[ComparisonDocument, ...]
    reader_questions: tuple[FaqDocument, ...]
    titles: tuple[TitleDocument, ...]
    routes: tuple[StepDocument, ...]

    @model_validator(mode="after")
    def _check_former(self) -> Self:
        former = [slug for page in self.roles for slug in page.former_slugs]
        if doubled := sorted({slug for slug in former if former.count(slug) > 1}):
            allowed = "each earlier address for one role only"
            raise refusal(allowed, at="roles", value=doubled)
        return self

    @cached_property
    def sources_by_slug(self) -> Mapping[str, SourceDocument]:
        return {source.slug: source for source in self.sources}

    @cached_property
    def pay_by_slug(self) -> Mapping[str, PayDocument]:
        return {figure.slug: figure for figure in self.pay}

    @cached_property
    def roles_by_slug(self) -> Mapping[str, RoleDocument]:
        return {page.slug: page for page in self.roles}

    @cached_property
    def titles_by_slug(self) -> Mapping[str, TitleDocument]:
        return {title.slug: title for title in self.titles}

    @cached_property
    def current_slugs(self) -> Mapping[str, str]:
        """Of roles that were renamed: their slug of today, by each one they had before."""
        return {former: page.slug for page in self.roles for former in page.former_slugs}

    @cached_property
    def comparisons_by_roles(self) -> Mapping[frozenset[str], ComparisonDocument]:
        return {frozenset(row.roles): row for row in self.comparisons}


ROWS: Mapping[str, type[Part]] = {
    "sources": SourceDocument,
    "pay": PayDocument,
    "roles": RoleDocument,
    "comparisons": ComparisonDocument,
    "reader_questions": FaqDocument,
    "titles": TitleDocument,
    "routes": StepDocument,
}


def row_key(section: str, row: Mapping[str, Any]) -> str:
    """What a row of a content document is known by, in its section; "" when that is missing."""
    try:
        if section == "comparisons":
            return comparison_slug(row["roles"])
        if section == "routes":
            return f"{row['start']}-to-{row['goal']}"
        return str(row["slug"])
    except (KeyError, TypeError):
        return ""


def comparison_slug(roles: Iterable[str]) -> str:
    """What stands in the address of a comparison."""
    return "-and-".join(roles)
