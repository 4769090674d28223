"""What pages about roles say, and where it is from: sources, pay figures and single statements."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StrictBool,
    ValidationInfo,
    model_validator,
)

from roles.content.currencies import CURRENCIES
from roles.content.values import (
    CODE,
    GROUP,
    LABEL,
    NAME,
    NOTE,
    OUTDATED_AFTER_MONTHS,
    SPAN,
    TEXT,
    YEARS,
    Blank,
    FigureSlug,
    Money,
    Month,
    Part,
    RoleSlug,
    Slug,
    SourceSlug,
    Text,
    Url,
    Year,
    refusal,
    scope_of,
)
from roles.domain.dates import months_later


def _kind_today(kind: object) -> object:
    """What a kind is called today: versions from before say "client" of the undated FAQ."""
    return "faq" if kind == "client" else kind


def _in_capitals(currency: object) -> object:
    return currency.strip().upper() if isinstance(currency, str) else currency


def _currency(currency: str) -> str:
    if currency not in CURRENCIES:
        raise refusal("the three letters of a currency, such as USD, EUR or CHF")
    return currency


class SourceDocument(Part):
    """Where something that a page says is from."""

    slug: Slug
    label: Text = Field(max_length=LABEL, description="Short, shown beside each statement: BLS.")
    name: Text = Field(max_length=NAME, description="In full, as listed at the end of a page.")
    # published: somebody else's work. faq: answers without an author or data. practice: usual, but
    # no source found. view: our judgment. own: what this site does.
    kind: Annotated[
        Literal["published", "faq", "practice", "view", "own"], BeforeValidator(_kind_today)
    ]
    year: Year | None = Field(description="Of the source. Leave it empty when it has none.")
    is_undated: StrictBool = Field(
        False, title="undated", description="No year can be found. Pages say “undated”."
    )
    is_official: StrictBool = Field(
        False, title="official", description="Of a statistics office or a government."
    )
    note: Blank = Field(
        "", max_length=NOTE, description="What it is, who was asked, how it was seen."
    )
    url: Url = Field("", title="address", description="It begins with https://.")

    @model_validator(mode="after")
    def _check_year(self, info: ValidationInfo) -> Self:
        is_theirs = self.kind in ("published", "faq")
        is_right = (self.year is None) is self.is_undated if is_theirs else not self.is_undated
        if not is_right and scope_of(info).is_entered:
            allowed = "a year, or marked as undated" if is_theirs else "not marked as undated"
            raise refusal(allowed, at="year" if is_theirs else "is_undated", value=self.year)
        return self


class PayDocument(Part):
    """What a group of people earns a year, in whole units of the currency."""

    slug: Slug
    group: Text = Field(max_length=GROUP, description="Who the figures are about.")
    code: Blank = Field("", max_length=CODE, description="Of the official group, if any.")
    country: Text = Field(max_length=LABEL)
    currency: Annotated[
        str,
        BeforeValidator(_in_capitals),
        AfterValidator(_currency),
        Field(
            json_schema_extra={"enum": sorted(CURRENCIES)},
            description="Its three letters, such as USD, EUR or CHF.",
        ),
    ]
    source: SourceSlug
    as_of: Month | None = Field(
        title="as of",
        description="The month for which it holds. Leave it empty if there is none: pages then say "
        "“undated”.",
    )
    counted: Text = Field(max_length=NOTE, title="who was counted")
    low: Money | None = Field(description="One in ten earns less.")
    middle: Money | None = Field(description="Half earn less.")
    high: Money | None = Field(description="One in ten earns more.")
    has_quartiles: StrictBool = Field(
        False, title="low and high are quartiles", description="One in four, not one in ten."
    )
    is_capped: StrictBool = Field(
        False, title="survey stops at the high figure", description="Pages say “more than”."
    )
    average: StrictBool = Field(False, title="the middle figure is an average")

    def is_outdated(self, today: date) -> bool:
        """Whether it may be out of date: it holds for a month two years ago or more. An undated
        figure is not known to be; pages say that it is undated."""
        if self.as_of is None or self.as_of.year > YEARS[1]:
            return False
        return months_later(self.as_of, OUTDATED_AFTER_MONTHS) <= today

    @model_validator(mode="after")
    def _check_amounts(self) -> Self:
        given = [amount for amount in (self.low, self.middle, self.high) if amount is not None]
        if not given:
            raise refusal("at least one of low, middle, high", at="low", value=None)
        if given != sorted(given):
            raise refusal("low, middle and high in rising order", at="low", value=given)
        if self.is_capped and self.high is None:
            raise refusal("only together with a high figure", at="is_capped", value=True)
        return self


class Point(Part):
    """One statement of a list, and where it is from."""

    label: str = Field("", max_length=0)
    span: str = Field("", max_length=0)
    text: Text = Field(max_length=TEXT)
    source: SourceSlug


class NamedPoint(Point):
    """With a heading of its own."""

    label: Text = Field(max_length=LABEL)


class LadderPoint(NamedPoint):
    """A step of the ladder, and how many years it usually takes, in words."""

    span: Blank = Field("", max_length=SPAN, title="years", description="As in: 2 to 5 years.")


class RolePoint(Point):
    """About another role."""

    label: RoleSlug = Field(title="role")


class PayShown(Part):
    """A pay figure on a role's page."""

    figure: FigureSlug = Field(title="pay figure")
    note: Blank = Field(
        "", max_length=NOTE, description="What the figure doesn't show about this role. Required."
    )
    counts_role: StrictBool = Field(
        False,
        title="group counts this role",
        description="Then it is shown first, and search engines get it as the role's pay if it is "
        "official and no other group counts the role.",
    )

    @model_validator(mode="after")
    def _check_note(self, info: ValidationInfo) -> Self:
        if not self.note and scope_of(info).is_entered:
            raise refusal("a note on what the figure hides", at="note", value=self.note)
        return self


def points_of(page: Part) -> tuple[Point, ...]:
    """All statements of a page, in the order of its keys."""
    lists = (getattr(page, name) for name in type(page).model_fields)
    return tuple(
        point
        for held in lists
        if isinstance(held, tuple)
        for point in held
        if isinstance(point, Point)
    )
