"""`python -m benchmarks.continuity [--data DIR] [--write]`: real data sets, checked.

Prints whoever is alive in Game of Thrones after their death, by a plain reading of the data that shares nothing with
the checker, and whom `dead-acts` finds; then every finding in six sets, each judged by a person in continuity.toml.
The exit status is 1 where somebody is not found, where anything is left of them once the causes are declared, where a
finding has no judgement, or where fewer than 95 in 100 are true. `--write` keeps the tables in docs/checking.md.
"""

import argparse
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.convert import dark_family, game_of_thrones, mcu, mcu_timeline, story_order_films, tv_continuity
from benchmarks.convert.common import DataMissingError, load
from intertwine.check import Checked, check_universe
from intertwine.imports.table import import_table
from intertwine.model.problem import Problem

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "checking.md"
START, END = "<!-- measured: start -->", "<!-- measured: end -->"
SETS = {
    "game-of-thrones": game_of_thrones.convert,
    "dark-family": dark_family.convert,
    "story-order-films": story_order_films.convert,
    "mcu-interactions": mcu.convert,
    "mcu-timeline": mcu_timeline.convert,
    "tv-continuity": tv_continuity.convert,
}
DEAD = "dead-acts"
AT_LEAST = 0.95
"""The share of findings that are true."""


class Judgement(NamedTuple):
    """What a person says of findings: those of a `code` in a `set` whose message contains `about`."""

    set: str
    code: str
    about: str
    true: bool
    why: str

    def is_of(self, set_: str, problem: Problem) -> bool:
        """Whether it is about a `problem` in a set."""
        return (self.set, self.code) == (set_, problem.code) and self.about in problem.message


class Lives(NamedTuple):
    """Who is alive after their death: by the data, by the checker, and what is `left` with causes declared."""

    in_data: frozenset[str]
    found: frozenset[str]
    left: int
    declared: int


def judgements() -> tuple[dict[str, str], list[Judgement]]:
    """The causes by which somebody is alive after their death, and all judgements."""
    table: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return table["cause"], [Judgement(**it) for it in table["finding"]]


def alive_again(episodes: list[dict[str, Any]]) -> frozenset[str]:
    """Whoever is alive in a scene after one in which they are not, flashbacks and visions apart."""
    dead, again = set[str](), set[str]()
    for scene in (scene for episode in episodes for scene in episode["scenes"]):
        is_told = not any(scene.get(flag) for flag in ("flashback", "greensight", "warg"))
        for person in scene["characters"]:
            if person.get("alive") is False:
                dead.add(person["name"])
            elif is_told and person["name"] in dead:
                again.add(person["name"])
    return frozenset(map(_key, again))


def lives(data: Path, folder: Path) -> Lives:
    """Import Game of Thrones into `folder` without any cause, check it, declare the causes, and check again."""
    game_of_thrones.convert(data, folder / "tables", causes=False)
    import_table(folder / "tables", folder / "universe")
    dead = [it for it in check_universe(folder / "universe").problems if it.code == DEAD]
    causes, _ = judgements()
    deaths = {(it.other.file, it.other.line, _name(it)) for it in dead if it.other is not None}
    for file, line, name in sorted(deaths, reverse=True):  # from the end: what is written moves what stands below
        if name in causes:
            _declare(folder / "universe" / file, line, causes[name])
    again = check_universe(folder / "universe")
    episodes = load(data, "game-of-thrones/episodes.json.gz")["episodes"]
    left = sum(it.code in (DEAD, "exception-unused") for it in again.problems)
    return Lives(alive_again(episodes), frozenset(map(_name, dead)), left, again.excused.get(DEAD, 0))


def _name(problem: Problem) -> str:
    return str(re.findall(r'"([^"]+)"', problem.message)[0])


def _key(name: str) -> str:
    """A name as the key of its page: no link can hold a `#`."""
    return name.replace("#", "")


def _declare(page: Path, line: int, why: str) -> None:
    """Write an exception below the fact on a `line` of a `page`."""
    lines = page.read_text(encoding="utf-8").split("\n")
    lines.insert(line, f'  - exception: {DEAD} "{why}"')
    page.write_text("\n".join(lines), encoding="utf-8")


def findings(name: str, data: Path, folder: Path) -> Checked:
    """What checking one of SETS finds, imported into `folder`."""
    SETS[name](data, folder / "tables")
    import_table(folder / "tables", folder / "universe")
    return check_universe(folder / "universe")


def tables(found: dict[str, Checked], life: Lives) -> tuple[str, bool]:
    """What is written into the docs, and whether all is well."""
    said = judgements()[1]
    rows, well, true, whole = list[str](), True, 0, 0
    for name, checked in found.items():
        judged = [(it, next((j for j in said if j.is_of(name, it)), None)) for it in checked.problems]
        for it, judgement in judged:
            if judgement is None:
                print(f"not judged: {name}: {it}", file=sys.stderr)
                well = False
        count = Counter(it.code for it in checked.problems)
        right = Counter(it.code for it, judgement in judged if judgement is not None and judgement.true)
        rows += [f"| {name} | `{code}` | {count[code]} | {right[code]} |" for code in sorted(count)]
        rows += [] if count else [f"| {name} | none | 0 | |"]
        true, whole = true + sum(right.values()), whole + len(checked.problems)
    well &= true >= AT_LEAST * whole and life.in_data <= life.found and not life.left
    missed = ", ".join(sorted(life.in_data - life.found)) or "none"
    further = sorted(life.found - life.in_data)
    text = f"""{len(life.in_data)} names are alive in a later scene after a death, by a plain reading of the data; \
`{DEAD}` misses {missed}. It finds {len(further)} more: {", ".join(further)}. \
Once the causes are declared, {life.left} findings are left, and {life.declared} are excused.

| data set | rule | findings | true |
| --- | --- | --- | --- |
{chr(10).join(rows)}

Of {whole} findings, {true} are true: {true / max(whole, 1):.2f}."""
    return text, well


def main(argv: Sequence[str]) -> int:
    """Check all sets; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.continuity", description=__doc__)
    parser.add_argument("--data", metavar="DIR", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/checking.md")
    asked = parser.parse_args(argv)
    try:
        with tempfile.TemporaryDirectory() as folder:
            life = lives(asked.data, Path(folder) / "lives")
            found = {name: findings(name, asked.data, Path(folder) / name) for name in SETS}
    except DataMissingError as error:
        print(error, file=sys.stderr)
        return 2
    text, well = tables(found, life)
    print(text)
    if asked.write:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        PAGE.write_text(f"{head}{START}\n\n{text}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")
    return int(not well)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
