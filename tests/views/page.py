"""A page as elements, so that tests ask about one element and not about the whole text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}


@dataclass
class Element:
    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list = field(default_factory=list)  # elements and texts

    def walk(self):
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag="", **attrs):
        """The elements below with that tag and attributes; `class_` and `aria_label` work too."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attrs.items()}
        return [
            element
            for element in self.walk()
            if tag in ("", element.tag)
            and all(
                value in element.attrs.get(name, "").split()
                if name == "class"
                else element.attrs.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def one(self, tag="", **attrs):
        found = self.all(tag, **attrs)
        assert len(found) == 1, f"{len(found)} times {tag} {attrs}"
        return found[0]

    @property
    def text(self):
        """All text inside, blanks run together."""
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join(" ".join(parts).split())


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open = [Element("document")]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)


def read_html(html):
    """Fails on elements that are closed in the wrong order or never."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].tag}> is never closed"
    return reader.open[0]


def read_page(response):
    return read_html(response.content.decode())


def assert_page(response, status, heading):
    """That a page says this in its headline, and is answered with that status."""
    assert (response.status_code, read_page(response).one("h1").text) == (status, heading)


def title_of(page):
    """The page's title without the name of the site, which must stand behind a dash."""
    title, site = page.one("title").text.split(" \N{EN DASH} ")
    assert site == "Careerquiz"
    return title


def missing(page, told):
    """Which of the words that an element has to say, by its id, do not stand there."""
    return [
        (name, words)
        for name, texts in told.items()
        for words in texts
        if words not in page.one(id=name).text
    ]


def texts(element, tag):
    """The text of each element of that kind inside, in order."""
    return [each.text for each in element.all(tag)]


def links(element):
    """Text and address of every link inside, in order."""
    return [(link.text, link.attrs["href"]) for link in element.all("a")]


def headers_of(response):
    """Its headers, but for the request's id, which is another each time."""
    return {name: value for name, value in response.items() if name != "X-Request-ID"}
