"""Public pages for tests of how pages are kept, whatever they show."""

from django.test import RequestFactory

from roles.web.public_cache import kept_page


class Drawing:
    """A page that counts how often it is drawn, and what it was drawn from."""

    def __init__(self, error=None):
        self.error = error
        self.drawn = []

    def __call__(self, content, **parts):
        self.drawn.append((content, parts))
        if self.error:
            raise self.error
        return "includes/head.html", {"title": f"Drawing {self.times}", "description": "Drawn"}

    @property
    def times(self):
        return len(self.drawn)


def ask(draw, path="/page/", headers=None, **parts):
    return kept_page(RequestFactory(headers=headers or {}).get(path), draw, **parts)


def title(response):
    """Which drawing it is."""
    return response.content.decode().split("<title>")[1].split(" \N{EN DASH} ")[0]
