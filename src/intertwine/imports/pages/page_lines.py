"""Scenes and facts as lines of a page, and where each of them stands."""

from collections.abc import Container, Iterable, Mapping

from intertwine.imports.pages.page_text import block_id, clock, position_text, stamp
from intertwine.imports.records import (
    CellAlternatives,
    FactRecord,
    NamedEnd,
    Position,
    QualifierCell,
    SceneRecord,
    Tables,
    TextPiece,
)
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Vocabulary, first_form

PageKeys = Mapping[str, str]
"""Keys by what they are of: "entity:jon", "title:got", "season:got:1" (of a series that is split). "fact:duel" is what
stands behind `^` for that fact, if it is not its id."""


def fact_mark(id_: str, keys: PageKeys) -> str:
    """What stands behind `^` for the fact `id_`."""
    return keys.get(f"fact:{id_}") or block_id(id_)


def named(what: Iterable[NamedEnd], keys: PageKeys, ways: tuple[str, ...] = ()) -> str:
    """A list of links to `what`, with `ways`, a note for each of them ("": none), behind them. `keys` are those of
    pages."""
    texts = [position_text(it, keys) if isinstance(it, Position) else f"[[{keys[it]}]]" for it in what]
    if ways:
        texts = [f"{text} ({note})" if note else text for text, note in zip(texts, ways, strict=True)]
    return ", ".join(texts)


def scene_lines(scene: SceneRecord, keys: PageKeys, form: str) -> list[str]:
    """The `scene` with its qualifiers as lines of a page. `keys` holds those of its people and its place; `form` is the
    wording of a scene.

    A start alone is left out: the line would be revealed then, before the scene is over; without a time it is revealed
    with its installment.
    """
    time = ""
    if scene.end != NONE:
        time = f"{clock(scene.start)}-{clock(scene.end)} " if scene.start != NONE else f"{clock(scene.end)} "
    people = f" {named([f'entity:{it}' for it in scene.people], keys, scene.ways)}" if scene.people else ""
    place = f" at [[{keys['entity:' + scene.place]}]]" if scene.place else ""
    id_ = f" ^{fact_mark(scene.id, keys)}" if scene.id else ""
    return [f"- {time}{form}{people}{place}{id_}", *qualifier_lines(scene.qualifiers, keys)]


def home(alternatives: CellAlternatives) -> Position:
    """The position under whose heading a statement with these alternatives stands: the last of the first one."""
    return alternatives[0][-1]


def fact_lines(fact: FactRecord, keys: PageKeys) -> list[str]:
    """A fact with its qualifiers, to stand under the heading of its `home`."""
    place = home(fact.revealed)
    lead = f"{clock(place.seconds)} " if place.seconds != NONE else ""
    subjects = named(fact.subjects, keys, fact.ways)
    colon = fact.form.endswith(":")
    words = [fact.form, subjects] if colon else [subjects, fact.form]
    if fact.objects:
        words.append(named(fact.objects, keys))
    if fact.ref:
        words.append(f"^{fact_mark(fact.ref, keys)}")
    quoted = f'"{fact.text}"' if fact.text else ""
    # Words that are the object stand before the place, words that come on top of it behind.
    is_object = "text" in fact.verb.objects and not (fact.objects or fact.ref or colon)
    at = f"at [[{keys['entity:' + fact.place]}]]" if fact.place else ""
    to = f"{fact.verb.recipient} [[{keys['entity:' + fact.recipient]}]]" if fact.recipient else ""
    words += [quoted, to, at] if is_object else [to, at, quoted]
    if fact.id:
        words.append(f"^{fact_mark(fact.id, keys)}")
    lines = [f"- {lead}{' '.join(filter(None, words))}"]
    first, others = fact.revealed[0], fact.revealed[1:]
    needs = [(position,) for position in first if position != place] if len(first) > 1 else []
    if needs:
        lines.append(f"  - needs: {' + '.join(stamp((needed,), keys) for needed in needs)}")
    if fact.source:
        lines.append(f"  - source: {fact.source}")
    lines += [f"  - also known: {stamp((alternative,), keys)}" for alternative in others]
    if fact.true:
        lines.append(f"  - true: {fact.true}")
    return [*lines, *qualifier_lines(fact.qualifiers, keys)]


