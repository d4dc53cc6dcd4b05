"""Checking: all rules on generated universes, whole and after an edit of one file; very much that is wrong at once; and
contradictions that are planted into clean universes.

The universe is that of `edits`, with verbs that fit everybody. Beside it each season has people of its own, who are in
scenes with times and places, join and leave a group, learn what others did, open and resolve a thread, and one of whom
dies at the end. `python -m benchmarks.checking size FACTS` measures one size, with what each rule takes.
"""

import gc
import json
import resource
import runpy
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.edits import generated
from benchmarks.measure import Table, verdict
from benchmarks.planting.clean import Pages, clean_universe
from benchmarks.planting.planter import plant
from benchmarks.planting.trial import Ground
from intertwine.check import RULES, Checker
from intertwine.check.rule import Finding, Rule
from intertwine.check.source import Source
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.model.strings import Longs

SIZES = ((100_000, 2.0), (1_000_000, 25.0))
"""Facts, and the seconds that checking all of them may take."""
EDITED, AGAIN = 100_000, 150.0
"""Facts of the universe in which a file is edited, and the milliseconds until its new findings are there."""
WRONG = 100_000
ROOT = Path(__file__).resolve().parents[1]
RULE_PAGES = ROOT / "docs" / "rules"
EXAMPLE_PAGES = runpy.run_path(str(ROOT / "scripts" / "rules.py"))["PAGES"]
_SLOWEST = 10
PLANTED_IN_GENERATED, PLANTED_IN_BUNDLED, SHARE = 1000, 20, 99.0
"""How often each contradiction is planted, and the share that must be found, in percent."""


