"""The preview picture of pages that show nobody's result."""

import logging
from functools import lru_cache

from roles.cards.drawing import card_png
from roles.cards.layout import site_card
from roles.content.site import NAME
from roles.web.stylesheet import static_file

logger = logging.getLogger(__name__)
STANDARD = "img/card-default.png"


@lru_cache(maxsize=4)
def site_picture(name: str = NAME, line: str = "") -> bytes:
    """A PNG with the site's name and line; the standard one where they cannot be drawn."""
    if (name, line) != (NAME, ""):
        try:
            return card_png(site_card(name, line))
        except ValueError as letters:
            logger.warning("The site's preview picture is the standard one: %s", letters)
        except Exception:  # pages are worth having without it, whatever the library raises
            logger.exception("The site's preview picture could not be drawn")
    return static_file(STANDARD).read_bytes()