def qualifier_lines(qualifiers: Iterable[QualifierCell], keys: PageKeys) -> list[str]:
    """The `qualifiers` of a scene or a fact as lines of a page. `keys` are those of pages."""
    return [f"  - {it.name}: {text_of(it.parts, keys)}" for it in qualifiers]


def text_of(parts: Iterable[TextPiece], keys: PageKeys) -> str:
    """The `parts` of a text, one behind the other. `keys` are those of pages."""
    return "".join(_text(part, keys) for part in parts)


def _text(part: TextPiece, keys: PageKeys) -> str:
    if part.ref:
        key = keys[part.ref]
        return f"[[{key}]]" if part.shown in ("", key) else f"[[{key}|{part.shown}]]"
    if part.fact:
        return f"^{fact_mark(part.fact, keys)}"
    if part.place:
        return position_text(part.place, keys)
    return stamp(part.stamp, keys) if part.stamp else part.words


@record
class Placed:
    """Lines by the heading under which they stand; `public` by the ref of what the page is about."""

    public: dict[str, list[str]]
    titles: dict[str, list[str]]
    seasons: dict[tuple[str, int], list[str]]
    installments: dict[tuple[str, int, int], list[str]]

    def below(self, at: Position, page: str) -> list[str]:
        """The lines below the heading of the position `at`; of what is public, those of `page`, a ref."""
        if at.kind == "public":
            return self.public.setdefault(page, [])
        if at.kind == "title":
            return self.titles.setdefault(at.title, [])
        if at.kind == "season":
            return self.seasons.setdefault((at.title, at.season), [])
        return self.installments.setdefault((at.title, at.season, at.number), [])


def public_home(fact: FactRecord, tables: Tables, shared: Container[str]) -> str:
    """What the page is of on which a public `fact` stands: its first subject; where others have written the page of
    that entity (it is `shared`), the first of those in the fact that have another page; at last the first title
    of the `tables`. "" where there is none."""
    named = (*fact.subjects, *fact.objects)
    ends = (f"title:{it.title}" if isinstance(it, Position) else it for it in named)
    return first_own((*ends, *(f"title:{id_}" for id_ in tables.titles)), shared)


def first_own(refs: Iterable[str], shared: Container[str]) -> str:
    """The first of `refs` on whose page this source can write; "" where there is none. What is said of a title has a
    page even where its own is `shared`."""
    return next((ref for ref in refs if ref.startswith("title:") or ref not in shared), "")


def place_lines(tables: Tables, keys: PageKeys, vocabulary: Vocabulary, shared: Container[str] = frozenset()) -> Placed:
    """Every scene and fact of `tables` under its heading: scenes first, in the order shown, then facts in the table's
    order. `keys` are those of all pages; `vocabulary` has the wording of a scene. The pages of what is `shared` are not
    written."""
    placed, form = Placed({}, {}, {}, {}), first_form(vocabulary, "scene")
    scenes: dict[tuple[str, int, int], list[SceneRecord]] = {}
    for scene in tables.scenes:
        it = tables.installments[scene.installment]
        scenes.setdefault((it.title, it.season, it.number), []).append(scene)
    for where, shown in scenes.items():
        if all(scene.start != NONE for scene in shown):
            shown.sort(key=lambda scene: scene.start)
        placed.installments[where] = [line for scene in shown for line in scene_lines(scene, keys, form)]
    for fact in tables.facts:
        at = home(fact.revealed)
        page = public_home(fact, tables, shared) if at.kind == "public" else ""
        placed.below(at, page).extend(fact_lines(fact, keys))
    return placed
