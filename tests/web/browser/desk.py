"""The reading view under the hands of its user: words by mouse and by keyboard, codes, marks, exclusions."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

PLACE = """phrase => {
  for (const said of document.querySelectorAll("section.turn .words")) {
    const at = said.textContent.indexOf(phrase);
    if (at < 0) continue;
    said.scrollIntoView({ block: "center" });
    const nodes = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    const range = (from, to) => {
      const made = document.createRange();
      let passed = 0;
      nodes.currentNode = said;
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (from >= passed && from < passed + node.length) made.setStart(node, from - passed);
        if (to > passed && to <= passed + node.length) made.setEnd(node, to - passed);
        passed += node.length;
      }
      return made.getBoundingClientRect();
    };
    const [first, last] = [range(at, at + 1), range(at + phrase.length - 1, at + phrase.length)];
    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
  }
  return null;
}"""
"""Where on the screen the first and the last letter of words stand."""


@dataclass(frozen=True)
class Meant:
    """A coding as it is meant: the words, the code by its theme and name, its marks, and by what it is made."""

    document: str
    words: str
    code: str
    valence: int | None = None
    topic: str = ""
    reduced: str = ""
    aspect: str = ""
    by: str = field(default="keys", compare=False)


@dataclass(frozen=True)
class Desk:
    """A reading view."""

    page: Page

    def play(self, meant: Meant) -> None:
        """Make a coding and its marks."""
        if meant.by == "keys":
            self.sentence(meant.words)
            self.code(meant.code)
        else:
            self.drag(meant.words)
            (self.pick if meant.by == "likeliest" else self.code_by_mouse)(meant.code)
        self._mark(meant)

    def drag(self, words: str) -> None:
        """Select words by mouse."""
        place = self.page.evaluate(PLACE, words)
        assert place, f"not on the page: {words}"
        self.page.mouse.move(*place[:2])
        self.page.mouse.down()
        self.page.mouse.move(*place[2:], steps=4)
        self.page.mouse.up()
        expect(self.page.locator("[data-bar]")).to_be_visible()

    def sentence(self, words: str) -> None:
        """Select a sentence by keyboard: the search leads to the words that it begins with."""
        self.press("f")
        self.page.keyboard.type(" ".join(words.split()[:2]))
        self.press("Enter", "Escape", "s")

    def code(self, name: str) -> None:
        """Code what is selected, by keyboard: the code is searched for."""
        self.press("c")
        self._choose(name)

    def code_by_mouse(self, name: str) -> None:
        """Code what is selected from the bar beside it."""
        self.page.locator("[data-bar] [data-do=code]").click()
        self._choose(name)

    def pick(self, name: str) -> None:
        """Code what is selected with one of the likeliest codes, which the bar offers."""
        self.page.locator("[data-bar] .likely").and_(self.page.get_by_title(name.replace(" ", " › ", 1))).click()

    def topic(self, name: str) -> None:
        """Give the selected coding a topic."""
        self.press("t")
        self._choose(name)

    def reduce(self, words: str) -> None:
        """Give the selected coding its reduced expression."""
        self.press("e")
        self.page.keyboard.type(words)
        self.press("Enter")

    def exclude(self, reason: str) -> None:
        """Exclude what is selected, with a reason."""
        self.press("x")
        self._choose(reason)

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self) -> None:
        """Wait until the server has everything, and has refused nothing."""
        expect(self.page.locator("[data-saved]")).to_have_attribute("data-state", "saved")
        assert self.page.locator(".toast.bad").all_inner_texts() == []

    def _mark(self, meant: Meant) -> None:
        if meant.valence is not None:
            self.press({1: "+", 0: "0", -1: "-"}[meant.valence])
        if meant.topic:
            self.topic(meant.topic)
        if meant.reduced:
            self.reduce(meant.reduced)
        if meant.aspect:
            self.page.locator(f"[data-panel] input[value={meant.aspect}]").locator("..").click()

    def _choose(self, name: str) -> None:
        palette = self.page.locator("[data-palette]")
        expect(palette).to_be_visible()
        self.page.keyboard.type(name)
        self.press("Enter")
        expect(palette).to_be_hidden()
