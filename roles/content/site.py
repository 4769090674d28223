"""What an organization calls its quiz, and says on its start page and at the foot of every page."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from roles.content.values import (
    DESCRIPTION,
    FOOT,
    HEADLINE,
    LEAD,
    OPERATOR,
    SITE_NAME,
    WEB_ADDRESS,
    Blank,
    Part,
    known_placeholders,
    refusal,
    well_formed,
)

NAME = "Careerquiz"  # of a site that publishes no name of its own
Filling = Annotated[Blank, AfterValidator(known_placeholders)]  # with words in braces


def known_contact(value: str) -> str:
    """As of the setting CAREERQUIZ_CONTACT."""
    if value.startswith("https://"):
        return well_formed(value)
    if value and not re.fullmatch(r"[^@\s:/]+@[^@\s:/]+", value):
        raise refusal("an e-mail address, or an address that begins with https://")
    return value


class SiteDocument(Part):
    """Each text is empty where the standard one is shown."""

    name: Blank = Field("", max_length=SITE_NAME, title="name of the site")
    title: Filling = Field(
        "",
        max_length=HEADLINE,
        title="title of the start page",
        description="In browser tabs, and as the headline in search engines.",
    )
    description: Filling = Field(
        "",
        max_length=DESCRIPTION,
        title="description of the start page",
        description="For search engines and link previews.",
    )
    headline: Filling = Field("", max_length=HEADLINE, title="headline")
    lead: Filling = Field("", max_length=LEAD, title="text below the headline")
    hint: Filling = Field("", max_length=DESCRIPTION, title="line below the button")
    foot: Blank = Field("", max_length=FOOT, title="note at the foot of every page")
    roles_description: Filling = Field(
        "",
        max_length=DESCRIPTION,
        title="description of the list of roles",
        description="For search engines and link previews.",
    )
    routes_description: Filling = Field(
        "",
        max_length=DESCRIPTION,
        title="description of the routes",
        description="For search engines and link previews.",
    )
    picture: Blank = Field(
        "",
        max_length=HEADLINE,
        title="line on the preview picture",
        description="Chats show the picture beside a link to the site.",
    )
    operator: Blank = Field("", max_length=OPERATOR, title="who runs the site")
    contact: Annotated[Blank, AfterValidator(known_contact)] = Field(
        "",
        max_length=WEB_ADDRESS,
        title="how to reach them",
        description="An e-mail address, or an address that begins with https://.",
    )
