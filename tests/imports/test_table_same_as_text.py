"""A universe that is written as tables answers as the same universe written by hand as text, whatever qualifies it."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.imports.qualifier_columns import QUALIFIER_NAMES
from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.vocabulary import built_in
from tests.imports.tables import write
from tests.laws.ask import Views
from tests.long import share

TITLES = {"ti": ("Tide", "series"), "eb": ("Ebb", "series"), "qu": ("The Quay", "film")}
INSTALLMENTS = {
    "t1": ("ti", 1, 1), "t2": ("ti", 1, 2), "t3": ("ti", 2, 1), "e1": ("eb", 1, 1), "e2": ("eb", 1, 2),
    "qf": ("qu", 0, 0),
}  # fmt: skip
PEOPLE = {"ida": "Ida", "jon": "Jon Rook", "leo": "Leo", "nell": "Nell", "sil": "Sil"}
PLACES = {"dock": "Dock", "far": "Far Shore"}
NAMES = {**PEOPLE, **PLACES}
HEADINGS = {"t1": "1. One", "t2": "2. Two", "t3": "1. Three", "e1": "1. First", "e2": "2. Last", "qf": "Whole title"}
SEEN = ("", "Tide 1x01", "Tide S1", "Ebb 1x01, Tide 2x01", "The Quay, Ebb", "Tide 1x02, Ebb 1x02", "everything")
WAYS = [form for way in built_in().ways for form in way.forms]
NOTES = (*(way.forms[0] for way in built_in().ways), "as a child", "heard, then in person", "imagined, as the king")
EDTF = ("2015", "2015-11", "2009-04-02", "1990/1995", "2014~")
TABLES = {
    "titles.csv": "id,name,kind\n" + "".join(f"{id_},{name},{kind}\n" for id_, (name, kind) in TITLES.items()),
    "installments.csv": "id,title,season,number,name\n" + "".join(
        f"{id_},{title},{season or ''},{number or ''},{HEADINGS[id_].partition('. ')[2]}\n"
        for id_, (title, season, number) in INSTALLMENTS.items()
    ),
    "seasons.csv": "title,season,episodes\nti,1,2\nti,2,1\neb,1,2\n",
    "entities.csv": "id,kind,name,revealed\n" + "".join(
        f"{id_},{'character' if id_ in PEOPLE else 'place'},{name},{'t2; qf' if id_ == 'sil' else ''}\n"
        for id_, name in NAMES.items()
    ),
}  # fmt: skip


@dataclass
class Said:
    """One statement, in both forms. `row` has the cells; `where` is the id of an installment or a title, or "public",
    and `seconds` a time in it (-1: none)."""

    where: str
    seconds: int
    row: dict[str, str]
    line: str
    said: list[tuple[int, str]] = field(default_factory=list)

    def qualify(self, column: str, cell: str, line: str) -> None:
        """Add a qualifier in both forms."""
        self.row[column] = f"{self.row[column]}|{cell}" if column in self.row else cell
        self.said.append((QUALIFIER_NAMES.index(column.replace(" ", "_")), line))

    @property
    def below(self) -> list[str]:
        """What qualifies it, in the order of the columns."""
        return [line for _, line in sorted(self.said, key=lambda it: it[0])]


class Maker:
    """Makes a universe out of a seed."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.facts: list[Said] = []
        self.scenes: list[Said] = []
        for number in range(9):
            self.scenes.append(self.scene(number))
            self.facts.append(self.fact(number))
        for number, it in enumerate(chain(self.scenes, self.facts)):
            self.qualify(it, number)

    # --- pieces, each as a cell and as text -------------------------------------------------------------------------
    def position(self, *, timed: bool = True) -> tuple[str, str]:
        """A place in a title."""
        sort = self.random.randrange(4)
        if sort == 0:
            title = self.random.choice(["ti", "eb"])
            return title, f"[[{TITLES[title][0]}]]"
        if sort == 1:
            title, season = self.random.choice([("ti", 1), ("ti", 2), ("eb", 1)])
            return f"{title} S{season}", f"[[{TITLES[title][0]}]] S{season}"
        id_ = self.random.choice(list(INSTALLMENTS))
        title, season, number = INSTALLMENTS[id_]
        text = f"[[{TITLES[title][0]}]]" + (f" {season}x{number:02}" if season else "")
        if timed and sort == 2:
            time = f"@00:{self.random.randrange(60):02}:00"
            return id_ + time, text + ("" if season else " ") + time
        return id_, text

    def stamp(self, alternatives: int = 2) -> tuple[str, str]:
        ways = []
        for _ in range(self.random.randint(1, alternatives)):
            members = [self.position() for _ in range(self.random.randint(1, 2))]
            ways.append(tuple(" + ".join(texts) for texts in zip(*members, strict=True)))
        cell, text = ("; ".join(texts) for texts in zip(*ways, strict=True))
        return cell, text

    def someone(self, *without: str) -> str:
        return self.random.choice([it for it in PEOPLE if it not in without])

    def other(self, but: int) -> str:
        """The id of an earlier statement: what names later ones could go round in circles."""
        return self.random.choice([f"s{n}" for n in range(9)] + [f"f{n}" for n in range(9)][: max(but, 0)])

    # --- statements --------------------------------------------------------------------------------------------------
    def scene(self, number: int) -> Said:
        people = self.random.sample(list(PEOPLE), self.random.randint(1, 3))
        notes = [self.random.choice(NOTES) if self.random.random() < 0.4 else "" for _ in people]
        row = {"id": f"s{number}", "people": ""}
        cells: dict[str, list[str]] = defaultdict(list)
        texts = []
        for who, note in zip(people, notes, strict=True):
            in_column = note in WAYS and self.random.random() < 0.5
            cells[note if in_column else "people"].append(f"{who} ({note})" if note and not in_column else who)
            texts.append((f"[[{NAMES[who]}]] ({note})" if note else f"[[{NAMES[who]}]]", in_column and note))
        row |= {column: "|".join(its) for column, its in cells.items()}
        columns = ["people", *(it.replace(" ", "_") for it in WAYS)]
        order = sorted(texts, key=lambda it: columns.index((it[1] or "people").replace(" ", "_")))
        where, seconds = self.random.choice(list(INSTALLMENTS)), -1
        lead = ""
        if self.random.random() < 0.4:
            seconds = self.random.randrange(3000)
            lead = f"{_clock(seconds)}-{_clock(seconds + 60)} "
            row |= {"start": _clock(seconds), "end": _clock(seconds + 60)}
        row["installment"] = where
        at = ""
        if self.random.random() < 0.4:
            row["place"], at = "dock", " at [[Dock]]"
        return Said(where, seconds, row, f"- {lead}together: {', '.join(it for it, _ in order)}{at} ^s{number}")

    def fact(self, number: int) -> Said:
        who = self.someone()
        whom = self.someone(who)
        cells, text = self.random.choice([
            ({"verb": "meets", "object": whom}, f"meets [[{NAMES[whom]}]]"), ({"verb": "dies"}, "dies"),
            ({"verb": "is a friend of", "object": whom}, f"is a friend of [[{NAMES[whom]}]]"),
            ({"verb": "works as", "text": "a pilot"}, 'works as "a pilot"'),
            ({"verb": "learns", "object": (ref := self.other(number))}, f"learns ^{ref}"),
            ({"verb": "kills", "object": whom, "place": "far"}, f"kills [[{NAMES[whom]}]] at [[Far Shore]]"),
        ])  # fmt: skip
        where = self.random.choice([*INSTALLMENTS, "public", "ti"])
        seconds = self.random.randrange(3000) if where in INSTALLMENTS and self.random.random() < 0.3 else -1
        revealed = f"{where}@{_clock(seconds)}" if seconds >= 0 else where
        row = {"id": f"f{number}", "subject": who, "revealed": revealed, **cells}
        lead = f"{_clock(seconds)} " if seconds >= 0 else ""
        return Said(where, seconds, row, f"- {lead}[[{NAMES[who]}]] {text} ^f{number}")

    def qualify(self, it: Said, number: int) -> None:
        """Any of the qualifiers, one after the other."""
        chance = self.random.random
        who = self.someone()
        if chance() < 0.3:
            cell, text = self.stamp(1)
            it.qualify("needs", cell, f"needs: {text}")
        if chance() < 0.3:
            cell, text = self.stamp()
            it.qualify("also known", cell, f"also known: {text}")
        if chance() < 0.3:
            date = self.random.choice(EDTF)
            it.qualify(self.random.choice(["date", "true"]), date, f"true: {date}")
        if chance() < 0.3:
            column = self.random.choice(["before", "after", "during"])
            ref = self.other(number - 9)
            cell, text = (ref, f"^{ref}") if ref != it.row["id"] and chance() < 0.6 else self.position(timed=False)
            it.qualify(column, cell, f"true: {column} {text}")
        if chance() < 0.2:
            cell, text = self.position(timed=False)
            it.qualify("true", f"about 3 years before {cell}", f"true: about 3 years before {text}")
        if chance() < 0.2:
            step = self.random.randrange(20)
            it.qualify(self.random.choice(["step", "story order"]), str(step), f"true: step {step}")
        if chance() < 0.3:
            cell, text = f"{who} step {number}.5", f"[[{NAMES[who]}]] step {number}.5"
            if chance() < 0.5:
                stamp = self.position()
                cell, text = f"{cell}, revealed {stamp[0]}", f"{text}, revealed {stamp[1]}"
            it.qualify("own", cell, f"own: {text}")
        named = [name for name in PEOPLE if f"[[{PEOPLE[name]}]]" in it.line]
        seems = self.someone(*named)
        if chance() < 0.4 and named:
            true, stamp = self.random.choice(named), self.stamp()
            word = self.random.choice([" until", ", revealed", ", until"])
            cell = f"{true} as {seems}{word} {stamp[0]}"
            it.qualify("taken for", cell, f"taken for: [[{NAMES[true]}]] as [[{NAMES[seems]}]], revealed {stamp[1]}")
        for kind in self.random.sample(built_in().frames, self.random.choice([0, 0, 0, 1, 1, 2])):
            self.frame(it, self.random.choice(kind.forms))
        if chance() < 0.2 and number > 9:
            ref = self.other(number - 9)
            it.qualify("disproves", ref, f"disproves: ^{ref}")
        for column in ("because", "in order to"):
            if chance() < 0.2:
                ref = self.other(number - 9)
                cell, text = (ref, f"^{ref}") if chance() < 0.5 else ("it rains", '"it rains"')
                it.qualify(column, cell, f"{column}: {text}")

    def frame(self, it: Said, kind: str) -> None:
        sort, stamp = self.random.randrange(4), self.position()
        ending = (f", revealed {stamp[0]}", f", revealed {stamp[1]}") if self.random.random() < 0.5 else ("", "")
        who = self.someone()
        cell, text = [
            (kind, kind), (f"{kind} of {who}", f"{kind} of [[{NAMES[who]}]]"), (f"{kind} far", f"{kind} [[Far Shore]]"),
            (f'{kind} "The Trap"', f'{kind} "The Trap"'),
        ][sort]  # fmt: skip
        it.qualify("frame", cell + ending[0], f"frame: {text}{ending[1]}")

    # --- both forms --------------------------------------------------------------------------------------------------
    def tables(self) -> dict[str, str]:
        return {**TABLES, "scenes.csv": _csv(self.scenes), "facts.csv": _csv(self.facts)}

    def pages(self) -> dict[str, str]:
        """The pages as a keeper writes them."""
        lines: dict[str, list[str]] = defaultdict(list)
        for where in INSTALLMENTS:
            scenes = [it for it in self.scenes if it.where == where]
            if all(it.seconds >= 0 for it in scenes):
                scenes.sort(key=lambda it: it.seconds)
            for it in (*scenes, *(fact for fact in self.facts if fact.where == where)):
                lines[where] += [it.line, *(f"  - {below}" for below in it.below)]
        for it in self.facts:
            if it.where not in INSTALLMENTS:
                of = f"public {it.row['subject']}" if it.where == "public" else it.where
                lines[of] += [it.line, *(f"  - {below}" for below in it.below)]
        pages = {}
        for id_, name in NAMES.items():
            kind = "character" if id_ in PEOPLE else "place"
            listed = f"name: {name}"
            if id_ == "sil":
                listed = 'names:\n  - {name: Sil, revealed: "[[Tide]] 1x02; [[The Quay]]"}'
            public = (
                "".join(f"{line}\n" for line in ["### Public", *found]) if (found := lines[f"public {id_}"]) else ""
            )
            folder = "people" if id_ in PEOPLE else "places"
            pages[f"{folder}/{name}.md"] = f"---\nkind: {kind}\n{listed}\n---\n# {name}\n{public}"
        for title, (name, kind) in TITLES.items():
            body = [f"---\nkind: {kind}\nid: {title}\nname: {name}\n---", f"# {name}"]
            if kind == "series":
                body += ["### Whole title", *lines[title]]
            season = 0
            for id_, (of, number, _) in INSTALLMENTS.items():
                if of != title:
                    continue
                if number != season:
                    season = number
                    count = sum((of, season) == it[:2] for it in INSTALLMENTS.values())
                    body.append(f"## Season {season} ({count} episode{'s'[: count != 1]})")
                body += [f"### {HEADINGS[id_]}", *lines[id_]]
            pages[f"titles/{name}.md"] = "\n".join(body) + "\n"
        return pages


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _csv(said: list[Said]) -> str:
    out = io.StringIO()
    columns = list(dict.fromkeys(name for it in said for name in it.row))
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(it.row for it in said)
    return out.getvalue()


