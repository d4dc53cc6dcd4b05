"""Edits of a universe's text, as its keepers make them: each changes a dict of files in place.

What comes out may be broken in any way: a keeper saves half a thought too.
"""

import re
from collections.abc import Callable
from random import Random

Files = dict[str, str]
VERBS = """
["is haunted by"]
forms = ["is haunted by", "are haunted by"]
inverse = "haunts"
[ways.possessing]
forms = ["possessing", "herd"]
"""
OTHER_VERBS = VERBS.replace("haunts", "follows")


def _page(dice: Random, files: Files, wanted: str = "") -> str:
    """The path of a page, of one whose text holds `wanted` where there is one."""
    pages = [path for path, text in files.items() if path.endswith(".md") and path != "universe.md"]
    return dice.choice([path for path in pages if wanted in files[path]] or pages or ["universe.md"])


def _key(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _lines(files: Files, mark: str) -> list[str]:
    return [line for text in files.values() for line in text.splitlines() if line.startswith(mark)]


def add_fact(dice: Random, files: Files) -> None:
    """A fact that stands somewhere is said elsewhere too, with its block id."""
    path, facts = _page(dice, files, "\n- "), _lines(files, "- ")
    lines = files[path].split("\n")
    lines.insert(dice.randint(len(lines) // 2, len(lines)), dice.choice(facts or ["- [[Nobody]] dies"]))
    files[path] = "\n".join(lines)


def add_time(dice: Random, files: Files) -> None:
    """A fact that says when it happened, by others or by a place, or where it stands in somebody's own order."""
    path, named = _page(dice, files, "\n- "), re.findall(r" \^(\w+)$", "\n".join(files.values()), re.MULTILINE)
    kind, place = dice.choice(["before", "after", "3 days after", "during"]), f"[[{_key(_page(dice, files))}]]"
    what = dice.choice([f"^{dice.choice(named or ['x'])}", place, f"{place} 1x01", f"^{dice.choice(named or ['x'])}"])
    who = _key(_page(dice, files))
    said = [f"  - true: {kind} {what}", f"  - own: [[{who}]] step {dice.randint(1, 9)}, revealed {place} 1x01"]
    files[path] += f"\n- [[{who}]] dies ^{dice.choice(['x', *named])}\n" + "\n".join(said[: dice.randint(1, 2)]) + "\n"


def add_prose(dice: Random, files: Files) -> None:
    """A sentence with a link that is read in another way, or that leads nowhere."""
    other = _key(_page(dice, files))
    link = dice.choice([other, other.upper(), f"{other}|somebody", f"people/{other}", f"{other}.md", f"{other}x"])
    path = _page(dice, files)
    files[path] += f"\n\nThen came [[{link}]], {dice.randrange(9)}.\n"


_PRESENCE = (
    "frame: dream of {0}, revealed {2}", "frame: another world {0}", 'frame: play "The Mask"', "frame: {0}",
    "taken for: {0} as {1} until {2}", "taken for: as {1} until {2}", "taken for: {0} as {0} until {2}",
)  # fmt: skip
_NOTES = ("heard", "imagined, as a boy", "heard, then in person", "a body", "herd")


def add_presence(dice: Random, files: Files) -> None:
    """Somebody in a scene is heard or imagined, somebody is taken for another, or a fact or all below a heading is in
    a frame."""
    path = _page(dice, files, "\n### ")
    lines = files[path].split("\n")
    people = re.findall(r"\[\[[^\[\]]+\]\]", files[path]) or ["[[Nobody]]"]
    stamp = dice.choice(_lines(files, "### ") or ["### Public"]).removeprefix("### ")
    said = dice.choice(_PRESENCE).format(dice.choice(people), dice.choice(people), stamp)
    below = dice.choice(["### ", "- "])
    places = [n for n, line in enumerate(lines) if line.startswith(below)] or [len(lines) - 1]
    at = dice.choice(places) + 1
    lines.insert(at, f"{'  ' if below == '- ' else ''}- {said}")
    if dice.random() < 0.5:
        lines.insert(at + 1, f"- together: {dice.choice(people)} ({dice.choice(_NOTES)}), {dice.choice(people)}")
    files[path] = "\n".join(lines)


def drop_line(dice: Random, files: Files) -> None:
    """A line is gone: a fact, a heading, or half of the front matter."""
    path = _page(dice, files)
    lines = files[path].split("\n")
    del lines[dice.randrange(len(lines))]
    files[path] = "\n".join(lines)


def move_stamp(dice: Random, files: Files) -> None:
    """A heading becomes another one of the universe."""
    stamps = _lines(files, "### ")
    old, new = (dice.choice(stamps or ["### Public"]) for _ in range(2))
    path = _page(dice, files, old)
    files[path] = files[path].replace(old, new, 1)


def stamp_page(dice: Random, files: Files) -> None:
    """A page is stamped as a whole, or no longer."""
    path = _page(dice, files, "kind:")
    title = _key(_page(dice, files, "kind: series"))
    head, _, rest = files[path].partition("\nkind:")
    if "\nrevealed:" in files[path]:
        files[path] = files[path].replace("\nrevealed:", "\nnotes:", 1)
    else:
        files[path] = f'{head}\nrevealed: "[[{title}]] 1x01"\nkind:{rest}'


def rename_title(dice: Random, files: Files) -> None:
    """A title is called otherwise: like another one, or as no other is."""
    path, other = _page(dice, files, "kind: series"), _page(dice, files, "name:")
    names = [line for line in files[other].splitlines() if line.startswith("name:")]
    new = dice.choice([*names, "name: A new name", "name: 1x01", 'name: "S1"'])
    files[path] = "\n".join(new if line.startswith("name:") else line for line in files[path].split("\n"))


def move_page(dice: Random, files: Files) -> None:
    """A file goes to another folder, or has another name."""
    path = _page(dice, files)
    folder, key = dice.choice(["people", "titles", "deep/er", ""]), _key(path)
    new = dice.choice([key, key, f"{key} II", key.lower(), f"{key}#1"])
    files[f"{folder}/{new}.md".lstrip("/")] = files.pop(path)


def add_entity(dice: Random, files: Files) -> None:
    """A page of somebody new, named by nobody so far; or of somebody whom a link means already."""
    key = dice.choice(
        ["Newcomer", "Nobody", "A. Newman", _key(_page(dice, files)) + "x", _key(_page(dice, files)).upper()]
    )
    kind = dice.choice(["character", "place", "thread", "film"])
    files[f"new/{key}.md"] = (
        f"---\nkind: {kind}\nname: {key}\n---\n\n# {key}\n\n## Facts\n\n### Public\n\n- [[{key}]] dies\n"
    )


def add_namesake(dice: Random, files: Files) -> None:
    """A second title, or somebody else, that is all alike."""
    path = _page(dice, files, dice.choice(["kind: series", "kind: film", "kind: character", "kind: season"]))
    files[f"{path.removesuffix('.md')} again.md"] = files[path]


def remove_page(dice: Random, files: Files) -> None:
    """A file is gone."""
    files.pop(_page(dice, files))


def change_season(dice: Random, files: Files) -> None:
    """A season counts otherwise, or is only announced."""
    path = _page(dice, files, "## Season")
    lines = files[path].split("\n")
    new = dice.choice(["## Season 1 (2015-01-01, 2 episodes)", "## Season 1 (announced)", "## Season 2 (3 episodes)"])
    files[path] = "\n".join(new if line.startswith("## Season") else line for line in lines)


def change_verbs(dice: Random, files: Files) -> None:
    """The universe has verbs of its own, others, or none any more."""
    new = dice.choice([VERBS, OTHER_VERBS, ""])
    if new:
        files["verbs.toml"] = new
    else:
        files.pop("verbs.toml", None)


EDITS: tuple[Callable[[Random, Files], None], ...] = (
    add_fact, add_fact, add_presence, add_presence, add_time, add_time,
    add_prose, drop_line, move_stamp, stamp_page, rename_title, move_page, add_entity,
    add_namesake, remove_page, change_season, change_verbs,
)  # fmt: skip


def edit(dice: Random, files: Files, earlier: list[Files]) -> str:
    """One edit of `files`, by chance; one in ten goes back to one of the `earlier` states. What was done, for a test
    that fails."""
    if earlier and dice.random() < 0.1:
        back = dice.choice(earlier)
        files.clear()
        files.update(back)
        return "back"
    done = dice.choice(EDITS)
    done(dice, files)
    return done.__name__
