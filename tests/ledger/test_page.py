"""Pages: front matter, headings, prose and notes."""

import pytest

from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.ledger.read.vocabulary import read as read_verbs
from intertwine.model.problem import Problem
from intertwine.model.sentinels import RANK_STEP
from intertwine.model.statement import Link, Page, PositionText, Statement


def parse(text: str, path: str = "titles/Daredevil.md") -> tuple[Page, tuple[Problem, ...]]:
    return parse_page(path, text, built_in())


def good(text: str, path: str = "titles/Daredevil.md") -> Page:
    page, problems = parse(text, path)
    assert problems == ()
    return page


def codes(text: str) -> list[str]:
    return [problem.code for problem in parse(text)[1]]


def by_verb(page: Page, verb: str) -> list[Statement]:
    return [statement for statement in page.statements if statement.verb == verb]


LISTING = """---
kind: series
name: Marvel's Daredevil
year: 2015
certification: {US-TV: TV-MA, DE-FSK: 16}
genres: [Action, Crime]
platform: Netflix
logline: A lawyer by day.
status: ended
ids: {imdb: tt3322312, tmdb: 61889}
images:
  - {file: poster.jpg, alt: A man in red, revealed: public}
cast:
  - "[[Charlie Cox]] as [[Matt Murdock]] (public role)"
  - "[[Jon Bernthal]] as [[Frank Castle]] (public)"
  - "[[Elodie Yung]] as [[Elektra]] and [[Black Sky]]"
  - "[[Stan Lee]] (public)"
---
"""


def test_a_title_listing_is_public() -> None:
    page = good(LISTING)
    assert (page.kind, page.key, page.name, page.year) == ("series", "Daredevil", "Marvel's Daredevil", 2015)
    listed = [s for s in page.statements if s.first_appearance is None]
    assert {s.alternatives[0].positions[0].kind for s in listed} == {"public"}
    assert [(s.label, s.text) for s in by_verb(page, "certification")] == [("US-TV", "TV-MA"), ("DE-FSK", "16")]
    assert [(s.rank, s.text) for s in by_verb(page, "genre")] == [(1, "Action"), (2, "Crime")]
    assert [(s.label, s.text) for s in by_verb(page, "outside id")] == [("imdb", "tt3322312"), ("tmdb", "61889")]
    assert [(s.label, s.text) for s in by_verb(page, "image")] == [("A man in red", "poster.jpg")]
    assert [s.text for s in by_verb(page, "title name")] == ["Marvel's Daredevil"]
    assert all(s.subjects == (Link("Daredevil"),) for s in listed if s.verb not in ("acts in", "plays"))


def test_a_cast_line_is_billing_and_role_each_with_its_own_stamp() -> None:
    page = good(LISTING)
    billing = [
        (s.subjects[0].key, s.rank, s.first_appearance and s.first_appearance.key) for s in by_verb(page, "acts in")
    ]
    roles = [(s.objects[0].key, s.rank, s.first_appearance and s.first_appearance.key) for s in by_verb(page, "plays")]
    assert billing == [
        ("Charlie Cox", 1, None),
        ("Jon Bernthal", 2, None),
        ("Elodie Yung", 3, "Elektra"),
        ("Stan Lee", 4, None),
    ]
    assert roles == [
        ("Matt Murdock", 1, None),
        ("Frank Castle", 2, "Frank Castle"),
        ("Elektra", 3, "Elektra"),
        ("Black Sky", 3, "Black Sky"),
    ]
    assert by_verb(page, "plays")[0].place == Link("Daredevil")
    waiting = [s for s in page.statements if s.first_appearance]
    assert {s.alternatives[0].positions[0].kind for s in waiting} == {"impossible"}


def test_a_secret_title_stamps_its_whole_listing_and_its_public_cast() -> None:
    page = good('---\nkind: film\nrevealed: Daredevil S1\ngenres: X\ncast: ["[[A]] as [[B]] (public role)"]\n---\n')
    assert {s.alternatives for s in page.statements} == {page.revealed}
    assert page.revealed[0].positions[0].title == "Daredevil"


def test_names_of_an_entity_are_ranked_and_stamped_and_one_may_be_implicit() -> None:
    page = good(
        "---\nkind: character\nnames:\n"
        "  - {name: Elektra Natchios, revealed: Daredevil 2x05}\n"
        "  - {name: Black Sky, revealed: Daredevil 2x12, rank: 9}\n"
        "  - {name: the woman in black, revealed: linked}\n---\n"
    )
    assert (page.name, page.name_rank, page.declared_names) == ("the woman in black", 3, True)
    assert [(s.text, s.rank) for s in by_verb(page, "name")] == [
        ("Elektra Natchios", 1),
        ("Black Sky", 9 * RANK_STEP + 2),
    ]


