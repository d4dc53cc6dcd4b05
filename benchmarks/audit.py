"""An audit of a universe's text: facts drawn by lot, each judged by a reader who did not write them.

`python -m benchmarks.audit draw --seed 1 --count 150 > drawn.toml` draws facts and sentences (no listings) as entries
without a verdict: so many of the later seasons, and as many of all other pages. The lot falls on each statement alone,
so a change of others moves few. A reader fills in `verdict` and, where it is not "right", `note`. `python -m
benchmarks.audit report drawn.toml` writes the tables of docs/audit.md: counts of the verdicts, and each statement that
is not right.
"""

import argparse
import hashlib
import json
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
LATER = re.compile(r"titles/(Daredevil S3|Jessica Jones S[23]|Luke Cage S2|Iron Fist S2|The Punisher S[12])\.md")
"""The pages of the seven later seasons, which the lot draws from apart."""
PARTS = {"later": "the seven later seasons", "rest": "all other pages"}
START, END = "<!-- audited: start -->", "<!-- audited: end -->"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A statement of the text: the page's file, the headings that stamp it, its line and words."""

    file: str
    line: int
    stamp: str
    text: str

    @property
    def part(self) -> str:
        """The part of the universe that it is drawn from, one of `PARTS`."""
        return "later" if LATER.fullmatch(self.file) else "rest"

    def lot(self, seed: int) -> bytes:
        """What the draw of this `seed` sorts it by: the same as long as its page, heading and words are."""
        return hashlib.sha256(f"{seed} {self.file} {self.stamp} {self.text}".encode()).digest()


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
    draw.add_argument("--count", type=int, default=150)
    report = commands.add_parser("report")
    report.add_argument("file", type=Path)
    asked = parser.parse_args()
    if asked.command == "draw":
        found = list(statements(universe_folder(asked.universe)))
        chosen = [it for part in PARTS for it in _drawn(found, part, asked.seed, asked.count)]
        print(f"# {len(chosen)} of {len(found)} statements, seed {asked.seed}\n")
        for it in chosen:
            print(f"[[fact]]\npart = {json.dumps(it.part)}\nplace = {json.dumps(f'{it.file}:{it.line}')}")
            print(f"stamp = {json.dumps(it.stamp)}\ntext = {json.dumps(it.text, ensure_ascii=False)}")
            print('verdict = ""\nnote = ""\n')
        return 0
    return _report(asked.file)


def _drawn(found: list[Drawn], part: str, seed: int, count: int) -> list[Drawn]:
    lots = sorted((it for it in found if it.part == part), key=lambda it: it.lot(seed))
    return sorted(lots[:count], key=lambda it: (it.file, it.line))


def _report(file: Path) -> int:
    facts = tomllib.loads(file.read_text(encoding="utf-8"))["fact"]
    count = Counter(fact["verdict"] for fact in facts)
    strange = sorted(count.keys() - VERDICTS.keys())
    if strange:
        print(f"verdicts that there are not: {', '.join(map(repr, strange))}; choose from {', '.join(VERDICTS)}")
        return 1
    parts = {part: Counter(fact["verdict"] for fact in facts if fact["part"] == part) for part in PARTS}
    lines = [f"| verdict | means | {' | '.join(PARTS.values())} | all |", "| --- | --- | --- | --- | --- |"]
    for verdict, means in VERDICTS.items():
        of_parts = " | ".join(str(parts[part][verdict]) for part in PARTS)
        lines.append(f"| {verdict} | {means} | {of_parts} | {count[verdict]} |")
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
