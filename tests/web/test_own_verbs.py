"""Whatever verbs a universe adds, no answer prints a machine's word: in no question, on no page, on no command line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from intertwine import questions
from intertwine.cli.main import main
from intertwine.library import Companion
from intertwine.model.verb import Role
from intertwine.viewer import Viewer
from tests.web.stage import serving, text_of, visitor, write

SHAPES = ("event", "state", "ending")
OBJECTS = ("character", "text", "fact", "none")
FORMS = ("plain", "is", "none", "colon")
"""Forms such as "glows", "is the glow of" and "glow:", or none (a state that only another verb begins)."""
ROLES: tuple[Role, ...] = (
    "appearance", "meeting", "first meeting", "identity", "deed", "death", "seeming death", "return", "opens",
    "works on", "resolves", "learns", "continues", "renewal", "introduction", "leads", "villain", "scene",
    "scene after the credits",
)  # fmt: skip
MACHINE = re.compile(
    r"\b(None|null|nan|NaN|True|False|undefined|NotImplemented)\b"
    r"|zk|\^|[{}\[\]<>]|0x[0-9a-f]{6}|stands to|\b(self|repr|dict|tuple|listing)\b"
    r"|  |^ | $| [.,;:)]|\( |,,|;;|::|: ?$|\b(and|that|because|until) *$"
)
"""What no sentence holds."""


def word(number: int) -> str:
    """A word made of letters alone, one for each number."""
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 20)
        letters = "bcdfghjklmnpqrtvwxyz"[rest] + "aeiou"[rest % 5] + letters
        number -= 1
    return letters


def forms(number: int, kind: str) -> list[str]:
    """The forms of a verb."""
    stem = word(number)
    return {
        "plain": [f"{stem}s", stem],
        "is": [f"is the {stem} of", f"are the {stem} of"],
        "none": [],
        "colon": [f"{stem} there:"],
    }[kind]


def verbs() -> Iterator[tuple[dict[str, Any], str]]:
    """Every shape with every kind of object, both ways or not, with an inverse or not, in every form; every role. Each
    with what its facts have as an object."""
    number = 0
    for shape, thing, both, inverse, form in product(SHAPES, OBJECTS, (True, False), (True, False), FORMS):
        verb = {"shape": shape, "objects": [thing], "symmetric": both, "forms": forms(number, form)}
        verb |= {"met": number % 3 == 0, "outlives": number % 5 == 0, "patient": ("subject", "object")[number % 2]}
        verb |= {"inverse": f"is {word(number)}d by"} if inverse else {}
        if number % 4 == 1:
            verb["begins"] = f"zk-{number - number % 7}-verb"
        if shape == "ending" or number % 6 == 0:
            verb["ends"] = [f"zk-{n}-verb" for n in range(max(0, number - 40), number, 3)]
        yield verb, thing
        number += 1
    for role, thing in product(ROLES, OBJECTS):
        yield {"role": role, "objects": [thing], "forms": forms(number, FORMS[number % 2])}, thing
        number += 1


def table() -> tuple[str, list[str]]:
    """A `verbs.toml`, and a fact of each verb that can be written."""
    blocks, facts = [], list[str]()
    objects = {"character": "[[Cleo]]", "text": '"a soul"', "fact": "^zk-block", "none": ""}
    for n, (verb, thing) in enumerate(verbs()):
        lines = [f'["zk-{n}-verb"]', 'subjects = ["anything"]']
        lines += [
            f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value)}" for key, value in verb.items()
        ]
        blocks.append("\n".join(lines).replace("'", '"'))
        who = ("[[Ada]]", "[[Ada]], [[Ben]]", "[[The Watch]]", "[[The Wall]]")[n % 4]
        for form in verb["forms"][:1]:
            if form.endswith(":") and thing in ("character", "fact"):
                continue  # nothing stands after its subjects but a text
            said = f"- {form} {who} {objects[thing]}" if form.endswith(":") else f"- {who} {form} {objects[thing]}"
            place = " at [[The Wall]]" if n % 5 == 0 and thing in ("character", "none") and n % 4 != 3 else ""
            facts.append(" ".join(f"{said}{place} ^zk-f{n}".split()))
            facts += ["  - because: of the rain"] if n % 7 == 0 else []
            facts += [f"  - in order to: ^zk-f{n - 1}"] if n % 11 == 10 and n % 4 else []
            facts += [f"  - disproves: ^zk-f{n - 5}"] if n % 13 == 12 else []
    return "\n\n".join(blocks), facts


def pages() -> dict[str, str]:
    """A universe that says something with each of its verbs."""
    toml, facts = table()
    known = {line.rsplit("^", 1)[1] for line in facts if line.startswith("-")}
    facts = [line for line in facts if not line.startswith("  ") or "^" not in line or line.rsplit("^", 1)[1] in known]
    middle = len(facts) // 2 + next(n for n, line in enumerate(facts[len(facts) // 2 :]) if not line.startswith("  "))
    series = [
        "---\nkind: series\nname: Tide\n---\n## Season 1 (2017-03-01, 2 episodes)\n### 1. One",
        "- [[Ada]] meets [[Ben]] ^zk-block\n- [[Dan]] dies",
        *facts[:middle],
        "### 2. Two\n- together: [[Ada]], [[Ben]]",
        *facts[middle:],
    ]
    return {
        "universe.md": "---\nkind: universe\nname: The Shore\n---\n",
        "verbs.toml": toml,
        "titles/Tide.md": "\n".join(series) + "\n",
        "groups/The Watch.md": "---\nkind: group\n---\n",
        "places/The Wall.md": "---\nkind: place\n---\n",
        **{f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Ada", "Ben", "Cleo", "Dan")},
    }


class Texts(HTMLParser):
    """The texts of a page, block by block, and the attributes that people read or hear."""

    INLINE = frozenset({"a", "span", "strong", "em", "b", "i"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found, self._silent = [""], 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.INLINE:
            self.found.append("")
        self._silent += tag in ("script", "style")
        self.found += [value or "" for name, value in attrs if name in ("aria-label", "alt", "title")]
        if any(name in ("aria-label", "alt", "title") for name, _ in attrs):
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")
        if tag not in self.INLINE:
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found[-1] += data

    def texts(self) -> Iterator[str]:
        """Each text as a browser shows it."""
        for text in self.found:
            shown = " ".join(text.split())
            if shown:
                yield shown


UNREAD = ("address", "file", "kind", "parts")
"""Fields of the JSON that are for programs. (`text` holds what `parts` hold.)"""


def said(value: Any) -> Iterator[str]:
    """Every text in a JSON value that people read."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in UNREAD:
                yield from said(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said(inner)
    elif isinstance(value, str) and value:
        yield value


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The universe, served at /shore/."""
    return serving(write(tmp_path_factory.mktemp("own") / "shore", pages()))


def companion(shore: Any) -> Companion:
    return Companion(next(iter(shore.registry.universes)).universe)


def names(viewer: Viewer) -> list[str]:
    view = viewer.view
    return [view.names.best(n) for n in view.names.index]


def machine_words(texts: Iterator[str]) -> list[str]:
    """The texts in which a machine speaks, each with what it says."""
    return [f"{found[0]!r} in {text!r}" for text in dict.fromkeys(texts) if (found := MACHINE.search(text))]


SEEN = ("Tide 1x01", "everything")


@pytest.mark.parametrize("seen", SEEN)
def test_questions_answer_in_words(shore: Any, seen: str) -> None:
    viewer = companion(shore).seen(seen)
    known = names(viewer)
    answers: list[object] = [
        viewer.front(), viewer.title("Tide"), viewer.met(*known), viewer.ties(), viewer.timeline(),
        viewer.timeline(story=True), viewer.secrets(), viewer.search("a"), viewer.recap("Tide 1x02"),
        viewer.strands(fold=False), viewer.learnt(companion(shore).seen()),
    ]  # fmt: skip
    answers += [question(name) for name in known for question in (viewer.who, viewer.secrets)]
    answers += [questions.thread(viewer.view, name) for name in known]
    answers += [viewer.path(a, b) for a, b in product(known, known)]
    texts = (text for answer in answers for text in said(questions.to_json(answer)))
    assert machine_words(texts) == []


@pytest.mark.parametrize("seen", SEEN)
def test_the_command_line_answers_in_words(shore: Any, seen: str) -> None:
    known = names(companion(shore).seen(seen))
    commands = [["titles"], ["title", "Tide"], ["met", *known], ["ties"], ["timeline"], ["timeline", "--story"]]
    commands += [["secrets"], ["search", "a"], ["recap", "Tide 1x02"], ["learnt", "Tide 1x02"], ["map"]]
    commands += [[command, name] for command in ("who", "thread", "secrets") for name in known]
    commands += [["path", a, b] for a, b in product(known, known)]
    commands += [["met", a, b] for a, b in product(known, known)]
    for command in commands:
        out, err = io.StringIO(), io.StringIO()
        main([*command, "--seen", seen], out, err, load=lambda _: companion(shore))
        cells = (cell for line in out.getvalue().split("\n") for cell in re.split(r" {2,}", line.strip()))
        assert machine_words(iter(cells)) == [], command
        assert machine_words(iter(err.getvalue().split("\n"))) == [], command


@pytest.mark.parametrize("seen", SEEN)
def test_pages_speak_in_words(shore: Any, seen: str) -> None:
    visit = visitor(shore)
    visit.post("/shore/progress/", {"text": seen})
    assert text_of(visit, "shore") == ("Tide 1x01" if seen == "Tide 1x01" else "Tide S1")
    view = companion(shore).seen(seen).view
    slots = [view.names.address(n) for n in view.names.index]
    paths = ["", "title/tide/", "who/", "map/", "search/?q=a", "met/", "progress/", "title/tide/told/"]
    paths += [f"who/{slot}/" for slot in slots] + [f"met/{a}/{b}/" for a, b in product(slots, slots) if a != b]
    for path in paths:
        page = visit.get(f"/shore/{path}")
        assert page.status_code == 200, path
        assert machine_words(Texts(page.content.decode()).texts()) == [], path


def test_a_length_says_what_part_of_a_title_it_counts(tmp_path: Path) -> None:
    season = (
        "---\nkind: series\n---\n## Season 1 (2017-03-01, 3 episodes)\n### 1. One{}\n### 2. Two{}\n### 3. Three{}\n"
    )
    lengths = {"all": (" (~50 min)",) * 3, "one": (" (~50 min)", "", ""), "two": (" (~50 min)", " (~40 min)", "")}
    files = {f"titles/{name.capitalize()}.md": season.format(*them) for name, them in lengths.items()}
    files |= {"titles/None.md": season.format("", "", "")}
    files |= {"universe.md": "---\nkind: universe\nname: The Shore\n---\n"}
    visit = visitor(serving(write(tmp_path / "shore", files)))

    def length(slot: str) -> str:
        page = visit.get(f"/shore/title/{slot}/").content.decode()
        return page.partition("<dt>Length</dt><dd>")[2].partition("</dd>")[0]

    assert length("all") == "3 episodes, about 2 h 30 min"
    assert length("one") == "3 episodes; 1 of them lasts about 50 min"
    assert length("two") == "3 episodes; 2 of them last about 1 h 30 min"
    assert length("none") == "3 episodes"
