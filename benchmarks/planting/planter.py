"""Planting: the contradiction of a rule's failing example, moved into another universe.

The people, places and things of the example get names that the universe does not have. Where the example is a plain
list of episodes, its facts go into episodes of a title that is there already, as far apart as the dice say. Each comes
after what happens in its episode. Where it is about a title itself, that title is added, and harmless facts are put
between its own.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks.planting.clean import Pages

_FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FOUND = re.compile(r"^([^\s:]+(?: [^\s:]+)*):(\d+):\d+: \w+ ([a-z-]+): ", re.MULTILINE)
_AGAINST = re.compile(r"\(against ([^:()]+):(\d+):\d+: ")
_PLAIN_HEAD = re.compile(
    r"---\nkind: series\n(?:name: \w+\n)?---\n## Season 1 \(2020-01-01, \d+ episodes?\)\n(?=### 1\.)"
)
_PLAIN_EPISODE = re.compile(r"### \d+\. \w+")
_EPISODE = re.compile(r"### (\d+)\. ")
_TIMED = re.compile(r"^- \d\d:", re.MULTILINE)
_TITLE_KIND = re.compile(r"kind: (?!character|person|group|place|object|thread|universe|season)\w+")
_HARMLESS = 0.5
"""In so many episodes of a title that is added something harmless happens too."""
_SEASON = re.compile(r"## Season (\d+)\b")
_PLACE = re.compile(r"(\[\[Harbour\]\]|\bHarbour) 1x0?(\d+)")
_REVEALED = re.compile(r"revealed: (Harbour) 1x0?(\d+)")
_KEYS = ("Ada", "Bruno", "Cleo", "Dara", "Pier", "Lighthouse", "Town", "The pilots", "The key", "The fire")
_TELLING = frozenset({"universe", "Public"})
"""Keys that mean something by themselves, and keep their names."""
_LEADING = frozenset({"The", "Who", "What", "Why", "Where", "How", "Whose"})
_STAY = ("release", "date", "episode", "source:", "true: ")
"""An example with one of these is about when its own title came out, or how its parts are numbered."""
_START, _MIDDLE, _END = (
    ("Ba", "Do", "Fi", "Gu", "Ka", "Lo", "Mi", "Nu", "Pe", "Ro", "Su", "Ta", "Ve", "Wo", "Zi"),
    ("lbar", "ndor", "rvin", "stel", "xum", "zak", "gmir", "ttor", "pwen", "skol"),
    ("ane", "ek", "ith", "ol", "ur", "yx", "imo", "aba"),
)

Place = tuple[str, int]
"""A file and a line in it."""


class Expected(NamedTuple):
    """What the checker must find: the code, and the places, in no order."""

    code: str
    places: frozenset[Place]


@dataclass(frozen=True)
class Planted:
    """A universe with something planted: its pages, the settings and the own verbs ("": none), and what must be
    found."""

    pages: Pages
    settings: str
    verbs: str
    expected: frozenset[Expected]


class _Line:
    """A line of a page, which moves when others are put before it."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class _Episode(NamedTuple):
    """An episode on the page of its title, and where it begins and ends among the `lines` of that."""

    path: str
    season: int
    number: int
    lines: list[_Line]
    start: int
    end: int


class _Example(NamedTuple):
    """The files of a rule's failing example, the keys of its pages with their kinds, and what is found in them: the
    code and one or two places each."""

    files: Pages
    keys: dict[str, str]
    finds: tuple[tuple[str, tuple[Place, ...]], ...]


def plant(rule_page: str, universe: Pages, kinds: dict[str, str], seed: int) -> Planted:
    """The `universe` with the contradiction of a rule planted. `rule_page` is the text of the rule's page in the docs,
    `kinds` are those of pages that its examples link without writing them."""
    return _Planter(_example(rule_page, kinds), universe, random.Random(seed)).planted()


def _example(rule_page: str, kinds: dict[str, str]) -> _Example:
    section = rule_page.partition("## Fails\n")[2].partition("\n## Passes\n")[0]
    written, _, finds = section.partition("<!-- generated: finds -->")
    files = dict(_FILE.findall(written))
    linked = set(re.findall(r"\[\[([^]|#^]+)", "\n".join(files.values())))
    found = []
    for line in finds.splitlines():
        if match := _FOUND.match(line):
            against = _AGAINST.search(line)
            places = [(match[1], int(match[2]))] + ([(against[1], int(against[2]))] if against else [])
            found.append((match[3], tuple(places)))
    return _Example(files, {key: kind for key, kind in kinds.items() if key in linked}, tuple(found))


