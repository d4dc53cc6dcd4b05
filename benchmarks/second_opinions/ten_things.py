"""`python -m benchmarks.second_opinions.ten_things`: does the universe answer what an editor would insist on?

`ten_things.toml` has ten things for each season, each with a question and the words of the answer. Each question is
asked for a viewer who has seen that title to the end of that season, and nothing else. It is answered where one
sentence of the answer has all the words. `--write` keeps the page docs/ten-things.md; `--lines` prints each sentence
that answers.
"""

import argparse
import io
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import intertwine
from benchmarks.second_opinions.report import cells
from intertwine.cli.main import main as run
from intertwine.library import Companion

THINGS = Path(__file__).parent / "ten_things.toml"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "ten-things.md"
START, END = "<!-- things: start -->", "<!-- end of things -->"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a season should tell: `ask` is a command without its viewer, `words` are what one sentence of the answer
    must have, each with its alternatives."""

    season: str
    text: str
    ask: str
    words: tuple[tuple[str, ...], ...]

    @property
    def seen(self) -> str:
        """The progress of a viewer at the end of the season.

        >>> Thing("Daredevil S3", "", "", ()).seen
        'Daredevil S1-S3'
        """
        title, _, last = self.season.rpartition(" S")
        return f"{title} S1" if last == "1" else f"{title} S1-S{last}"

    @property
    def command(self) -> str:
        """The whole command, as a shell takes it."""
        return f'intertwine {self.ask} --seen "{self.seen}"'


def things(path: Path = THINGS) -> list[Thing]:
    """All things, season by season."""
    seasons = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Thing(season, it["thing"], it["ask"], tuple(tuple(word.split("|")) for word in it["words"]))
        for season, listed in seasons.items()
        for it in listed["things"]
    ]


def answered(thing: Thing, companion: Companion) -> str | None:
    """The first sentence of the answer that has all the words; None where none has, or the question has no answer.

    A word is found where a word of the sentence begins with it, in any case.
    """
    out = io.StringIO()
    argv = shlex.split(thing.command)[1:]
    run(argv, out, io.StringIO(), lambda _: companion)
    for sentence in re.split(r"\n|(?<=[.!?]) ", out.getvalue()):
        if all(any(_begins(form, sentence) for form in forms) for forms in thing.words):
            return sentence.removeprefix("- ")
    return None


def _begins(form: str, sentence: str) -> bool:
    return re.search(rf"\b{re.escape(form)}", sentence, re.IGNORECASE) is not None


def asked(companion: Companion, listed: Sequence[Thing]) -> Iterator[tuple[Thing, str | None]]:
    """Each thing with the sentence that answers it."""
    for thing in listed:
        yield thing, answered(thing, companion)


def page(answers: Sequence[tuple[Thing, str | None]]) -> str:
    """The tables of the page: a count for each season, then each thing."""
    seasons = list(dict.fromkeys(thing.season for thing, _ in answers))
    counts, parts = [], []
    for season in seasons:
        mine = [(thing, line) for thing, line in answers if thing.season == season]
        counts.append(cells(season, f"{sum(line is not None for _, line in mine)} of {len(mine)}"))
        rows = [cells(it.text, f"`{it.command}`", "no" if line is None else "yes") for it, line in mine]
        parts.append(f"## {season}\n\n{_table(('thing', 'question', 'answered'), rows)}")
    found = sum(line is not None for _, line in answers)
    counts.append(cells("all", f"{found} of {len(answers)} ({found / len(answers):.0%})"))
    return "\n\n".join([_table(("season", "answered"), counts), *parts])


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, ("---",) * len(heads), *rows))


def renewed(text: str, tables: str) -> str:
    """The page's text with other tables."""
    head, _, rest = text.partition(START)
    return f"{head}{START}\n\n{tables}\n\n{END}{rest.partition(END)[2]}"


def main(argv: Sequence[str]) -> int:
    """Ask all questions; the exit status is 1 where something is not answered."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.second_opinions.ten_things", description=__doc__)
    parser.add_argument("--universe", metavar="DIR", help="a universe's folder (default: the included one)")
    parser.add_argument("--lines", action="store_true", help="print each sentence that answers")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/ten-things.md")
    options = parser.parse_args(argv)
    answers = list(asked(intertwine.load(options.universe), things()))
    for thing, line in answers:
        if line is None or options.lines:
            print(f"{thing.season}: {thing.text}\n    {thing.command}\n    {line or 'NOT ANSWERED'}")
    found = sum(line is not None for _, line in answers)
    print(f"{found} of {len(answers)} are answered")
    if options.write:
        PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), page(answers)), encoding="utf-8")
    return 0 if found == len(answers) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
