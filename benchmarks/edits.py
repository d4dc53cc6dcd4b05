"""An edit of one page: from the text of all pages to the ledger, in processor time, in the compiler that a server
keeps.

The universe is generated text: seasons of ten episodes with 100 facts each, a page a season, five seasons a title at
most, and a page for each tenth fact's new character. Of the facts, 5% can be learnt in another title too, 15% have
words of their own, 3% are sentences with two links.
"""

import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Table, verdict
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile

SIZES = ((100_000, 150.0), (500_000, 500.0))
"""Facts, and the milliseconds that an edit may take."""
EPISODES, FACTS_AN_EPISODE, TIMES = 10, 100, 5
_VERBS = ("meets", "works with", "helps", "fights", "is a friend of", "investigates", "protects", "leaves")
_FACTS = "\n## Facts\n\n### Public\n\n- [[P000005]] helps [[P000002]]\n"
_CHARACTER = "---\nkind: character\n---\n\n# Somebody new\n"
Pages = dict[str, str]


def generated(facts: int, seed: int = 7) -> Pages:
    """The pages of a universe with so many facts, by path."""
    dice = random.Random(seed)
    people, seasons = facts // 10, facts // (EPISODES * FACTS_AN_EPISODE)
    titles = max(1, seasons // 5)
    pages = {"universe.md": "---\nkind: universe\nname: Generated\n---\n\n# Generated\n"}
    for n in range(people):
        pages[f"people/P{n:06}.md"] = f"---\nkind: character\nname: Person {n}\n---\n\n# Person {n}\n"
    for title in range(titles):
        head = f"---\nkind: series\nname: Title {title}\nid: t{title}\nlogline: What happens in {title}.\n---\n"
        pages[f"titles/Title {title:03}.md"] = f"{head}\n# Title {title}\n"
    for n in range(seasons):
        title, season = n % titles, n // titles + 1
        pages[f"titles/Title {title:03} S{season}.md"] = _season(dice, title, season, people, titles)
    return pages


def _season(dice: random.Random, title: int, season: int, people: int, titles: int) -> str:
    day = f"20{season + 10}-{title % 12 + 1:02}-01"
    out = [f"---\nkind: season\nof: Title {title:03}\n---\n", f"## Season {season} ({day}, {EPISODES} episodes)\n"]
    for episode in range(1, EPISODES + 1):
        out.append(f"### {episode}. Episode {episode} (~50 min)\n")
        for n in range(FACTS_AN_EPISODE):
            chance, mark = dice.random(), f"{title} {season} {episode} {n}"
            a, b = (f"[[P{dice.randrange(people):06}]]" for _ in range(2))
            if chance < 0.03:
                out.append(f"\nThen {a} waits for {b}, {mark}.\n")
                continue
            words = f' "for reason {mark}"' if chance < 0.18 else ""
            block = f" ^b{title}-{season}-{episode}" if n == 0 else ""
            out.append(f"- {a} {dice.choice(_VERBS)} {b}{words}{block}")
            if chance > 0.95:
                out.append(f"  - also known: [[Title {dice.randrange(titles):03}]] 1x{dice.randint(1, EPISODES):02}")
    return "\n".join(out) + "\n"


def _edits(pages: Pages) -> dict[str, Callable[[int], None]]:
    """What is measured: each changes `pages` once more, the *n*-th time."""
    season, person, title = "titles/Title 000 S1.md", "people/P000005.md", "titles/Title 001.md"

    def add(path: str, text: str) -> None:
        pages[path] = pages.get(path, "") + text

    def rename(n: int) -> None:
        pages[title] = pages[title].replace("name: Title 1", f"name: Title 1{n}", 1)

    def release(n: int) -> None:
        pages[season] = pages[season].replace("(~50 min)", f"(~5{n} min)", 1)

    return {
        "a fact in a short page": lambda _: add(person, _FACTS),
        "a fact in a season of 1,000 facts": lambda n: add(season, f"- [[P00000{n}]] helps [[P000002]]\n"),
        "a new entity": lambda n: add(f"people/New {n}.md", _CHARACTER),
        "a page that moves": lambda n: pages.update({f"moved/P00010{n}.md": pages.pop(f"people/P00010{n}.md")}),
        "a page that goes": lambda n: pages.pop(f"people/P00020{n}.md") and None,
        "an installment's listing": release,
        "a title's name": rename,
    }


def measure(facts: int) -> dict[str, float]:
    """Milliseconds of each, and of compiling and of linking everything."""
    pages, compiler = generated(facts), Compiler()

    def compile_all() -> float:
        folder = Folder(Path(), tuple(SourceFile(path, text) for path, text in sorted(pages.items())), None, ())
        start = time.process_time()
        compiler.compile_text(folder)
        return (time.process_time() - start) * 1000

    found = {"everything, cold": compile_all()}
    for name, edit in _edits(pages).items():
        taken = []
        for n in range(TIMES):
            edit(n)
            taken.append(compile_all())
        found[name] = statistics.median(taken)
    taken = []
    for _ in range(3):
        pages["people/P000005.md"] += "\n"
        compiler.forget_links()
        taken.append(compile_all())
    found["a fact, everything linked again"] = statistics.median(taken)
    return found


def tables() -> list[Table]:
    """The table of edits; each size in a process of its own."""
    columns, rows = ["edit"], dict[str, list[str]]()
    for facts, bound in SIZES:
        command = [sys.executable, "-m", "benchmarks.edits", str(facts)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        columns += [f"{facts:,} facts, ms", "bound"]
        for name, taken in found.items():
            is_bound = name.startswith(("a fact in", "a new"))
            rows.setdefault(name, [name]).extend([f"{taken:.0f}", verdict(taken, bound) if is_bound else ""])
    note = "Processor time from text to ledger, medians. The last two edits change what stamps are looked up in."
    return [Table("Compile: an edit of one page", tuple(columns), tuple(map(tuple, rows.values())), note)]


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