class _Planter:
    def __init__(self, example: _Example, universe: Pages, dice: random.Random) -> None:
        self.example, self.dice = example, dice
        self.pages = {path: [_Line(it) for it in text.split("\n")] for path, text in universe.items()}
        self.taken = "\n".join((*universe, *universe.values())).lower()
        self.where: dict[Place, tuple[str, _Line]] = {}

    def planted(self) -> Planted:
        files = self.example.files
        settings, verbs = (files.get(name, "") for name in ("check.toml", "verbs.toml"))
        words = self._names()
        moved = self._moved() if "Harbour.md" in files and "check.toml" not in files else None
        extra = [self._name(), self._name()]
        for path, text in files.items():
            if path.endswith(".md") and not (moved and path == "Harbour.md"):
                self._add(path, words(path), [words(line) for line in self._placed(text, moved).split("\n")], extra)
        if moved:
            self._spread(files["Harbour.md"], moved, words)
        for key, kind in self.example.keys.items():
            if f"{key}.md" not in files:
                self.pages[words(f"{key}.md")] = [_Line(it) for it in ("---", f"kind: {kind}", "---", "")]
        if any(f"[[{extra[0]}]]" in line.text for them in self.pages.values() for line in them):
            for name in extra:
                self.pages[f"{name}.md"] = [_Line(it) for it in ("---", "kind: character", "---", "")]
        pages = {path: "\n".join(line.text for line in lines) for path, lines in self.pages.items()}
        expected = frozenset(
            Expected(code, frozenset(self._now(place, words) for place in places))
            for code, places in self.example.finds
        )
        return Planted(pages, words(settings), words(verbs), expected)

    def _name(self) -> str:
        """A word that the universe does not hold."""
        while True:
            name = self.dice.choice(_START) + self.dice.choice(_MIDDLE) + self.dice.choice(_END)
            if name.lower() not in self.taken:
                self.taken += f"\n{name.lower()}"
                return name

    def _names(self) -> Callable[[str], str]:
        """What gives a text of the example the new names."""
        own = {path.removesuffix(".md") for path in self.example.files if path.endswith(".md")} - _TELLING
        new: dict[str, str] = {}
        for key in sorted({*own, *self.example.keys, *_KEYS}, key=len, reverse=True):
            article, _, word = key.rpartition(" ")
            if article in ("", "The"):
                name = self._name()
                for old, fresh in ((key, f"{article} {name}".strip()), (word, name)):
                    for form in (str, str.lower, str.upper):
                        if form is str or article or len(key) < 6:
                            new.setdefault(form(old), form(fresh))
            else:  # of a longer one only names change: "Bruno's boat", "Who lit the fire"
                for it in re.findall(r"\b[A-Z][a-z]+", key):
                    if it not in _LEADING:
                        new.setdefault(it, self._name())
        for word in re.findall(r"name: the ([a-z]+)", "\n".join(self.example.files.values())):
            new.setdefault(word, self._name().lower())
        for mark in set(re.findall(r"\^([\w-]+)", "\n".join(self.example.files.values()))):
            new[f"^{mark}"] = f"^{self._name().lower()}"
        spelled = "|".join(re.escape(it) for it in sorted(new, key=len, reverse=True))
        pattern = re.compile(rf"(?<![^\W_]|\^)(?:{spelled})(?![^\W_])")
        return lambda text: pattern.sub(lambda m: new[m[0]], text)

    # --- into a title that is there ----------------------------------------------------------------------------------
    def _moved(self) -> list[_Episode] | None:
        """The episodes of one title, in order, where those of the example go; None where it must stay a title of its
        own."""
        files = self.example.files
        text = files["Harbour.md"]
        headings = re.findall(r"^#.*$", text, re.MULTILINE)
        episodes = [it for it in headings if it.startswith("### ")]
        written = "\n".join(files.values())
        is_plain = (
            _PLAIN_HEAD.match(text) is not None
            and all(_PLAIN_EPISODE.fullmatch(it) for it in episodes)
            and len(headings) == len(episodes) + 1
        )
        is_about_facts = written.count("Harbour") == len(_PLACE.findall(written)) and not any(
            text.split("\n")[line - 1].startswith(("#", "---", "kind:"))
            for _, places in self.example.finds
            for path, line in places
            if path == "Harbour.md"
        )
        facts = text.partition("### ")[2]
        is_about_facts &= not any(it in facts for it in _STAY)
        if not is_plain or not is_about_facts:
            return None
        has_times = _TIMED.search(text) is not None
        titles = [found for found in map(self._episodes, self.pages) if found]
        self.dice.shuffle(titles)
        for there in titles:
            free = [it for it in there if not (has_times and any(_TIMED.match(line.text) for line in _of(it)))]
            if len(free) >= len(episodes):
                return [free[n] for n in sorted(self.dice.sample(range(len(free)), len(episodes)))]
        return None

    def _episodes(self, path: str) -> list[_Episode]:
        """The episodes on the page of a series, in order; none where that is another page."""
        lines = self.pages[path]
        head = "\n".join(line.text for line in lines[:40]).split("\n---")[0]
        if "kind: series" not in head:
            return []
        found, season, number, start = list[_Episode](), 0, 0, 0
        for n, line in enumerate([*lines, _Line("## ")]):
            if not line.text.startswith(("## ", "### ")):
                continue
            if number and season:
                found.append(_Episode(path, season, number, lines, start, n))
            episode, part = _EPISODE.match(line.text), _SEASON.match(line.text)
            number, start = int(episode[1]) if episode else 0, n
            if line.text.startswith("## "):
                season = int(part[1]) if part else 0
        return found

    def _placed(self, text: str, moved: list[_Episode] | None) -> str:
        """A text of the example with the places where its episodes went."""
        if not moved:
            return text

        def place(match: re.Match[str]) -> str:
            it = moved[min(int(match[2]), len(moved)) - 1]
            return f"[[{it.path.split('/')[-1].removesuffix('.md')}]] {it.season}x{it.number:02}"

        quoted = _REVEALED.sub(lambda m: f'revealed: "{place(m)}"', text)
        return _PLACE.sub(place, quoted)

    def _spread(self, text: str, moved: list[_Episode], words: Callable[[str], str]) -> None:
        """Put the facts of the example into the episodes where they go."""
        parts: list[list[tuple[int, str]]] = []
        for n, line in enumerate(text.rstrip("\n").split("\n"), 1):
            if line.startswith("### "):
                parts.append([])
            elif parts:
                parts[-1].append((n, line))
        for part, episode in reversed(list(zip(parts, moved, strict=True))):
            new = [_Line(""), *(_Line(words(self._placed(line, moved))) for _, line in part), _Line("")]
            for (n, _), moved_line in zip(part, new[1:], strict=False):
                self.where["Harbour.md", n] = (episode.path, moved_line)
            episode.lines[episode.end : episode.end] = new

    # --- as a title of its own, and all other pages ------------------------------------------------------------------
    def _add(self, path: str, new_path: str, texts: list[str], extra: list[str]) -> None:
        """Add a page, with harmless facts at the ends of some of its episodes."""
        lines = [_Line(it) for it in texts]
        self.where |= {(path, n): (new_path, line) for n, line in enumerate(lines, 1)}
        # In a universe where every title has ended, this one has too.
        head = next((n for n, line in enumerate(lines[:5]) if _TITLE_KIND.fullmatch(line.text)), 0)
        if head and not any(line.text.startswith("status:") for line in lines[:10]):
            lines.insert(head + 1, _Line("status: ended"))
        one, other = extra
        for n in range(len(lines) - 1, 0, -1):
            if _EPISODE.match(lines[n].text) and self.dice.random() < _HARMLESS:
                harmless = [_Line(f"- [[{one}]] helps [[{other}]]") for _ in range(self.dice.randint(1, 3))]
                lines[n + 1 : n + 1] = harmless
        self.pages[new_path] = lines

    def _now(self, place: Place, words: Callable[[str], str]) -> Place:
        """Where a place of the example is now."""
        path, number = place
        if place not in self.where:
            return words(path), number
        new_path, line = self.where[place]
        return new_path, next(n for n, it in enumerate(self.pages[new_path], 1) if it is line)


def _of(episode: _Episode) -> list[_Line]:
    """The lines of an episode."""
    return episode.lines[episode.start : episode.end]
