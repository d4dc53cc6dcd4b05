"""A universe of stated shape, generated: 100 facts an installment, 100 titles, a tenth as many entities as facts.

Of the facts 5% have an alternative elsewhere, 5% stand at a time within their installment, 2% are identities and 1%
are disproved by a later fact; 3% are sentences with two links; 10% carry words of their own.
"""

import random
from dataclasses import replace

from intertwine.ledger.link.interner import Interner
from intertwine.ledger.link.linker import link
from intertwine.ledger.link.segment import Segment, segment
from intertwine.ledger.read.vocabulary import built_in
from intertwine.ledger.store.columns import Ledger
from intertwine.model.progress import Mark, Progress
from intertwine.model.release import ReleaseDate
from intertwine.model.statement import Alternative, Installment, Link, Page, PositionText, Season, Statement

TITLES, FACTS_AN_INSTALLMENT = 100, 100
_VERBS = ("meets", "works with", "helps", "fights", "is a friend of", "investigates", "protects", "leaves")
_PUBLIC = (Alternative((PositionText("public"),)),)


def generated(facts: int, seed: int = 7) -> Ledger:
    """A ledger of about `facts` facts, through the ordinary compiler (segments, then linking)."""
    dice = random.Random(seed)
    vocabulary, intern = built_in(), Interner()
    episodes = max(1, facts // (TITLES * FACTS_AN_INSTALLMENT))
    people = max(2, facts // 10)
    segments: list[Segment] = []
    for number in range(people):
        page = Page(f"people/P{number:06}.md", f"P{number:06}", "character", name=f"Person {number}")
        segments.append(segment(page, (), vocabulary, intern))
    for title in range(TITLES):
        page = _title(dice, title, episodes, people)
        part = segment(page, (), vocabulary, intern)
        segments.append(replace(part, page=replace(page, statements=())))
    ledger, problems = link(segments, vocabulary, intern, f"generated {facts} {seed}")
    if problems:
        raise ValueError(str(problems[0]))
    return ledger


def half_seen(ledger: Ledger, seed: int = 11) -> Progress:
    """Half of the installments, at random."""
    dice = random.Random(seed)
    keys = ledger.strings
    rows = zip(
        ledger.installments.title.tolist(),
        ledger.installments.season.tolist(),
        ledger.installments.number.tolist(),
        strict=True,
    )
    marks = [Mark(keys[int(ledger.entities.identity[title])], season, number) for title, season, number in rows]
    return Progress.of(dice.sample(marks, len(marks) // 2))


def _title(dice: random.Random, title: int, episodes: int, people: int) -> Page:
    key = f"Title {title:03} (series)"
    own = (Link(key),)
    statements = [
        Statement(1, 1, "title name", "", _PUBLIC, own, text=f"Title {title}"),
        Statement(1, 1, "genre", "", _PUBLIC, own, text="Drama"),
        Statement(1, 1, "logline", "", _PUBLIC, own, text=f"What happens in story {title}."),
    ]
    line = 10
    for number in range(1, episodes + 1):
        here = PositionText("installment", "", 1, number)
        for _ in range(FACTS_AN_INSTALLMENT):
            line += 1
            statements.append(_fact(dice, line, here, episodes, people, title))
    installments = tuple(
        Installment(1, number, f"Episode {number}", ReleaseDate(700_000 + title * 7 + number), 50, True, number)
        for number in range(1, episodes + 1)
    )
    season = Season(1, ReleaseDate(700_000 + title * 7), episodes, False, 2)
    return Page(
        f"titles/{key}.md", key, "series", name=f"Title {title}", statements=tuple(statements),
        installments=installments, seasons=(season,),
    )  # fmt: skip


def _fact(dice: random.Random, line: int, here: PositionText, episodes: int, people: int, own: int) -> Statement:  # noqa: PLR0917 - each is one number of the shape
    chance, number, n = dice.random(), here.number, (line - 11) % FACTS_AN_INSTALLMENT
    a, b = (Link(f"P{dice.randrange(people):06}") for _ in range(2))
    if chance < 0.05:
        here = replace(here, seconds=dice.randrange(60, 3000))
    ways = [Alternative((here,))]
    if 0.05 <= chance < 0.10:
        elsewhere = f"Title {dice.randrange(TITLES):03} (series)"
        ways.append(Alternative((PositionText("installment", elsewhere, 1, dice.randint(1, episodes)),)))
    block = f"b{own}-{number}" if n == 0 else ""
    if 0.10 <= chance < 0.12:
        return Statement(line, 3, "is", "is", tuple(ways), (a,), (b,), block=block)
    if 0.12 <= chance < 0.15:
        text = f"Then [[{a.key}]] waits for [[{b.key}]], {line} {number}."
        return Statement(line, 1, "prose", "", tuple(ways), (a,), text=text, text_links=(a, b), block=block)
    verb = dice.choice(_VERBS)
    disproves = (f"b{own}-{dice.randint(1, number)}",) if chance > 0.99 else ()
    words = f"for reason {own} {line}" if 0.2 < chance < 0.3 else ""
    return Statement(line, 3, verb, verb, tuple(ways), (a,), (b,), text=words, block=block, disproves=disproves)
