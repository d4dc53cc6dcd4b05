"""The self-test of Law 1: a leak, planted on purpose, turns the law red, within a bounded number of pairs.

Each leak is a way to get something past the gate that has happened somewhere. What it does is done here, by patching
the gate, the view, a question, the command line or the web; nothing of it is in the product.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from heapq import heapify
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from intertwine.cli import main as cli
from intertwine.cli.errors import complain as complained
from intertwine.gate import build as building
from intertwine.gate import closure as closing
from intertwine.gate import copies, disclose, gate, progress_errors, progress_text, reveal
from intertwine.gate import decide as decision
from intertwine.gate.name_index import NameIndex
from intertwine.gate.prepared import prepared
from intertwine.gate.progress_claims import Claims
from intertwine.gate.timetable import Timetable
from intertwine.gate.universe import Universe
from intertwine.ledger.link import public_names, reveals, statement_rows
from intertwine.ledger.link import segment as segment_module
from intertwine.ledger.store.columns import PUBLIC
from intertwine.maps import ordering
from intertwine.maps.ordering import chart_of
from intertwine.model import names
from intertwine.model.cache_folder import cache_folder
from intertwine.model.frozen import FrozenDict
from intertwine.model.posture import Posture
from intertwine.model.sentinels import END, NONE
from intertwine.model.typed_names import NameLookup
from intertwine.model.words import slug
from intertwine.questions import moment_table, moments_in_words, story_strands
from intertwine.questions.flashbacks import Belonging
from intertwine.questions.moment_table import MomentTable
from intertwine.questions.moments import MomentDraft
from intertwine.questions.strand_answer import Strands
from intertwine.storyline import Chart, Ordered, certified
from intertwine.web import errors, map_queue, map_searches, middleware
from tests.laws import crowd, whole
from tests.laws.law import Count, Two, both, compare, made, pairs_from, rich_pairs
from tests.laws.mutate import Pair
from tests.laws.whole import Site
from tests.long import LONG, share

# The module: its package re-exports a function of the same name.
build = sys.modules["intertwine.maps.build"]
MOST_PAIRS = {"views": 120, "commands": 12, "requests": 12, "doubles": 30, "compiled doubles": 120}
"""How many pairs a leak may take to be caught: views are quick, and some of their leaks need a rare change."""
MOST_CROWDS = 4
"""The same, of pairs in which solvers search: each takes seconds."""
FIRST = 900_000_000
Patch = pytest.MonkeyPatch
Leak = Callable[[Patch], None]
LEAKS: list[tuple[Leak, str, int]] = []


@cache
def ready(seed: int) -> Two:
    """Both universes of a pair: no leak is planted in what compiles them, so they serve for all."""
    return both(made(seed))


RICH_START: list[tuple[str, Pair, Two]] = []
RICH_NEXT = rich_pairs(0)


def rich_start() -> Iterator[tuple[str, Pair, Two]]:
    """The same of the first pairs of universes that are rich in doubles and frames: each is made where it is first
    asked for."""
    for n in range(MOST_PAIRS["doubles"]):
        if n == len(RICH_START):
            RICH_START.append(next(RICH_NEXT))
        yield RICH_START[n]


def leak(where: str, pair: int = 0) -> Callable[[Leak], Leak]:
    """A leak into views, commands, the site, or what is found for any of them: `where` says where the law looks.
    "doubles" are views of universes that are rich in doubles and frames, "compiled doubles" the same where the leak is
    in what compiles them. `pair` is the first that shows it (of doubles, the universe); an ordinary run begins there,
    and `make leaks` at the first of all where a leak may take so many pairs."""

    def add(plant: Leak) -> Leak:
        is_counted = not where.endswith("doubles")  # of those, universes are counted, each with several pairs
        LEAKS.append((plant, where, 0 if LONG and is_counted and pair < MOST_PAIRS.get(where, 0) else pair))
        return plant

    return add


def with_ledger(patch: Patch, after: Callable[[Any, Any, Any], None]) -> None:
    """After a view is made, hand it over together with what it must not know: the ledger and the verdict."""
    made = building.build

    def build(ledger: Any, verdict: Any, *viewer: Any) -> Any:
        found = made(ledger, verdict, *viewer)
        after(ledger, verdict, found)
        return found

    patch.setattr(gate, "build", build)


def change(view: Any, name: str, value: object) -> None:
    """Change what a view of the product keeps from being changed."""
    object.__setattr__(view, name, value)


class Leaky:
    """A part of a view, some methods of which are replaced."""

    def __init__(self, part: Any, **methods: Any) -> None:
        self.__dict__.update(methods, part=part)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.part, name)


def relabelled(view: Any, label: Callable[[int], object]) -> None:
    """Give each fact of a view the label of its line."""
    read = view.facts.of
    of = lambda *a, **k: tuple(f._replace(label=str(label(f.line))) for f in read(*a, **k))  # noqa: E731
    change(view, "facts", Leaky(view.facts, of=of))


# --- counts and order -----------------------------------------------------------------------------------------------
@leak("views")
def a_count_taken_before_the_gate(patch: Patch) -> None:
    def count(ledger: Any, _: Any, found: Any) -> None:
        change(found, "description", f"{found.description} {len(ledger.lines.ref)} facts")

    with_ledger(patch, count)


@leak("views", 1)
def a_count_of_people_taken_before_the_gate(patch: Patch) -> None:
    def count(ledger: Any, _: Any, found: Any) -> None:
        change(found, "description", f"{found.description} {len(ledger.entities.key)} people")

    with_ledger(patch, count)


@leak("views", 41)
def the_vocabulary_before_the_gate(patch: Patch) -> None:
    def verbs(ledger: Any, _: Any, found: Any) -> None:
        change(found, "description", found.description + " ".join(verb.id for verb in ledger.vocabulary.verbs))

    with_ledger(patch, verbs)


@leak("views", 55)
def an_order_by_a_hidden_key(patch: Patch) -> None:
    """Entities by number, which is the order of their keys."""
    by_number = property(lambda it: tuple(n for n, _ in it._tables.names.best_names() if not it._tables.is_title(n)))
    patch.setattr(NameIndex, "index", by_number)


@leak("views", 8)
def an_order_by_a_hidden_name(patch: Patch) -> None:
    """Whoever has the first name of all, hidden ones among them, comes first."""

    def shown(ledger: Any, verdict: Any, found: Any) -> None:
        rows = ledger.rows
        naming = np.isin(rows.verb, ledger.vocabulary.with_role("name"))
        first: dict[int, str] = {}
        for entity, text in zip(rows.subject[naming].tolist(), rows.text[naming].tolist(), strict=True):
            first[entity] = min(first.get(entity, "~"), ledger.strings[text])
        kept = np.flatnonzero(verdict.entities).tolist()
        order = {new: first.get(old, "~") for new, old in enumerate(kept)}
        dict.__setitem__(found.names._memo, "index", tuple(sorted(found.names.index, key=lambda n: order[n])))

    with_ledger(patch, shown)


@leak("views", 9)
def billing_in_the_order_of_the_file(patch: Patch) -> None:
    """Ranks as written, so that a gap tells of a role that is hidden."""
    patch.setattr(building, "visible_ranks", lambda ledger, verdict, implicit: (
        ledger.rows.rank[verdict.rows], ledger.entities.rank[implicit]
    ))  # fmt: skip


@leak("views")
def line_numbers_of_the_text(patch: Patch) -> None:
    """A fact carries the number of its line in the file."""

    def lines(ledger: Any, verdict: Any, found: Any) -> None:
        numbers = ledger.lines.number[verdict.lines].tolist()
        relabelled(found, lambda line: numbers[line])

    with_ledger(patch, lines)


# --- names, keys, addresses -----------------------------------------------------------------------------------------
@leak("views", 34)
def an_address_made_from_the_key(patch: Patch) -> None:
    def keyed(ledger: Any, verdict: Any, found: Any) -> None:
        keys = [ledger.strings[key] for key in ledger.entities.key[verdict.entities].tolist()]
        address = lambda entity: slug(keys[found.entities.person(entity)])  # noqa: E731
        change(found, "names", Leaky(found.names, address=address))

    with_ledger(patch, keyed)


@leak("views", 1)
def every_name_known(patch: Patch) -> None:
    """A name is taken for revealed whatever its stamp says."""
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "name"))))


def _roles(ledger: Any, *roles: Any) -> Any:
    return ledger.vocabulary.with_role(*roles)


def _deciding(more: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """`decide`, with the lines of some rows revealed to everybody."""
    decide, asked = decision.decide, reveal.reveal

    def deciding(ledger: Any, passed: Any, *viewer: Any) -> Any:
        lines = np.unique(ledger.rows.line[more(ledger, None)])

        def revealing(*args: Any) -> Any:
            found = asked(*args)
            shown = found.lines.copy()
            shown[lines] = True
            return replace(found, lines=shown)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(decision, "reveal", revealing)
            return decide(ledger, passed, *viewer)

    return deciding


@leak("views", 7)
def an_identity_merged_early(patch: Patch) -> None:
    """People are made one before the viewer learns that they are."""
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "identity"))))


@leak("views", 3)
def an_end_known_early(patch: Patch) -> None:
    """That a state ends is told with its beginning."""

    def endings(ledger: Any, _: Any) -> Any:
        ends = [n for n, verb in enumerate(ledger.vocabulary.verbs) if verb.shape == "ending"]
        return np.isin(ledger.rows.verb, ends)

    patch.setattr(gate, "decide", _deciding(endings))


@leak("views", 122)
def a_death_known_early(patch: Patch) -> None:
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "death"))))


@leak("views", 10)
def pictures_known_early(patch: Patch) -> None:
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "image"))))


@leak("views", 22)
def news_for_everybody(patch: Patch) -> None:
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "news"))))


@leak("views", 1)
def prose_for_everybody(patch: Patch) -> None:
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "prose"))))


@leak("views", 3)
def roles_for_everybody(patch: Patch) -> None:
    """Who plays whom, before the character has appeared."""
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "part"))))


@leak("views", 168)
def kinds_for_everybody(patch: Patch) -> None:
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "kind"))))


@leak("views", 1)
def titles_for_everybody(patch: Patch) -> None:
    """A title that is itself a secret is listed."""
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "title name"))))


@leak("views")
def installments_in_facts_for_everybody(patch: Patch) -> None:
    """What an installment picks up, or depends on, before that is shown."""
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: ledger.parts.row))


@leak("views", 147)
def a_fact_of_an_installment_that_is_not_listed(patch: Patch) -> None:
    """The places of facts are told although the listing has no such title."""

    def places(ledger: Any, verdict: Any, found: Any) -> None:
        it, rows = ledger.parts, ledger.rows
        title = np.where(it.of_object, rows.object[it.row], rows.subject[it.row])
        hidden = ~verdict.entities[title]
        said = list(zip(it.season[hidden].tolist(), it.number[hidden].tolist(), strict=True))
        change(found, "description", f"{found.description} {said}")

    with_ledger(patch, places)


# --- doubles, ways and frames ---------------------------------------------------------------------------------------
@leak("doubles")
def unmasked_early(patch: Patch) -> None:
    """Who was taken for another is known with the fact."""
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "taken for"))))


@leak("doubles")
def a_true_one_linked_early(patch: Patch) -> None:
    """The rows of the true ones do not wait, so that their names and pages are known before the stamp."""

    def known(ledger: Any) -> Any:
        found = prepared(ledger)
        none = found.waiting.true[:0]
        return Leaky(found, waiting=found.waiting._replace(true=none, true_line=none))

    patch.setattr(closing, "prepared", known)


@leak("doubles")
def a_frame_known_early(patch: Patch) -> None:
    """That it is a frame is known with what is in it."""
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "frame"))))


@leak("doubles")
def a_frame_counted_in_the_ledger(patch: Patch) -> None:
    """A frame has the number of its line in the ledger."""

    def frames(ledger: Any, verdict: Any, found: Any) -> None:
        new = np.full(len(verdict.lines), -1)
        new[verdict.lines] = np.arange(np.count_nonzero(verdict.lines))
        numbers = dict(zip(new[verdict.frames.framed].tolist(), verdict.frames.frame.tolist(), strict=True))
        relabelled(found, numbers.get)

    with_ledger(patch, frames)


@leak("doubles")
def what_hangs_on_an_unmasking(patch: Patch) -> None:
    """How many pairs of a fact could turn out to be somebody else's."""

    def hanging(ledger: Any, verdict: Any, found: Any) -> None:
        lines = ledger.rows.line[ledger.disguises.row].tolist()
        old = np.flatnonzero(verdict.lines).tolist()
        relabelled(found, lambda line: lines.count(old[line]))

    with_ledger(patch, hanging)


