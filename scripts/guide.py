"""Update the answers and messages in docs/keepers-guide.md, or with --check say whether they are out of date.

What a fenced block is, its first line says: `console` holds commands (`$ intertwine ...`, perhaps piped to head or
grep) and what they print; `markdown FILE` quotes lines of the included universe, in their order; `markdown mistake
FILE` is a page to be put into a copy of it, and the next `text` block is what `check` says of that; `markdown before`
is a page, and the next `markdown after` what `fmt` makes of it. `markdown story NAME/FILE` is a page of a universe of
its own, in which everybody who is linked has a page; commands that say `--universe NAME` ask it.
"""

import io
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from intertwine.cli.main import main as intertwine
from intertwine.library import universe_folder

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keepers-guide.md"
FENCE = re.compile(r"^```(console|markdown|text)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class NotQuoted(ValueError):  # noqa: N818 - it says what is the matter
    """A block quotes lines that do not stand in the universe like that."""


def renewed(page: str, universe: Path) -> str:
    """`page` with all computed blocks updated. Raises `NotQuoted`."""
    with tempfile.TemporaryDirectory() as folder:
        messages = _messages(page, universe, Path(folder) / "copy")
        tidied = _tidied(page, Path(folder) / "tidy")
        universes = {"": universe, **_stories(page, Path(folder))}
        return FENCE.sub(lambda found: _block(found, universes, messages, tidied), page)


def _block(found: re.Match[str], universes: dict[str, Path], messages: Iterator[str], tidied: Iterator[str]) -> str:
    universe = universes[""]
    kind, of, body = found[1], found[2] or "", found[3]
    if kind == "console":
        commands = [line for line in body.splitlines() if line.startswith("$ ")]
        body = "\n".join(f"{line}\n{_printed(line[2:], universes)}" for line in commands)
    elif kind == "text":
        body = next(messages)
    elif of == "after":
        body = next(tidied)
    elif of.endswith(".md") and not of.startswith(("mistake ", "story ")):
        _must_stand(body, universe / of)
    head = f"```{kind} {of}".rstrip()
    return f"{head}\n{body}```"


def _printed(command: str, universes: dict[str, Path]) -> str:
    """What a command prints, through the filters behind it. It asks the universe that it names, by default ""."""
    ask, *filters = command.split(" | ")
    out = io.StringIO()
    program, *argv = shlex.split(ask)
    assert program == "intertwine", command  # noqa: S101 - nothing else is run
    named = argv.index("--universe") if "--universe" in argv else len(argv)
    wanted = universes["".join(argv[named + 1 : named + 2])]
    intertwine([*argv[:named], "--universe", str(wanted), *argv[named + 2 :]], out, out)
    lines = out.getvalue().splitlines(keepends=True)
    for words in map(shlex.split, filters):
        if words[:2] == ["head", "-n"]:
            lines = lines[: int(words[2])]
        elif words[0] == "grep":
            lines = [line for line in lines if any(part in line for part in words[1].split(r"\|"))]
        else:
            raise ValueError(f"no such filter: {' '.join(words)}")
    return "".join(lines)


def _stories(page: str, folder: Path) -> dict[str, Path]:
    """The universes that the page tells whole, by their names, written into `folder`."""
    found: dict[str, Path] = {}
    for kind, of, body in FENCE.findall(page):
        if kind != "markdown" or not of.startswith("story "):
            continue
        name, _, file = of.removeprefix("story ").partition("/")
        universe = found.setdefault(name, folder / "stories" / name)
        universe.mkdir(parents=True, exist_ok=True)
        (universe / "universe.md").write_text(f"---\nkind: universe\nname: {name}\n---\n", encoding="utf-8")
        (universe / file).write_text(body, encoding="utf-8")
        places = set(re.findall(r"\bat \[\[([^\[\]]+)\]\]", body))
        for key in sorted(set(re.findall(r"\[\[([^\[\]]+)\]\]", body))):
            what = "place" if key in places else "character"
            if not (universe / f"{key}.md").exists():
                (universe / f"{key}.md").write_text(f"---\nkind: {what}\n---\n", encoding="utf-8")
    return found


def _must_stand(body: str, path: Path) -> None:
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    below = False
    for wanted in body.splitlines():
        ends = ("## ",) if wanted.startswith("### ") else ("## ", "### ")
        for line in lines:
            if line == wanted:
                break
            if below and line.startswith(ends):
                raise NotQuoted(f"{path.name} has no line below the heading quoted before it: {wanted}")
        else:
            raise NotQuoted(f"{path.name} has no line, or not in this order: {wanted}")
        below = below or wanted.startswith("### ")


def _messages(page: str, universe: Path, copy: Path) -> Iterator[str]:
    """What `check` says of each mistaken page, in their order."""
    shutil.copytree(universe, copy)
    files = [(found[2].removeprefix("mistake "), found[3]) for found in FENCE.finditer(page) if _is_mistake(found)]
    for name, body in files:
        (copy / name).write_text(body, encoding="utf-8")
    out = io.StringIO()
    intertwine(["check", str(copy)], out, out)
    said = out.getvalue().splitlines(keepends=True)
    return iter(["".join(line for line in said if line.startswith(f"{name}:")) for name, _ in files])


def _is_mistake(found: re.Match[str]) -> bool:
    return (found[2] or "").startswith("mistake ")


def _tidied(page: str, folder: Path) -> Iterator[str]:
    """What `fmt` makes of each page that is not tidy."""
    folder.mkdir()
    (folder / "universe.md").write_text("---\nkind: universe\n---\n", encoding="utf-8")
    paths = []
    for n, found in enumerate(found for found in FENCE.finditer(page) if found[2] == "before"):
        paths.append(folder / f"page {n}.md")
        paths[-1].write_text(found[3], encoding="utf-8")
    intertwine(["fmt", str(folder)], io.StringIO(), io.StringIO())
    return iter([path.read_text(encoding="utf-8") for path in paths])


def main(argv: list[str]) -> int:
    """Renew the page. With --check nothing is written, and the exit code is 1 where anything would change."""
    page = PAGE.read_text(encoding="utf-8")
    try:
        new = renewed(page, universe_folder())
    except NotQuoted as wrong:
        print(f"docs: docs/keepers-guide.md: {wrong}")
        return 1
    if new == page:
        return 0
    if "--check" in argv:
        print("docs: docs/keepers-guide.md is out of date: run make docs")
        return 1
    PAGE.write_text(new, encoding="utf-8")
    print("docs: docs/keepers-guide.md was renewed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
