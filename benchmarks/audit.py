"""An audit of a universe's text: facts drawn at random, each judged by a reader who did not write them.

`python -m benchmarks.audit draw --seed 1 --count 200 > drawn.toml` draws facts and sentences (no listings) as entries
without a verdict. A reader fills in `verdict` and, where it is not "right", `note`. `python -m benchmarks.audit report
drawn.toml` writes the tables of docs/audit.md: counts of the verdicts, and each statement that is not right.
"""

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from intertwine.library import universe_folder

PAGE = Path(__file__).resolve().parents[1] / "docs" / "audit.md"
VERDICTS = {
    "right": "true, and stamped where the audience learns it or later",
    "late": "true, and stamped noticeably later than the audience learns it (safe)",
    "early": "true, and stamped before the audience learns it: a spoiler",
    "wrong": "not so",
    "unsure": "could be neither confirmed nor refuted",
}
START, END = "<!-- audited: start -->", "<!-- audited: end -->"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statement of the text: the page's file, the headings that stamp it, its line and words."""

    file: str
    line: int
    stamp: str
    text: str


def statements(folder: Path) -> Iterator[Drawn]:
    """Every fact (a list item with its qualifiers) and every paragraph, front matter left out."""
    for path in sorted(folder.rglob("*.md")):
        if path.name not in ("universe.md", "README.md"):
            yield from _of_page(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8").splitlines())


def _of_page(file: str, lines: list[str]) -> Iterator[Drawn]:
    heads = ["", ""]
    body = 0 if not lines or lines[0] != "---" else lines.index("---", 1) + 1
    held: tuple[int, list[str]] | None = None
    for number, line in enumerate([*lines[body:], ""], body + 1):
        goes_on = held is not None and line.startswith("  ") and line.strip()
        if held is not None and not goes_on:
            yield Drawn(file, held[0], " / ".join(head for head in heads if head), "\n".join(held[1]))
            held = None
        if goes_on and held is not None:
            held[1].append(line.rstrip())
        elif line.startswith("## "):
            heads = [line[3:].strip(), ""]
        elif line.startswith("### "):
            heads[1] = line[4:].strip()
        elif line.strip() and not line.startswith(("#", ">", "<!--")):
            held = number, [line.rstrip()]


def main() -> int:
    """Draw or report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    draw = commands.add_parser("draw")
    draw.add_argument("--universe", default=None)
    draw.add_argument("--seed", type=int, default=1)
    draw.add_argument("--count", type=int, default=200)
    report = commands.add_parser("report")
    report.add_argument("file", type=Path)
    asked = parser.parse_args()
    if asked.command == "draw":
        found = list(statements(universe_folder(asked.universe)))
        chosen = random.Random(asked.seed).sample(found, min(asked.count, len(found)))
        print(f"# {len(chosen)} of {len(found)} statements, seed {asked.seed}\n")
        for it in sorted(chosen, key=lambda it: (it.file, it.line)):
            print(f"[[fact]]\nplace = {json.dumps(f'{it.file}:{it.line}')}\nstamp = {json.dumps(it.stamp)}")
            print(f'text = {json.dumps(it.text, ensure_ascii=False)}\nverdict = ""\nnote = ""\n')
        return 0
    return _report(asked.file)


def _report(file: Path) -> int:
    facts = tomllib.loads(file.read_text(encoding="utf-8"))["fact"]
    count = Counter(fact["verdict"] for fact in facts)
    strange = sorted(count.keys() - VERDICTS.keys())
    if strange:
        print(f"verdicts that there are not: {', '.join(map(repr, strange))}; choose from {', '.join(VERDICTS)}")
        return 1
    lines = ["| verdict | means | facts |", "| --- | --- | --- |"]
    lines += [f"| {verdict} | {means} | {count[verdict]} |" for verdict, means in VERDICTS.items()]
    lines += ["", "| place | stamped | statement | verdict |", "| --- | --- | --- | --- |"]
    for fact in facts:
        if fact["verdict"] == "right":
            continue
        note = f": {fact['note']}" if fact["note"] else ""
        lines.append(f"| {_cell(fact['place'])} | {_cell(fact['stamp'])} | {_cell(fact['text'])} | "
                     f"{fact['verdict']}{_cell(note)} |")  # fmt: skip
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    body = "\n".join(lines)
    PAGE.write_text(f"{head}{START}\n\n{body}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    print(", ".join(f"{number} {verdict}" for verdict, number in count.items()))
    return 0


def _cell(text: str) -> str:
    plain = re.sub(r"\[\[(?:[^\]|]*\|)?([^\]]*)\]\]", r"\1", text)
    return re.sub(r"\s*\n\s*", " · ", plain.removeprefix("- ")).replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(main())
