"""A respondent who has nothing but a keyboard, in either browser."""

from tests.views.quiz_walk import take_time

# From the first radio, where Tab leads; up from there it goes round by the skip.
ANSWERS = {1: ["Space"], 2: ["ArrowDown"], 3: ["ArrowDown"] * 2, 4: ["ArrowDown"] * 3}
ANSWERS[5] = ["ArrowUp"] * 2
LEFT, RIGHT, SKIP = ["Space"], ["ArrowDown"], ["ArrowUp"]
NAME = "document.activeElement.name"


class Keyboard:
    """Of a page of Chromium, or of a tab of Firefox."""

    def __init__(self, browser):
        self.browser = browser

    @property
    def is_firefox(self):
        return hasattr(self.browser, "firefox")

    def press(self, *keys):
        """How many keys that were."""
        for key in keys:
            self.browser.type(key) if self.is_firefox else self.browser.keyboard.press(key)
        return len(keys)

    def send(self):
        """Presses Enter, and waits for the page that it leads to."""
        if self.is_firefox:
            self.browser.leave_by("Enter")
        else:
            with self.browser.expect_event("load"):
                self.browser.keyboard.press("Enter")
        return 1

    def ask(self, script):
        return (self.browser.run if self.is_firefox else self.browser.evaluate)(script)

    def into_the_page(self):
        """Past the header, by the skip link; the keys that it took."""
        count = self.press("Tab", "Enter")
        for _look in range(100):  # the browser goes there in its own time
            if self.ask("document.activeElement.id") == "main":
                break
        return count

    def groups(self):
        """Goes through the groups of radios: the name of each."""
        for _group in range(self.ask("document.querySelectorAll('fieldset').length")):
            self.press("Tab")
            yield self.ask(NAME)

    def answer(self, sheet):
        """Answers a page of statements; the keys that it took."""
        count = self.into_the_page()
        for name in self.groups():
            count += 1 + self.press(*ANSWERS[sheet[name]])
        take_time()
        return count + self.send()

    def choose_days(self, chosen):
        """Takes the second step; `chosen` gives the day of each pair, None to skip it."""
        self.into_the_page()
        for name in self.groups():
            left, right = name.split(".")
            self.press(*{left: LEFT, right: RIGHT, None: SKIP}[chosen[name]])
        self.send()