def _opened(folder: Path) -> tuple[Universe, list[str]]:
    result = Compiler().compile(folder)
    return Universe(result), sorted(f"{it.code}: {it.message}" for it in result.problems)


@settings(max_examples=share(3, 20), deadline=None)
@given(st.integers(0, 2**32))
def test_tables_answer_as_the_same_text(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Facts, their words, names and all else that a view gives out, at several progresses."""
    made, tmp_path = Maker(seed), tmp_path_factory.mktemp("same")
    for folder in ("tables", "text"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "universe.md").write_text("---\nkind: universe\nname: A world\n---\n", encoding="utf-8")
    report = import_table(write(tmp_path / "source", made.tables()), tmp_path / "tables")
    assert [str(it) for it in report.problems] == []
    for path, text in made.pages().items():
        (tmp_path / "text" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "text" / path).write_text(text, encoding="utf-8")
    (imported, problems), (written, expected) = (_opened(tmp_path / folder) for folder in ("tables", "text"))
    assert problems == expected
    assert [it for it in problems if not it.startswith("time-contradiction")] == []
    whole = made.random.sample(SEEN, 2)
    for seen in SEEN:
        views = imported.seen(seen), written.seen(seen)
        words, wanted = ([view.words(it) for it in view.facts.of()] for view in views)
        assert words == wanted
        if seen in whole:
            found, answers = (list(Views(view, numbers=False).answers()) for view in views)
            assert found == answers
