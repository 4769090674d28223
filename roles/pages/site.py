"""What an organization says in its own words on the start page and to search engines. No query."""

from roles.content.site import SiteDocument
from roles.pages.careers.questions import filled, in_force
from roles.queries.careers import Content


def own_texts(content: Content) -> SiteDocument:
    """The texts with their placeholders filled in; "" where the standard text is shown."""
    values = in_force(content)
    held = {name: filled(text, values) for name, text in content.careers.site}
    return content.careers.site.model_copy(update=held)