def test_without_names_the_key_without_its_parenthesis_is_the_name() -> None:
    page = good("---\nkind: character\n---\n", "people/Luke Cage (hero).md")
    assert (page.name, page.key, page.declared_names) == ("Luke Cage", "Luke Cage (hero)", False)
    assert good("---\nkind: character\nname: Luke\n---\n", "x/Luke Cage (hero).md").name == "Luke"
    stamped = good("---\nkind: character\nnames: [{name: L, revealed: A S1}]\n---\n", "people/Luke Cage.md")
    assert stamped.name == ""


def test_even_a_kind_can_be_stamped() -> None:
    page = good("---\nkind:\n  - {kind: object, revealed: linked}\n  - {kind: character, revealed: A S1}\n---\n")
    assert (page.kind, page.stamped_kind) == ("object", True)
    assert [s.text for s in by_verb(page, "kind")] == ["object", "character"]


def test_ids_of_an_entity_show_with_it_only_where_its_names_are_no_secret() -> None:
    plain = good("---\nkind: character\nids: {wikidata: Q1}\n---\n")
    assert by_verb(plain, "outside id")[0].alternatives[0].positions[0].kind == "linked"
    named = "---\nkind: character\nnames: [{name: A, revealed: B S1}]\nids: {}\n---\n"
    assert codes(named.replace("{}", "[{wikidata: Q1, revealed: B S1}]")) == []
    assert codes(named.replace("{}", "[{wikidata: Q1}]")) == ["unstamped"]
    assert codes(named.replace("{}", "{wikidata: Q1}")) == ["unstamped"]


def test_a_season_page_belongs_to_its_title() -> None:
    page = good("---\nkind: season\nof: Daredevil\n---\n## Season 2\n### 1. Bang\nA sentence.\n", "titles/DD S2.md")
    assert (page.of, page.key) == ("Daredevil", "DD S2")
    assert page.statements[0].subjects == (Link("Daredevil"),)


def test_a_universe_has_a_name_and_a_description() -> None:
    page = good("---\nkind: universe\nname: The Block\ndescription: Neighbours.\n---\n# The Block\n", "universe.md")
    assert (page.name, page.properties) == ("The Block", {"description": "Neighbours."})


def test_headings_declare_seasons_and_installments() -> None:
    page = good(
        LISTING + "## Season 1 (2015-04-10, 2 episodes)\n### 1. Into the Ring (~52 min)\n"
        "### 2. Cut Man (Part 1) (2015-04-11, 50 min)\n### 3. The Trial (Part 2)\n## Season 2 (announced 2015-04-21)\n"
    )
    assert [(s.number, s.episodes, s.announced, s.date) for s in page.seasons] == [
        (1, 2, False, (735698, 0)),
        (2, 0, True, (735709, 0)),
    ]
    assert [(i.number, i.name, i.date, i.minutes, i.about) for i in page.installments] == [
        (1, "Into the Ring", (735698, 0), 52, True),
        (2, "Cut Man (Part 1)", (735699, 0), 50, False),
        (3, "The Trial (Part 2)", (735698, 0), 0, False),
    ]


@pytest.mark.parametrize(
    ("written", "name", "date"),
    [
        ("Two (42 min, 2016)", "Two", "2016"),
        ("Two (2016, ~42 min)", "Two", "2016"),
        ("Two (2016-03)", "Two", "2016-03"),
        ("Two (released 2016)", "Two", "2016"),
        ("Two (Released 2016-03-05, 42 min)", "Two", "2016-03-05"),
        ("Two (Part 1) (42 min, 2016)", "Two (Part 1)", "2016"),
        ("Two (absolute 5, 2016)", "Two", "2016"),
        ("Summer (1984)", "Summer (1984)", "2015-04"),
        ("Summer (1984) (released 2016)", "Summer (1984)", "2016"),
    ],
)
def test_a_date_may_be_a_month_or_a_year(written: str, name: str, date: str) -> None:
    """A year alone may be the end of a name, and is; what has no date of its own has that of its season."""
    page = good(f"{LISTING}## Season 1 (2015-04, 1 episode)\n### 1. {written}\n## Season 2 (announced 2017)\n")
    assert [it.date.iso for it in page.seasons if it.date] == ["2015-04", "2017"]
    assert [(it.name, it.date and it.date.iso) for it in page.installments] == [(name, date)]


@pytest.mark.parametrize("date", ["2016", "2016-03", "2016-03-05"])
def test_a_film_may_have_come_out_in_a_year(date: str) -> None:
    (it,) = good(f"---\nkind: film\nreleased: {date}\n---\n").installments
    assert it.date is not None
    assert it.date.iso == date
    (season,) = good(f"{LISTING}## Season 1 ({date})\n").seasons
    assert season.date == it.date


