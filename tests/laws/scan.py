"""The bundled universe as its Markdown alone shows it: a light scan of headings, for the mutator.

It knows of a list item or a sentence only where it stands and which stamp stands above it; whatever it cannot read is
taken for visible, and left alone. It shares no code with the parser.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.laws.generate import Trek, places
from tests.laws.model import TitleInfo
from tests.laws.naive import END, PUBLIC, Passed, Spot, Way, Ways, outside

SEASON = re.compile(r"## Season (\d+)(?: \((.*)\))?$")
EPISODE = re.compile(r"### (\d+)\. (.*?)(?: \((.*)\))?$")
_PLACE = re.compile(r"(.+?)(?: (?:S(\d+)|(\d+)x(\d+)))?(?: ?@ ?(\d\d):(\d\d):(\d\d))?$")
LEAD = re.compile(r"- (\d\d):(\d\d):(\d\d)(?:-(\d\d):(\d\d):(\d\d))? ")
_KEY = re.compile(r"\[\[([^\[\]|]+)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Found:
    """A heading or an item: lines `first` to `last` (from 0) of a file, and its alternatives; () is never passed."""

    path: str
    first: int
    last: int
    ways: Ways
    heading: bool
    block: str
    text: str


@dataclass(slots=True)
class Scan:
    """A folder: `files` by path, what was found in them, and the titles."""

    files: dict[str, str]
    found: list[Found]
    titles: dict[str, TitleInfo]
    people: list[str]


def read(folder: Path) -> dict[str, str]:
    """The pages of a folder, and its own verbs."""
    files = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.md"))}
    verbs = folder / "verbs.toml"
    return {**files, "verbs.toml": verbs.read_text(encoding="utf-8")} if verbs.exists() else files


def scan(files: dict[str, str]) -> Scan:
    """What a folder holds."""
    titles = read_titles(files)
    found: list[Found] = []
    for path, text in files.items():
        if path.endswith(".md"):
            found += _page(path, text, titles)
    people = [Path(path).stem for path, text in files.items() if re.search(r"^kind: character$", text, re.MULTILINE)]
    return Scan(files, found, titles, people)


def owner(path: str, text: str) -> str:
    """The title that a season's page continues, else the page's own key."""
    of = re.search(r'^of: "?(?:\[\[)?(.+?)(?:\]\])?"?$', text, re.MULTILINE)
    return of[1] if of else Path(path).stem


def read_titles(files: dict[str, str]) -> dict[str, TitleInfo]:
    """The titles of a folder, by key, with their installments and the days of these."""
    titles: dict[str, TitleInfo] = {}
    for path, text in files.items():
        kind = re.search(r"^kind: (\w+)$", text, re.MULTILINE)
        if not kind or kind[1] not in ("series", "film", "short", "special", "season"):
            continue
        key = owner(path, text)
        info = titles.setdefault(key, TitleInfo(key, key.partition(" (")[0], 0, {}))
        name = re.search(r"^name: (.+)$", text, re.MULTILINE)
        if name and kind[1] != "season":
            titles[key] = info = TitleInfo(key, name[1], 0, info.places)
        season, day = 0, ""
        for line in text.splitlines():
            if head := SEASON.match(line):
                season, day = int(head[1]), "".join(_DAY.findall(head[2] or "")[:1])
            elif episode := EPISODE.match(line):
                info.places[season, int(episode[1])] = "".join(_DAY.findall(episode[3] or "")[:1]) or day
    for key, info in titles.items():
        first = min((day for day in info.places.values() if day), default="0")
        titles[key] = TitleInfo(key, info.name, int(first[:4]), dict(sorted(info.places.items())))
    return titles


def _page(path: str, text: str, titles: dict[str, TitleInfo]) -> list[Found]:
    own, lines = owner(path, text), text.splitlines()
    start = lines.index("---", 1) + 1 if lines and lines[0] == "---" else 0
    season, ways, number = 0, PUBLIC, start
    found: list[Found] = []
    while number < len(lines):
        line, first = lines[number], number
        number += 1
        if line.startswith("#"):
            if head := SEASON.match(line):
                season = int(head[1])
            ways = heading(line, own, season, titles)
            found.append(Found(path, first, first, ways, line.startswith("### "), "", line))
        elif line.startswith("- "):
            while number < len(lines) and lines[number].startswith("  "):
                number += 1
            whole = lines[first:number]
            block = re.search(r"\^([\w-]+)$", line)
            found.append(
                Found(
                    path,
                    first,
                    number - 1,
                    _item(whole, ways, own, titles),
                    False,
                    block[1] if block else "",
                    "\n".join(whole),
                )
            )
    return found


def heading(line: str, own: str, season: int, titles: dict[str, TitleInfo], unread: Ways = PUBLIC) -> Ways:
    """The alternatives of what stands under a heading; `unread` where it cannot be read."""
    if episode := EPISODE.match(line):
        return ((Spot(own, season, int(episode[1])),),)
    words = line.removeprefix("### ").strip()
    if not line.startswith("### "):
        return unread
    if words.lower() == "public":
        return PUBLIC
    if words.lower() == "whole season":
        return (_whole(own, season, titles),) if own in titles else unread
    if words.lower() == "whole title":
        return (_whole(own, 0, titles),) if own in titles else unread
    return stamp(words, own, titles, unread)


def _whole(key: str, season: int, titles: dict[str, TitleInfo]) -> Way:
    places = [place for place in titles[key].places if not season or place[0] == season]
    return tuple(Spot(key, *place) for place in places) or (Spot(key, 0, 0),)


def stamp(words: str, own: str, titles: dict[str, TitleInfo], unread: Ways = PUBLIC) -> Ways:
    """The alternatives of a stamp; `unread` where it cannot be read."""
    by_name = {info.name: key for key, info in titles.items()}
    ways: list[Way] = []
    for alternative in words.split(";"):
        way: Way = ()
        for position in alternative.split("+"):
            match = _PLACE.match(position.strip())
            name = match[1].strip("[] ") if match else ""
            key = own if name == "" and own in titles else by_name.get(name, name)
            if not match or key not in titles:
                return unread
            if match[3]:
                time = int(match[5]) * 3600 + int(match[6]) * 60 + int(match[7]) if match[5] else END
                way += (Spot(key, int(match[3]), int(match[4]), time),)
            else:
                way += _whole(key, int(match[2] or 0), titles)
        ways.append(way)
    return tuple(ways)


def _item(lines: list[str], ways: Ways, own: str, titles: dict[str, TitleInfo]) -> Ways:
    lead = LEAD.match(lines[0])
    if lead:
        parts = [int(part) for part in lead.groups() if part][-3:]
        seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
        if len(ways) != 1 or len(ways[0]) != 1:
            return PUBLIC
        ways = ((ways[0][0]._replace(seconds=seconds),),)
    for line in lines[1:]:
        if line.strip().startswith("- also known:"):
            ways += stamp(line.partition(":")[2].strip(), own, titles)
    return ways


# --- changing it ----------------------------------------------------------------------------------------------------
def trek(it: Scan, seed: int) -> Trek:
    """Whole seasons, and some episodes; now and then nothing, or everything before a day."""
    random = Random(f"bundled {seed}")
    places = {(key, *place): day for key, info in it.titles.items() for place, day in info.places.items()}
    if seed % 5 == 0:
        day = random.choice(sorted(places.values()))
        return Trek({place: END for place, date in places.items() if date < day}, {})
    if seed % 5 == 1:
        return Trek({place: END for place in places if random.random() < 0.5}, {})
    seasons = sorted({place[:2] for place in places})
    chosen = random.sample(seasons, random.randint(0, len(seasons) // 2))
    told = random.sample(seasons, 2) if seed % 5 == 2 else []
    return Trek(
        {place: END for place in places if place[:2] in chosen}, {place: END for place in places if place[:2] in told}
    )


def trek_text(titles: dict[str, TitleInfo], trek: Trek) -> str:
    """The progress as people type it."""
    terms = []
    for told, marks in (("", trek.seen), ("told ", trek.told)):
        for title in sorted({place[0] for place in marks}):
            info = titles[title]
            own = {place[1:]: seconds for place, seconds in marks.items() if place[0] == title}
            terms += [f'{told}"{info.name} ({info.year})"{place}' for place in places(info, own)]
    return ", ".join(terms) or "nothing"


def changed(it: Scan, trek: Trek, seed: int, count: int = 12) -> tuple[dict[str, str], set[str]]:
    """The folder with hidden items changed, removed and added, and hidden pages; and the keys that this touches."""
    random = Random(f"change {seed}")
    passed = trek.passed
    # A block at the end of an item names it; anywhere else it refers to one, and what is referred to stays.
    named = re.compile(r"^(- .*?) \^[\w-]+$", re.MULTILINE)
    referred = set(re.findall(r"\^([\w-]+)", "\n".join(named.sub(r"\1", text) for text in it.files.values())))
    hidden = [f for f in it.found if outside(f.ways, passed) and f.block not in referred]
    files = {path: text.split("\n") for path, text in it.files.items()}
    touched: set[str] = set()
    for n, found in enumerate(sorted(random.sample(hidden, min(count, len(hidden))), key=lambda f: (f.path, -f.first))):
        a, b = random.sample(it.people, 2)
        token = f"ny{seed}n{n}x"
        new = random.choice(
            [
                f'- [[{a}]] meets [[{b}]] "the {token}"', f"- [[{a}]] is [[{b}]]", f'- [[{b}]] dies "by {token}"',
                f'- [[{a}]] is called "{token.capitalize()}"', f"- together: [[{a}]], [[{b}]]",
                f'- [[{a}]] kills [[{b}]]\n  - source: {token}\n  - because: of the {token}',
            ]
        )  # fmt: skip
        lines = files[found.path]
        if found.heading and not lines[found.first].startswith("### "):
            continue
        if found.heading:
            lines[found.first : found.last + 1] = [_renamed(found, it, trek, token), "", new, ""]
        elif random.random() < 0.5:
            lines[found.first : found.last + 1] = [f"{new} ^{found.block}" if found.block and "\n" not in new else new]
        else:
            lines[found.first : found.last + 1] = []
        touched |= {a, b, *_KEY.findall(found.text)}
    texts = {path: "\n".join(lines) for path, lines in files.items()}
    a, b = random.sample(it.people, 2)
    place = next((f for f in random.sample(hidden, len(hidden)) if f.heading and EPISODE.match(f.text)), None)
    if place:
        stamp = f"[[{place.ways[0][0].title}]] {place.ways[0][0].season}x{place.ways[0][0].number:02}"
        texts[f"people/Ny{seed} Secret.md"] = (
            f"---\nkind: character\nname: {random.choice(it.people)}\n---\n# A secret\n\n### {stamp}\n\n"
            f"- [[Ny{seed} Secret]] meets [[{a}]]\n- [[Ny{seed} Secret]] is [[{b}]]\n"
        )
        touched |= {a, b}
    return texts, touched


def _renamed(found: Found, it: Scan, trek: Trek, token: str) -> str:
    """The heading of an installment beyond the posture by another name, else as it is."""
    spot = found.ways[0][0]
    episode = EPISODE.match(found.text)
    passed: Passed = trek.passed
    unseen = [p for p in it.titles[spot.title].released() if trek.seen.get((spot.title, *p), -1) < END]
    if not episode or passed.get(spot[:3], -1) >= 0 or (spot.season, spot.number) not in unseen[1:]:
        return found.text
    return found.text.replace(episode[2], f"The {token}", 1)
