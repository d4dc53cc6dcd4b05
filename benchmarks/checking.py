"""Checking: all rules on generated universes, whole and after an edit of one file; very much that is wrong at once; and
contradictions that are planted into clean universes.

The universe is that of `edits`, with verbs that fit everybody. Beside it each season has people of its own, who are in
scenes with times and places, join and leave a group, learn what others did, open and resolve a thread, and one of whom
dies at the end. `python -m benchmarks.checking FACTS` measures one size, and prints what each rule takes.
"""

import gc
import json
import resource
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.edits import generated
from benchmarks.planting.clean import Pages
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
        self.taken: Counter[str] = Counter()

    def rule(self, rule: Rule) -> Rule:
        """A rule as it is, which is timed."""

        def look(source: Source, *chosen: Longs) -> Iterator[Finding]:
            start = time.process_time()
            found = list(rule.findings(source, *chosen)) if chosen else list(rule.look(source))  # type: ignore[call-arg]
            self.taken[rule.code] += time.process_time() - start  # type: ignore[assignment]
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
    found["rules"], timed.taken = dict(timed.taken), Counter()
    edits, kinds = {"recompile": [], "again": []}, ("titles/Title 000 S1.md", "people/P000005.md")
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


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