@leak("doubles")
def ways_of_scenes_that_were_not_seen(patch: Patch) -> None:
    """The legend has every way in which somebody will be there."""
    patch.setattr(building, "_labels", lambda it: {
        it.ledger.strings[n].partition(", ")[0] for n in np.unique(it.ledger.rows.label).tolist()
    })  # fmt: skip


@leak("doubles", 28)
def a_true_one_named_in_words(patch: Patch) -> None:
    """The words of a fact, and its reasons, name the true one before they are unmasked, if they are known at all."""

    def unmasked(it: Any, column: Any, true: Any) -> Any:
        found, table = column.take(it.mentions), it.ledger.unmaskings
        known = it.verdict.lines.take(it.ledger.mentions.line.take(table.mention))
        known &= it.verdict.entities.take(table.entity)
        found[np.searchsorted(it.mentions, table.mention[known])] = true[known]
        return found

    patch.setattr(copies, "_unmasked", unmasked)


@leak("compiled doubles", 15)
def whose_frame_it_really_is(patch: Patch) -> None:
    """The owner of a frame is the one that is written, be it the true one or the other."""
    patch.setattr(statement_rows.DisguiseRows, "whose", lambda it, link: [(it._intern(link.key), NONE, 0)])


def _as_if_not_taken(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` of the linker, for which the rows of true ones are as all others."""

    def found(state: Any, *args: Any) -> Any:
        plain = FrozenDict({**state.disguises, "true": np.zeros_like(state.disguises["true"])})
        return function(replace(state, disguises=plain), *args)

    return found


@leak("compiled doubles", 2)
def a_role_that_a_true_one_reveals(patch: Patch) -> None:
    """Somebody appears in a title, for those who wait for it, while everybody takes them for another."""
    patch.setattr(reveals, "_appearances", _as_if_not_taken(reveals._appearances))


@leak("compiled doubles", 200)
def a_public_fact_that_names_a_true_one(patch: Patch) -> None:
    """What everybody may see makes the true one's name public."""
    patch.setattr(public_names, "_written_names", _as_if_not_taken(public_names._written_names))


@leak("compiled doubles", 2)
def people_in_the_order_of_who_was_written(patch: Patch) -> None:
    """People are named in the order of their keys, be it the true one's or the other's."""
    rows = segment_module._SegmentBuilder._disguised_rows

    def sorted_rows(it: Any, statement: Any, *args: Any) -> None:
        people, things = (
            tuple(sorted(end, key=lambda link: link.key)) for end in (statement.subjects, statement.objects)
        )
        rows(it, replace(statement, subjects=people, objects=things, ways=()), *args)

    patch.setattr(segment_module._SegmentBuilder, "_disguised_rows", sorted_rows)


@leak("compiled doubles")
def a_fact_known_by_the_stamp_that_unmasks(patch: Patch) -> None:
    """The stamp of an unmasking is taken for one that reveals the fact."""
    rows = segment_module._SegmentBuilder._disguised_rows

    def more(it: Any, statement: Any, line: int, *args: Any) -> None:
        further = [it._alternative(way) for taken in statement.taken for way in taken.alternatives]
        new = [n for n in dict.fromkeys(further) if n not in it.line_alternatives[-it.lines[line][0] :]]
        it.line_alternatives.extend(new)
        it.lines[line] = (it.lines[line][0] + len(new), *it.lines[line][1:])
        rows(it, statement, line, *args)

    patch.setattr(segment_module._SegmentBuilder, "_disguised_rows", more)


# --- alternatives, closure, disproofs -------------------------------------------------------------------------------
@leak("views", 5)
def the_source_of_an_alternative_that_was_not_passed(patch: Patch) -> None:
    decide = decision.decide

    def deciding(ledger: Any, passed: Any, *viewer: Any) -> Any:
        verdict = decide(ledger, passed, *viewer)
        return replace(verdict, alternative=ledger.lines.alternatives[ledger.lines.alternative_start[1:] - 1])

    patch.setattr(gate, "decide", deciding)


@leak("views", 1)
def the_place_of_an_alternative_that_was_not_passed(patch: Patch) -> None:
    """A fact stands where it is first shown, not where this viewer learnt it."""

    def placed(ledger: Any, verdict: Any, found: Any) -> None:
        order = np.maximum.reduceat(ledger.stamps.order[ledger.stamps.needs], ledger.stamps.start[:-1])
        first = np.minimum.reduceat(order[ledger.lines.alternatives], ledger.lines.alternative_start[:-1])
        kept = first[verdict.lines].tolist()
        relabelled(found, lambda line: kept[line])

    with_ledger(patch, placed)


@leak("views", 1)
def any_position_of_an_alternative_is_enough(patch: Patch) -> None:
    """`A + B` is taken for `A; B`."""
    asked = reveal.alternatives_passed

    def passed(stamps: Any, limits: Any) -> Any:
        inside = stamps.installment >= 0
        reached = np.zeros(len(inside), np.bool_)
        reached[inside] = limits[stamps.installment[inside]] >= stamps.seconds[inside]
        reached[PUBLIC] = True
        return np.logical_or.reduceat(reached[stamps.needs], stamps.start[:-1]), asked(stamps, limits)[1]

    patch.setattr(reveal, "alternatives_passed", passed)


@leak("views", 1)
def an_installment_that_was_begun_counts_as_passed(patch: Patch) -> None:
    asked = reveal.alternatives_passed
    patch.setattr(
        reveal, "alternatives_passed", lambda stamps, limits: asked(stamps, np.where(limits >= 0, END, limits))
    )


@leak("views", 1)
def the_season_of_what_was_seen_counts_as_passed(patch: Patch) -> None:
    """Who has seen an episode has seen the rest of its title."""
    decide = decision.decide

    def deciding(ledger: Any, passed: Any, *viewer: Any) -> Any:
        titles = ledger.installments.title
        begun = np.isin(titles, titles[passed >= 0])
        return decide(ledger, np.where(begun, END, passed), *viewer)

    patch.setattr(gate, "decide", deciding)


@leak("views", 7)
def someone_kept_whom_nothing_visible_links(patch: Patch) -> None:
    decide = decision.decide

    def deciding(ledger: Any, passed: Any, *viewer: Any) -> Any:
        verdict = decide(ledger, passed, *viewer)
        everybody = np.ones(len(ledger.entities.key), np.bool_)
        return replace(verdict, entities=verdict.entities | (ledger.entities.name > 0), linked=everybody)

    patch.setattr(gate, "decide", deciding)


@leak("views", 88)
def a_disproof_that_is_not_known(patch: Patch) -> None:
    """A belief is marked as wrong for everybody who holds it."""
    decide = decision.decide

    def deciding(ledger: Any, passed: Any, *viewer: Any) -> Any:
        verdict = decide(ledger, passed, *viewer)
        wrong = np.zeros(len(verdict.lines), np.bool_)
        wrong[ledger.disproofs.belief] = True
        return replace(verdict, disproved=wrong & verdict.lines)

    patch.setattr(gate, "decide", deciding)


@leak("views", 32)
def the_time_of_a_scene_that_was_not_seen(patch: Patch) -> None:
    """The span of a scene, for who knows of it from elsewhere."""
    decide = decision.decide

    def deciding(ledger: Any, passed: Any, *viewer: Any) -> Any:
        verdict = decide(ledger, passed, *viewer)
        return replace(verdict, timed=np.ones(len(verdict.lines), np.bool_))

    patch.setattr(gate, "decide", deciding)


# --- the listing ----------------------------------------------------------------------------------------------------
@leak("views", 2)
def names_of_installments_beyond_the_posture(patch: Patch) -> None:
    patch.setattr(building, "posture", _naming(np.ones_like))


@leak("views", 2)
def names_of_the_two_next_installments(patch: Patch) -> None:
    patch.setattr(building, "posture", _naming(lambda named: named | np.roll(named, 1)))


def _naming(more: Callable[[Any], Any]) -> Callable[..., Any]:
    """A posture that shows more names."""
    asked = disclose.posture

    def posture(*places: Any, **passed: Any) -> Any:
        shown = asked(*places, **passed)
        return replace(shown, names=more(shown.names))

    return posture


@leak("views", 2)
def names_as_if_all_were_wanted(patch: Patch) -> None:
    """Another viewer's choice: the names of all installments."""
    asked = disclose.posture
    patch.setattr(building, "posture", lambda _, *places, **passed: asked(Posture("all"), *places, **passed))


# --- maps -----------------------------------------------------------------------------------------------------------
def with_drafts(patch: Patch, change: Callable[[Any, list[Any], dict[int, int]], list[Any]]) -> None:
    """Changes a map's moments, knowing of each entity of the view how many statements of the whole ledger name it."""
    drafts = moment_table.drafts
    known: dict[int, dict[int, int]] = {}

    def count(ledger: Any, verdict: Any, found: Any) -> None:
        kept = np.flatnonzero(verdict.entities).tolist()
        counts = np.bincount(ledger.rows.subject[ledger.rows.subject >= 0], minlength=len(verdict.entities))
        known[id(found)] = {new: int(counts[old]) for new, old in enumerate(kept)}

    def drawn(view: Any, scope: Any, *order: Any) -> MomentTable:
        return MomentTable.of(view, change(view, list(drafts(view, scope, *order)), known[id(view)]))

    with_ledger(patch, count)
    patch.setattr(story_strands, "drafts", drawn)


@leak("views", 5)
def a_layer_kept_for_a_hidden_scene(patch: Patch) -> None:
    """Space at the end of a map for everything that is still to come."""

    def space(_: Any, found: list[Any], counts: dict[int, int]) -> list[Any]:
        return found + found[-1:] * (sum(counts.values()) % 7)

    with_drafts(patch, space)


@leak("views", 97)
def a_line_that_runs_to_its_hidden_end(patch: Patch) -> None:
    """Who is named where this viewer has not been yet stays on stage up to the edge."""

    def run_on(view: Any, found: list[Any], counts: dict[int, int]) -> list[Any]:
        for person in [n for draft in found for n in draft.people()]:
            told = sum(person in fact.subjects for fact in view.facts.of())
            if counts.get(person, 0) > told and person not in found[-1].people():
                found[-1] = found[-1]._replace(alone=(*found[-1].alone, person))
        return found

    with_drafts(patch, run_on)


@leak("views", 24)
def an_order_of_lines_by_what_is_hidden(patch: Patch) -> None:
    """Whoever is named most in the whole ledger comes first."""

    by_weight: dict[int, int] = {}

    def weigh(_: Any, found: list[Any], counts: dict[int, int]) -> list[Any]:
        by_weight.clear()
        by_weight.update(counts)
        return found

    with_drafts(patch, weigh)
    patch.setattr(MomentDraft, "people", lambda it: sorted(it.present, key=lambda n: (-by_weight.get(n, 0), n)))


@leak("views", 1838)
def an_order_of_lines_by_number(patch: Patch) -> None:
    """A view's numbers are in the order of keys."""
    patch.setattr(MomentTable, "people", lambda it: sorted({n for draft in it for n in draft.present}))


@leak("views", 5)
def a_place_in_the_story_that_is_not_known(patch: Patch) -> None:
    """A moment is tied back as far as there are statements in the whole ledger."""

    def tie(view: Any, found: list[Any], order: Any, person: Any) -> list[Belonging]:
        return [Belonging(None if at % 2 else whole_ledger[0] % 5) for at in range(len(found))]

    whole_ledger = [0]

    def count(ledger: Any, _: Any, __: Any) -> None:
        whole_ledger[0] = len(ledger.lines.ref)

    with_ledger(patch, count)
    patch.setattr(moments_in_words, "belonging", tie)


# --- the fewest crossings -------------------------------------------------------------------------------------------
def by_address(found: Strands) -> dict[str, int]:
    """The line of each address."""
    return {strand.who.address: n for n, strand in enumerate(found.strands)}


@leak("views", 11)
def a_place_in_a_secret_title_that_something_comes_before(patch: Patch) -> None:
    def visible(ledger: Any, verdict: Any) -> Any:
        table = ledger.relations
        return np.flatnonzero((table.place | verdict.lines.take(table.target)) & verdict.lines.take(table.line))

    patch.setattr(building, "visible_relations", visible)


@leak("views", 7)
def places_in_lives_known_early(patch: Patch) -> None:
    patch.setattr(gate, "decide", _deciding(lambda ledger, _: np.isin(ledger.rows.verb, _roles(ledger, "own order"))))


@leak("proved maps")
def a_proved_order_kept_under_the_name_of_its_map(patch: Patch) -> None:
    """The file of a proof is named after the map. Whoever asks next is handed the same order, without those whom they
    do not know."""
    fewest = build.fewest

    def handed(found: Strands, *args: Any) -> Ordered:
        number, chart = by_address(found), chart_of(found)
        place = cast("Path", cache_folder()) / f"{found.level} {found.about and found.about.address}.json"
        if place.exists():
            lines = [[number.get(who) for who in order] for order in json.loads(place.read_text(encoding="utf-8"))]
            both = zip(lines, chart.layers, strict=False)
            return certified(chart, [[n for n in order if n in layer.present] for order, layer in both], 0)
        ordered: Ordered = fewest(found, *args)
        named = [[found.strands[n].who.address for n in order] for order in ordered.orders]
        place.write_text(json.dumps(named), encoding="utf-8")
        return ordered

    patch.setattr(build, "fewest", handed)


@leak("proved maps")
def a_proved_order_close_to_one_of_the_whole_ledger(patch: Patch) -> None:
    """Of the orders with the fewest crossings the one in which those stand first who are named most in all."""
    weight: dict[str, int] = {}

    def count(ledger: Any, verdict: Any, found: Any) -> None:
        counts = np.bincount(ledger.rows.subject[ledger.rows.subject >= 0], minlength=len(verdict.entities))
        kept = np.flatnonzero(verdict.entities).tolist()
        weight.update({found.names.address(new): int(counts[old]) for new, old in enumerate(kept)})

    searched = build.fewest
    asked: list[Strands] = []

    def fewest(found: Strands, *args: Any) -> Ordered:
        asked.append(found)
        ordered: Ordered = searched(found, *args)
        return ordered

    def ordered(chart: Chart, _: object) -> Ordered:
        first = {n: (-weight.get(address, 0), n) for address, n in by_address(asked[-1]).items()}
        orders = []
        for layer in chart.layers:
            begin = {n: min(map(first.__getitem__, group)) for group in layer.groups for n in group}
            orders.append(sorted(layer.present, key=lambda n: (begin.get(n, first[n]), first[n])))
        return certified(chart, orders, 0)

    with_ledger(patch, count)
    patch.setattr(build, "fewest", fewest)
    patch.setattr(ordering, "order_at_once", ordered)


@leak("proved pages")
def how_far_the_last_search_was_whoever_asked(patch: Patch) -> None:
    from intertwine.web.pages import map as pages

    last: list[map_searches.MapSearch] = []
    begun = map_searches.MapSearches._begun

    def begin(it: Any, asked: Any, found: Strands) -> Any:
        search = begun(it, asked, found)
        last[:] = [search] if search else last
        return search

    told = pages._progress
    patch.setattr(map_searches.MapSearches, "_begun", begin)
    patch.setattr(pages, "_progress", lambda search: told(last[-1] if last else search))


@leak("proved pages")
def a_picture_kept_for_whoever_asks_at_its_address(patch: Patch) -> None:
    get = map_queue.MapQueue.get

    def kept(it: Any, made_from: Any, turn: int, make: Any) -> bytes:
        what, (book, _universe, _progress, _posture, about), *rest = made_from
        return get(it, (what, book, about, *rest), turn, make)

    patch.setattr(map_queue.MapQueue, "get", kept)


# --- the edges ------------------------------------------------------------------------------------------------------
@leak("commands", 1)
def did_you_mean_from_all_names(patch: Patch) -> None:
    """The nearest name of all, visible or not."""
    complain = complained
    asking: dict[str, Any] = {}
    seen = Universe.seen

    def remember(it: Any, *args: Any) -> Any:
        asking["ledger"] = it._ledger
        return seen(it, *args)

    def suggest(err: Any, message: str, hint: str) -> None:
        from difflib import get_close_matches

        names = asking["ledger"].strings.all() if asking else []
        complain(err, message, f"did you mean {get_close_matches(message.split(chr(34))[-2], names, 1, 0.3)}?")

    patch.setattr(Universe, "seen", remember)
    patch.setattr("intertwine.cli.ask.complain", suggest)


@leak("commands", 1)
def another_exit_code_for_what_is_hidden(patch: Patch) -> None:
    """Exit 3 for a name that exists."""
    found = NameIndex.find
    seen = Universe.seen
    known: set[str] = set()

    def remember(it: Any, *args: Any) -> Any:
        known.clear()
        known.update(it._ledger.strings.all())
        return seen(it, *args)

    def find(it: Any, text: str) -> Any:
        answer = found(it, text)
        if not answer and text in known:
            raise SystemExit(3)
        return answer

    main = cli.main
    patch.setattr(whole, "main", lambda *args: _exit(main, *args))
    patch.setattr(Universe, "seen", remember)
    patch.setattr(NameIndex, "find", find)


def _exit(main: Callable[..., int], *args: Any) -> int:
    try:
        return main(*args)
    except SystemExit as stop:
        return int(stop.code or 0)


# --- what people type -----------------------------------------------------------------------------------------------
@leak("commands", 1)
@leak("requests", 1)
def a_choice_among_hidden_titles(patch: Patch) -> None:
    """A typed name is looked for among all titles, so that a secret namesake makes it ambiguous."""
    called = NameLookup.called
    patch.setattr(NameLookup, "called", lambda it, typed, _: called(it, typed, frozenset(it._table.bearer)))


@leak("commands", 1)
@leak("requests", 1)
def a_hint_at_a_hidden_title(patch: Patch) -> None:
    """The nearest title is looked for among all of them."""
    alike = progress_errors._alike

    def all_alike(reader: Any, failure: Any, meaning: Any) -> list[str]:
        return alike(reader, failure._replace(known=reader.names.all), meaning)

    patch.setattr(progress_errors, "_alike", all_alike)


@leak("commands", 1)
@leak("requests", 1)
def a_wrong_term_judged_by_what_it_would_reveal(patch: Patch) -> None:
    """What is wrong is explained to somebody who knows every title."""

    def explained(reader: Any, failure: Any) -> Exception:
        return error(reader, failure._replace(known=reader.names.all))

    error = progress_errors.error
    patch.setattr(progress_text, "error", explained)


@leak("commands", 5)
@leak("requests", 5)
def a_text_is_too_long_where_it_is_longer_than_every_name(patch: Patch) -> None:
    """The longest name of all, hidden ones among them, says how long a text may be."""
    patch.setattr(names, "longest_text", lambda longest: 4 * longest + 1000 if longest else 10**9)


@leak("commands", 5)
@leak("requests", 5)
def the_first_wrong_terms_that_name_a_hidden_title(patch: Patch) -> None:
    """Of many wrong terms those are counted that name what is hidden: guesses crowd out a claim."""

    look = Claims._look_at_more

    def only_hidden(it: Any) -> None:
        it._texts[:] = [text for text in it._texts if it._shapes[text[0]].ever.called - it._table.public]
        heapify(it._texts)
        look(it)

    patch.setattr(Claims, "_look_at_more", only_hidden)


@leak("commands", 5)
@leak("requests", 5)
def the_first_namesakes_of_a_claim(patch: Patch) -> None:
    """Of very many hidden titles that a claim could mean the first are looked at."""
    named = Claims._named
    patch.setattr(Claims, "_named", lambda *args: frozenset(sorted(named(*args))[:50]))


@leak("commands", 4)
@leak("requests", 4)
def what_came_out_before_a_day_of_all_titles(patch: Patch) -> None:
    """ "Before" passes installments of titles that nobody made known."""
    patch.setattr(Timetable, "is_of", lambda it, _: np.ones(it.installments, np.bool_))


@leak("commands", 1)
@leak("requests", 1)
def a_claim_that_the_next_place_takes_back(patch: Patch) -> None:
    """A secret title is admitted for its name, whatever part of it is then said to be seen."""
    patch.setattr(Claims, "_remaining", lambda *args: args[2].effects)


@leak("requests")
def an_etag_from_the_universe(patch: Patch) -> None:
    """A header that changes whenever anything in the universe does."""
    _header(patch, lambda universe: {"ETag": f'"{universe.hash}"'})


@leak("requests")
def how_long_the_whole_would_be(patch: Patch) -> None:
    _header(patch, lambda universe: {"X-Size": str(len(universe._ledger.strings.blob))})


def _header(patch: Patch, headers: Callable[[Any], dict[str, str]]) -> None:
    from intertwine.web.server import server_of

    answer = middleware.Headers.__call__

    def more(it: Any, request: Any) -> Any:
        response = answer(it, request)
        for served in server_of(request).registry.universes:
            for name, value in headers(served.universe).items():
                response.headers[name] = value
        return response

    patch.setattr(middleware.Headers, "__call__", more)


@leak("requests")
def forbidden_where_a_missing_page_is_not_found(patch: Patch) -> None:
    """403 for somebody who is there but hidden."""
    from intertwine.web.server import server_of

    missing = errors.not_found
    answer = middleware.Headers.__call__

    def refuse(it: Any, request: Any) -> Any:
        response = answer(it, request)
        ledgers = [served.universe._ledger for served in server_of(request).registry.universes]
        names = [slug(name) for ledger in ledgers for name in ledger.strings.all()]
        last = request.path_info.rstrip("/").rpartition("/")[2]
        if response.status_code == 404 and last in names:
            response.status_code = 403
        return response

    assert callable(missing)
    patch.setattr(middleware.Headers, "__call__", refuse)


@pytest.mark.parametrize(("plant", "where", "begin"), LEAKS, ids=[f"{it[0].__name__}-{it[1]}" for it in LEAKS])
def test_a_planted_leak_turns_the_law_red(plant: Leak, where: str, begin: int, site: Site, monkeypatch: Patch) -> None:
    plant(monkeypatch)
    count = Count()
    if where.endswith("doubles"):
        for _, pair, known in rich_pairs(begin) if begin or where == "compiled doubles" else rich_start():
            if compare(pair, None, count, ["facts"], known) is not None:
                return
            assert count.pairs < MOST_PAIRS[where], f"not caught in {count.pairs} pairs"
    if where in crowd.LAYERS:
        assert any(crowd.compare_crowds(crowd.crowds(seed), where, site, count) for seed in range(MOST_CROWDS))
        return
    for seed, pair in pairs_from(FIRST + begin):
        # Most leaks into views show without their maps, which are most of the work.
        if where == "views" and compare(pair, None, Count(), ["facts"], ready(seed)) is not None:
            return
        if compare(pair, site, count, [where], ready(seed)) is not None:
            return
        assert count.pairs < MOST_PAIRS[where], f"not caught in {count.pairs} pairs"


def test_the_law_is_green_where_nothing_is_planted(site: Site) -> None:
    """Otherwise a leak that was planted would prove nothing."""
    count = Count()
    for seed, pair in pairs_from(FIRST):
        assert compare(pair, site, count, ready=ready(seed)) is None
        if count.pairs == share(3, 3):
            break