def large_universe(facts: int) -> Pages:
    """The pages of a clean universe with about so many facts."""
    pages = {path: text.replace("]] leaves [[", "]] visits [[") for path, text in generated(facts * 9 // 10).items()}
    for place in ("Mill", "Weir"):
        pages[f"{place}.md"] = "---\nkind: place\n---\n"
    for path in [it for it in pages if " S" in it]:
        name = path.removeprefix("titles/Title ").removesuffix(".md").replace(" S", "-")
        people = [f"Q{name}-{n}" for n in range(6)]
        pages |= {f"people/{key}.md": f"---\nkind: character\nname: Own {key}\n---\n" for key in people}
        pages[f"Crew {name}.md"] = "---\nkind: group\n---\n"
        pages[f"Case {name}.md"] = "---\nkind: thread\n---\n"
        head, *episodes = pages[path].split("\n### ")
        own = (_own_facts(people, name, n, len(episodes)) for n in range(len(episodes)))
        facts = ["".join(f"- {it}\n" for it in them) for them in own]
        parts = (f"{text.rstrip()}\n{added}" for text, added in zip(episodes, facts, strict=True))
        pages[path] = "\n### ".join([head, *parts])
    return pages


def _own_facts(people: list[str], name: str, episode: int, count: int) -> Iterator[str]:
    """What happens in an `episode` (from 0) of `count` to the people of a season that is called `name`."""
    one, other, third, fourth, fifth, dying = (f"[[{key}]]" for key in people)
    mark = f"own-{name}-{episode}"
    yield f"00:05:00-00:06:00 together: {one}, {other} at [[Mill]]"
    yield f"00:07:00-00:09:00 together: {third}, {fourth}, {dying} at [[Weir]]"
    yield f"{one} helps {dying} ^{mark}"
    yield f"{fifth} learns ^{mark}"
    yield f'{third} warns {fourth} "about the weather of {mark}"'
    if episode == 0:
        yield f"{one} joins [[Crew {name}]]"
        yield f"{other} opens [[Case {name}]]"
    if episode == count - 1:
        yield f"{one} leaves [[Crew {name}]]"
        yield f"{other} resolves [[Case {name}]]"
        yield f"{dying} dies"


def folder_of(pages: Pages) -> Folder:
    """A folder with these pages."""
    return Folder(Path(), tuple(SourceFile(path, text) for path, text in sorted(pages.items())), None, ())


class _Timed:
    """Rules that say how long each took."""

    def __init__(self) -> None:
        self.taken = dict[str, float]()

    def rule(self, rule: Rule) -> Rule:
        """A rule as it is, which is timed."""
        nothing = np.zeros(0, np.int64)

        def look(source: Source, chosen: Longs = nothing) -> Iterator[Finding]:
            start = time.process_time()
            found = list(rule.findings(source, chosen))
            self.taken[rule.code] = self.taken.get(rule.code, 0.0) + time.process_time() - start
            return iter(found)

        return Rule(look, rule.severity, rule.scope, own_code=rule.code)


def measure(facts: int) -> dict[str, Any]:
    """Seconds of processor time: of compiling, of checking all, and after an edit of one file from its text to its new
    findings; the memory that checking takes at most, in MB; and what each rule takes."""
    pages, compiler, timed = large_universe(facts), Compiler(), _Timed()
    start = time.process_time()
    folder = folder_of(pages)
    compiled = compiler.compile_text(folder)
    found: dict[str, Any] = {"compile": time.process_time() - start}
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    checker = Checker(tuple(map(timed.rule, RULES)))
    start = time.process_time()
    checked = checker.check(compiled, folder)
    found["whole"] = time.process_time() - start
    found["problems"] = [str(it) for it in checked.problems[:20]]
    found["rows"] = len(compiled.ledger.rows.line)
    found["memory"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found["rules"], timed.taken = timed.taken, {}
    edits: dict[str, list[float]] = {"recompile": [], "again": []}
    kinds = ("titles/Title 000 S1.md", "people/P000005.md")
    for n in range(6):
        where = kinds[n % 2]
        fact = f"- [[P00000{n}]] helps [[P000002]]\n"
        pages[where] = (
            pages[where].replace("### 5.", f"{fact}### 5.") if n % 2 == 0 else pages[where] + f"\n### Public\n\n{fact}"
        )
        folder = folder_of(pages)
        start = time.process_time()
        compiled = compiler.compile_text(folder)
        between = time.process_time()
        checker.check(compiled, folder)
        edits["recompile"].append(between - start)
        edits["again"].append(time.process_time() - start)
    found |= {name: statistics.median(taken[1:]) for name, taken in edits.items()}
    found["rules again"] = {code: taken / 6 for code, taken in timed.taken.items()}
    return found


def much_wrong() -> tuple[float, float, int, int]:
    """Seconds and MB of checking a universe with `WRONG` contradictions of one kind; how many findings are listed, and
    how many are counted only."""
    head = "---\nkind: series\n---\n## Season 1 (2020-01-01, 2 episodes)\n### 1. Fog\n- [[Ada]] dies\n### 2. Sun\n"
    wrong = "".join(f'- [[Ada]] meets [[Bruno]] "for the {n}th time"\n' for n in range(WRONG))
    people = {f"{key}.md": "---\nkind: character\n---\n" for key in ("Ada", "Bruno")}
    folder = folder_of({"universe.md": "---\nkind: universe\nname: Wrong\n---\n", "Harbour.md": head + wrong, **people})
    compiled = Compiler().compile_text(folder)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    checked = Checker().check(compiled, folder)
    taken = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return taken, memory, len(checked.problems), sum(checked.left_out.values())


def planted(in_generated: int, in_bundled: int) -> dict[str, tuple[int, int]]:
    """Of each rule how often its contradiction was planted, and how often it alone was found, at its places."""
    texts = {rule.code: (RULE_PAGES / f"{rule.code}.md").read_text(encoding="utf-8") for rule in RULES}
    bundled = [Ground.of(it.parent) for it in sorted(ROOT.glob("universes/*/universe.md"))]
    compiler, found = Compiler(), dict.fromkeys(texts, (0, 0))

    def plant_all(ground: Ground, seed: int) -> None:
        for code, text in texts.items():
            times, hits = found[code]
            it = plant(text, ground.pages, EXAMPLE_PAGES, seed)
            found[code] = times + 1, hits + (not ground.missed(it))

    for seed in range(in_generated):
        plant_all(Ground(clean_universe(seed), compiler=compiler), seed)
    for ground in bundled:
        for seed in range(in_bundled):
            plant_all(ground, seed)
    return found


def _in_a_process(name: str, size: int = 0) -> Any:
    """What this module measures under a `name`, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.checking", name, str(size)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def tables() -> list[Table]:
    """The tables of checking; each size in a process of its own."""
    rows, slow = [], list[tuple[str, ...]]()
    for facts, bound in SIZES:
        it = _in_a_process("size", facts)
        again = (f"{it['again'] * 1000:.0f}", verdict(it["again"] * 1000, AGAIN)) if facts == EDITED else ("", "")
        rows.append((
            f"{facts:,}", f"{it['whole']:.2f}", verdict(it["whole"], bound), f"{it['memory']:.0f}",
            f"{it['recompile'] * 1000:.0f}", *again, str(len(it["problems"])),
        ))  # fmt: skip
        if facts == EDITED:
            first = sorted(it["rules"], key=it["rules"].__getitem__, reverse=True)[:_SLOWEST]
            slow = [
                (code, f"{it['rules'][code] * 1000:.0f}", f"{it['rules again'].get(code, 0) * 1000:.1f}")
                for code in first
            ]
    columns = ("facts", "whole, s", "bound", "memory, MB", "recompile, ms", "after an edit, ms", "bound ", "findings")
    note = f"{len(RULES)} rules, processor time on one core. After an edit: from the text to the new findings, medians."
    taken, memory, listed, counted = _in_a_process("wrong")
    much = (f"{WRONG:,}", f"{taken:.2f}", f"{memory:.0f}", f"{listed:,}", f"{counted:,}")
    hits = _in_a_process("planted", PLANTED_IN_GENERATED)
    times, alone = (sum(it[n] for it in hits.values()) for n in (0, 1))
    share = 100 * alone / times
    worst = min(hits, key=lambda code: hits[code][1] / hits[code][0])
    least = 100 * hits[worst][1] / hits[worst][0]
    planting = (
        f"{len(hits)}", f"{times:,}", f"{share:.2f}", f"{worst} {least:.1f}" if least < 100 else "none",
        f"{'within' if least >= SHARE else 'UNDER'} {SHARE:g}",
    )  # fmt: skip
    into = (
        f"Each is planted {PLANTED_IN_GENERATED:,} times into generated universes, and {PLANTED_IN_BUNDLED} into each "
    )
    into += "bundled one. Found alone: with the right code, at both places, and nothing else is found."
    shared = "What rules share is counted where it is asked for first."
    slow_columns = ("rule", "whole, ms", "after an edit, ms")
    much_columns = ("wrong", "s", "memory, MB", "listed", "counted")
    kinds = ("kinds", "planted", "found alone, %", "found least", "bound, each")
    return [
        Table("Check: all rules", columns, tuple(rows), note),
        Table(f"Check: the slowest rules, {EDITED:,} facts", slow_columns, tuple(slow), shared),
        Table("Check: very much that is wrong", much_columns, (much,)),
        Table("Check: planted contradictions", kinds, (planting,), into),
    ]


def main(name: str, size: int) -> Any:
    """What is measured under a `name`: `size` for so many facts, `wrong`, or `planted` so many times."""
    if name == "size":
        return measure(size)
    return much_wrong() if name == "wrong" else planted(size, PLANTED_IN_BUNDLED * size // PLANTED_IN_GENERATED or 1)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int([*sys.argv, 0][2]))))