def test_a_film_is_one_installment() -> None:
    page = good("---\nkind: film\nreleased: 2015-04-10\nminutes: ~98\n---\n")
    (it,) = page.installments
    assert (it.season, it.number, it.date, it.minutes, it.about) == (0, 0, (735698, 0), 98, True)


def test_a_synopsis_keeps_the_order_of_the_text_whatever_the_stamps() -> None:
    page = good("---\nkind: film\n---\n## Synopsis\n### Public\nOne. Two.\n### Jessica Jones 1x05\nThree [[X|y]].\n")
    prose = by_verb(page, "prose")
    assert [(s.text, s.section) for s in prose] == [
        ("One.", "Synopsis"),
        ("Two.", "Synopsis"),
        ("Three [[X|y]].", "Synopsis"),
    ]
    assert prose[2].alternatives[0].positions == (PositionText("installment", "Jessica Jones", 1, 5, column=5),)
    assert prose[2].text_links == (Link("X", "y", 7),)


def test_notes_are_never_facts() -> None:
    page = good(
        "---\nkind: film\n---\n### Public\n> a note\nthat goes on\n\n<!-- [[A]] dies\n\n- [[A]] dies -->\n"
        "```\n- [[A]] dies\n```\nOne <!-- hidden\n\nhidden --> sentence.\n\n## Notes\n### A S1\n- [[A]] dies\nfoo\n"
    )
    assert [s.text for s in by_verb(page, "prose")] == ["One sentence."]
    assert by_verb(page, "dies") == []


def test_half_a_link_hides_the_sentence() -> None:
    page, problems = parse("---\nkind: film\n---\n### Public\nWe see [[Matt Murdock and go. Fine.\n")
    assert [(p.code, p.line, p.column) for p in problems] == [("link-unreadable", 5, 8)]
    assert [s.alternatives[0].positions[0].kind for s in by_verb(page, "prose")] == ["impossible", "public"]


def test_a_page_in_windows_lines_says_the_same() -> None:
    text = LISTING + "## Season 1\n### 1. One\n- [[A]] dies\n  - true: 2015\n"
    assert parse(text.replace("\n", "\r\n")) == parse(text) == parse("\ufeff" + text)


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "kind-missing", 1, 1),
        ("---\nname: X\n---\n", "kind-missing", 1, 1),
        ("---\nkind: serie\n---\n", "unknown-kind", 2, 7),
        ("---\nkind: film\n", "front-matter-open", 1, 1),
        ("---\nkind: film\nname: [a\n---\n", "front-matter-unreadable", 3, 9),
        ("---\nkind: film\nname: &a x\n---\n", "front-matter-unreadable", 3, 7),
        ("---\nkind: film\nname: !!str x\n---\n", "front-matter-unreadable", 3, 7),
        ("---\nkind: film\nname: *a\n---\n", "front-matter-unreadable", 3, 7),
        ("---\nkind: " + "[" * 20 + "\n---\n", "front-matter-unreadable", 2, 14),
        ("---\n- film\n---\n", "front-matter-unreadable", 2, 1),
        ("---\nkind: film\n...\n--- x\n---\n", "front-matter-unreadable", 4, 1),
        ("---\nkind: film\nkind: short\n---\n", "field-twice", 3, 1),
        ("---\nkind: film\nnmae: x\n---\n", "unknown-field", 3, 1),
        ("---\nkind: film\nnames: x\n---\n", "unknown-field", 3, 1),
        ("---\nkind: film\nyear: soon\n---\n", "value-unreadable", 3, 7),
        ("---\nkind: film\nreleased: 2015?\n---\n", "date-unreadable", 3, 11),
        ('---\nkind: film\ncast:\n  - "[[A]] plays [[B]]"\n---\n', "cast-unreadable", 4, 5),
        ('---\nkind: film\ncast: ["[[A]]"]\n---\n', "cast-unreadable", 3, 8),
        ("---\nkind: season\n---\n", "season-without-title", 1, 1),
        ("---\nkind: film\nimages: [{file: a.jpg}]\n---\n", "unstamped", 3, 10),
        ("---\nkind: film\n---\n## Season 1\n", "season-misplaced", 4, 4),
        ("---\nkind: series\n---\n## Seasn 1\n", "unknown-section", 4, 4),
        ("---\nkind: series\n---\n### 1. One\n", "season-missing", 4, 5),
        ("---\nkind: series\n---\n## Season 1\n## Season 1\n", "season-twice", 5, 4),
        ("---\nkind: series\n---\n## Season 1\n### 1. A\n### 1. B\n", "installment-twice", 6, 5),
        ("---\nkind: series\n---\n## Season 1 (soon)\n", "heading-unreadable", 4, 14),
        ("---\nkind: series\n---\n## Season 1 (~50 min)\n", "heading-unreadable", 4, 14),
        ("---\nkind: series\n---\n## Season 1 (50 min each)\n", "heading-unreadable", 4, 14),
        ("---\nkind: series\n---\n## Season 1 (~0 min each)\n", "heading-unreadable", 4, 14),
        ("---\nkind: series\n---\n## Season 1 (~4000 words each)\n", "heading-unreadable", 4, 14),
        ("---\nkind: series\n---\n## Season 1\n### 1. A (52 mn)\n", "heading-unreadable", 5, 11),
        ("---\nkind: series\n---\n#### Deep\n", "heading-unreadable", 4, 6),
        ("---\nkind: person\n---\n### Whole season\n", "stamp-without-title", 4, 5),
        ("---\nkind: person\n---\n### Public\n<!-- x\n", "note-open", 5, 1),
        ("---\nkind: person\n---\n### Public\n```\nx\n", "note-open", 5, 1),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, code: str, line: int, column: int) -> None:
    _, problems = parse(text)
    assert [(p.code, p.line, p.column) for p in problems] == [(code, line, column)]


def test_below_a_section_that_cannot_be_read_everything_stays_hidden() -> None:
    page, problems = parse(
        "---\nkind: film\n---\n## Trivia\n### Public\n- [[A]] dies\n\n## Facts\n### Public\n- [[B]] dies\n"
    )
    assert [p.code for p in problems] == ["unknown-section"]
    assert [s.alternatives[0].positions[0].kind for s in by_verb(page, "dies")] == ["impossible", "public"]


def test_a_file_that_is_no_ledger_has_at_most_a_thousand_problems_and_a_last_word() -> None:
    found = codes("---\nkind: film\n---\n### Public\n" + "- [[A]] mets [[B]]\n" * 3000)
    assert (len(found), found[-1]) == (1001, "too-many-problems")


@pytest.mark.parametrize(
    "mark", ["[", '"', "- [[a", "[[a]] ", "^", ". ", "- ", "#", "<!--", "```\n", "; ", "x. [[A|", "+"]
)
def test_a_hostile_text_is_read_in_a_time_that_grows_with_its_length(mark: str) -> None:
    # A quadratic step would take minutes here.
    for head in ("", "- [[a]] ", "### "):
        parse("---\nkind: film\n---\n### Public\n" + head + mark * (300_000 // len(mark)))


def test_a_universe_cannot_take_a_listings_verb_away() -> None:
    """Its own wording of one is as good; but the role stays, since pages are listed with it."""
    lost, problems = read_verbs(
        '[prose]\nforms = ["says"]\n\n["acts in"]\nforms = ["stars in"]\nrole = "billing"\n', "verbs.toml", built_in()
    )
    assert [(it.line, it.code) for it in problems] == [(1, "verb-unusable"), (4, "verb-unusable")]
    own = '["acts in"]\nforms = ["stars in"]\nshape = "listing"\nrole = "billing"\n'
    kept, none = read_verbs(own, "verbs.toml", built_in())
    assert none == []
    assert (lost.listing("prose"), kept.listing("billing")) == ("prose", "acts in")


def test_whatever_is_wrong_with_a_verb_is_said() -> None:
    """Not only the first mistake; and a value that is no such thing is never taken for one."""
    text = '[a]\nforms = ["as"]\nsubjects = ["charcter"]\nrole = "deth"\n\n[b]\nforms = ["bs"]\nmet = "no"\nsort = 1\n'
    text += (
        '\n[c]\nforms = ["cs"]\nshape = "ending"\nends = ["d"]\npatient = "me"\n\n[e]\nforms = ["es"]\nends = ["d"]\n'
    )
    found, problems = read_verbs(text, "verbs.toml", built_in())
    assert [(it.line, it.message) for it in problems] == [
        (1, '"subjects" of "a" cannot be "charcter": did you mean "character"?'),
        (1, '"role" of "a" cannot be "deth": did you mean "death"?'),
        (6, '"b" has an unknown field "sort"'),
        (6, '"met" of "b" must be true or false'),
        (11, '"patient" of "c" cannot be "me": it is one of subject, object'),
        (17, '"e" begins or ends "d", which is not a verb here'),
    ]
    assert {"a", "b", "c"}.isdisjoint(found.by_id)


def test_a_season_says_what_an_episode_usually_takes() -> None:
    head = "---\nkind: series\n---\n## Season 1 (2015-04-10, 13 episodes{})\n"
    assert [it.usual for it in good(head.format(", ~53 min each")).seasons] == [53]
    assert [it.usual for it in good(head.format("")).seasons] == [0]
    (problem,) = parse(head.format(", 53 min"))[1]
    assert problem.hint == "write what one usually takes, as ~53 min each"
