"""Whole answers: exit code, stdout and stderr of every command; status, headers and body of every address.

Nothing is taken away or put in order before two of them are compared.
"""

import hashlib
import io
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlencode
from zlib import crc32

from intertwine.cli import args
from intertwine.cli.main import main
from intertwine.gate.universe import Universe
from intertwine.library import Companion
from tests.laws.generate import ENTITIES, trek_text
from tests.laws.model import TitleInfo, id_of, last_day
from tests.laws.mutate import Pair
from tests.laws.naive import END, Passed, outside

ADDRESS = "stories"
FORM = "application/x-www-form-urlencoded"
Ask = tuple[str, ...]
"""The words of a command, or a method, an address and a body."""


@contextmanager
def one_parser() -> Iterator[None]:
    """Within, the command line builds its argument parser once: always the same one, and slow to build."""
    made = args.parser
    args.parser = cache(made)
    try:
        yield
    finally:
        args.parser = made


# --- the command line -----------------------------------------------------------------------------------------------
def command(universe: Universe, argv: Sequence[str]) -> str:
    """The whole answer of a command."""
    out, err = io.StringIO(), io.StringIO()
    code = main(list(argv), out, err, lambda _: Companion(universe))
    return json.dumps([code, out.getvalue(), err.getvalue()], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """What to ask about: names (hidden ones and keys among them), titles, and how far the viewer is. `tags` are what
    forms about each title, hidden ones too, may say that it looks like ("": they do not say). `near` are the titles
    that a change touched: what people type about them is asked first, after texts that the pair brings (`typed`)."""

    names: tuple[str, ...]
    titles: tuple[TitleInfo, ...]
    seen: str
    passed: Passed
    salt: str
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    near: tuple[TitleInfo, ...] = ()
    typed: tuple[str, ...] = ()


def topic(pair: Pair) -> Topic:
    """What this pair makes worth asking: names of what was changed, and a few more."""
    random = Random(f"ask {sorted(pair.change.touched)}")
    called: dict[str, list[str]] = {}
    pages = {page.path: page for page in (*pair.changed.pages, *pair.world.pages)}.values()
    for page in pages:
        if page.kind not in ENTITIES:
            continue
        words = [entry.word for entry in page.entries if entry.field in ("name", "names")]
        called[page.key] = [page.key.partition(" (")[0], *words]
    known = sorted(pair.known() & called.keys())
    touched = [key for key in sorted(pair.change.touched) if key in called]
    chosen = [key for key in touched if key in known][:4] + [key for key in touched if key not in known][:2]
    chosen += random.sample(known, min(3, len(known)))
    names = [name for key in dict.fromkeys(chosen) for name in random.sample(called[key], min(2, len(called[key])))]
    names += random.sample(sorted(name for words in called.values() for name in words), 3)
    infos = {**pair.world.titles, **pair.changed.titles}
    titles, passed = tuple(infos.values()), pair.trek.passed
    secret = {info.key for info in titles if outside(info.revealed, passed)}
    said = {place: seconds for place, seconds in passed.items() if place[0] not in secret}
    salt = str(sorted(pair.change.touched))
    kinds = {page.key: page.kind for page in pages if page.key in infos}
    tags = {info.key: form_tags(info, kinds[info.key]) for info in titles}
    alone = pair.world.titles.keys() ^ pair.changed.titles.keys()
    near = sorted(pair.change.touched & infos.keys(), key=lambda key: (key not in alone, key))[:4] if alone else []
    seen = trek_text(pair.world, pair.trek)
    return Topic(tuple(names), titles, seen, said, salt, tags, tuple(infos[key] for key in near), pair.typed)


def form_tags(info: TitleInfo, kind: str) -> tuple[str, ...]:
    """What a form about a title may hold as its tag, worked out as the site does from what is seen of the title: of the
    only one that looks so, of one of two, and what is none."""
    days = [last_day(day) for day in info.places.values() if day]
    begins = min((str(date.fromisoformat(day).toordinal()) for day in days), default="")
    looks = [(info.name, kind, info.year, begins, 1), (info.name, kind, info.year, begins, 2, f"id:{id_of(info.key)}")]
    return ("", "0" * 12, *(hashlib.sha256(repr(look).encode()).hexdigest()[:12] for look in looks))


LESS: tuple[tuple[str, ...], ...] = (
    (), (), (), ("--names-of", "none"), ("--hide", "cast", "--hide", "pictures"),
    ("--hide", "lengths", "--skip", "everything"), ("--next-in", "Nowhere"),
    ("--next-in", "release", "--skip", "Nowhere 1x01"),
)  # fmt: skip
"""What a viewer does not want to be shown, and what is next."""


def commands(it: Topic, asks: int) -> list[Ask]:
    """About so many commands: every one there is, with and without --json, about what was changed and about more."""
    random, names, seen = Random(f"commands {it.salt}"), it.names, it.seen
    titles = [name for info in it.titles for name in (info.name, f"{info.name} ({info.year})")]
    made: list[list[str]] = [["titles"], ["ties"], ["timeline"], ["timeline", "--story"], ["secrets"]]
    made += [["ties", *random.sample(titles, 2)], ["search", "zq"], ["search", "the"], ["met", *names[:6]]]
    made += [["who", "Nobody"], ["title", "Nothing At All"], ["search", "ny1x"], ["met", names[0], "Nobody"]]
    made += [["everybody"], ["everybody", "--weight", "--limit", "5", "--offset", "2"]]
    made += [["timeline", "--limit", "5", "--offset", "3"], ["search", "a", "--limit", "3", "--offset", "1"]]
    made += [["next"], ["next", "--order", "by heart"], ["next", "Nothing At All"]]
    made += [["map"], ["map", "--all"], ["map", "--story", "--all"], ["map", "Nobody"]]
    # A map of no more than an installment: of the whole bundled universe a search without a clock has no near end.
    made.append(["map", "--proved", f"{titles[0]} 1x01"])
    for name in names:
        made += [
            ["who", name],
            ["thread", name],
            ["timeline", name],
            ["timeline", name, "--own"],
            ["secrets", name],
            ["search", name[:4]],
        ]
        made += [["met", name, random.choice(names)], ["path", name, random.choice(names)], ["search", name.lower()]]
        made.append(["map", *random.choice([["--who", name], ["--all", name], ["--story", "--all", name]])])
    for title in titles:
        made += [["next", title], ["recap", title, *random.choice([[], ["--long"], ["--all"]])]]
        made += [["title", title], ["timeline", title], ["ties", title, titles[0]]]
        made += [["who", title], ["thread", title], ["met", names[0], names[1], "--before", title]]
        made += [["map", title, *random.choice([[], ["--all"], ["--story"]])], ["map", "--all", f"{title} S1"]]
    for info in it.titles:
        for season, number in info.places:
            place = f" {season}x{number:02}" if number else ""
            made.append(["recap", f'"{info.name} ({info.year})"{place}', *random.choice([[], ["--long"], ["--all"]])])
            made.append(["title", f'"{info.name} ({info.year})"{place}'])
            # What an installment tells is only for those who have passed it; to ask is to be told.
            if it.passed.get((info.key, season, number)) == END:
                made.append(["learnt", f'"{info.name} ({info.year})"{place}'])
    random.shuffle(made)
    asked = [(*words, "--seen", seen, *random.choice([[], ["--json"]]), *random.choice(LESS)) for words in made[:asks]]
    wrong = [f'"{name}"' for name in names] + wrong_texts(it.titles, it.titles, random)
    texts = [*it.typed, *wrong_texts(it.near, it.titles, random), *random.sample(wrong, min(12, len(wrong)))]
    out: list[Ask] = [("progress", "export", random.choice(["trakt", "csv", "text"]), "--seen", seen)]
    return [("titles", "--seen", f"{seen}, {text}") for text in texts] + out + asked


def wrong_texts(infos: Sequence[TitleInfo], titles: Sequence[TitleInfo], random: Random) -> list[str]:
    """Terms of progress text about each of `infos`, none of which can be right among all `titles`: what is said of them
    must tell of nothing hidden. (A right one claims more than this viewer has seen, and may be shown more.)"""
    found, taken = [], {_letters(info.name) for info in titles}
    for info in infos:
        name = random.choice([info.name, f'"{info.name}"', info.name.lower(), f"{info.name} ({info.year})"])
        found += [f"{name} {place}" for place in random.sample(WRONG_PLACES, 3)]
        found += [f"told {name} 9x99", f"before {name} S99", f"{name} (#2) 9x99", f"{name} (film) 9x99", f"{name} E5-"]
        near = [(f"{info.name}x", "1x01"), (info.name[:-1], "1x01"), (info.name[1:], "S1")]
        found += [f"{name} {place}" for name, place in near if _letters(name) not in taken]
        found.append(f"{info.name} and Nobody")
    return found


def _letters(name: str) -> str:
    """What two names that read alike have in common."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


WRONG_PLACES = ("9x99", "S99", "1x01@41:10", "1x02-1x01", "S1-S99", "99-999", "E5-", "1x01 soon", "1x01-9x99")


# --- the web --------------------------------------------------------------------------------------------------------
class Site:
    """The web package in process, over its WSGI door, for one viewer at a time."""

    def __init__(self, data: Path) -> None:
        import django.apps
        from django.db import connection

        from intertwine.web import wsgi

        data.mkdir(parents=True, exist_ok=True)
        self.before = os.environ.get("INTERTWINE_DATA")
        os.environ["INTERTWINE_DATA"] = str(data)
        if not django.apps.apps.ready:
            wsgi.prepare(data)
        connection.close()
        self.settings = {name: connection.settings_dict[name] for name in ("NAME", "CONN_MAX_AGE")}
        connection.settings_dict["NAME"] = data / "people.sqlite3"
        connection.settings_dict["CONN_MAX_AGE"] = None  # a connection a request takes longer than the request
        wsgi.prepare(data)
        connection.ensure_connection()
        self.folder = data / ADDRESS
        self.folder.mkdir(exist_ok=True)
        self.cookie = ""

    def close(self) -> None:
        """Leave the process as it was for other tests."""
        from django.db import connection

        connection.close()
        connection.settings_dict.update(self.settings)
        if self.before is None:
            del os.environ["INTERTWINE_DATA"]
        else:
            os.environ["INTERTWINE_DATA"] = self.before

    def open(self, universe: Universe) -> None:
        """Serve this universe, to somebody who has not been here."""
        from intertwine.web.server import new_server
        from intertwine.web.wsgi import application

        self.server = new_server()
        self.server.registry.put(self.folder, universe)
        self.answer = application(self.server)
        self.welcome()

    def welcome(self) -> None:
        """Somebody else comes, and nobody else is known: their frozen tokens are the same."""
        from intertwine.web.models import Person

        Person.objects.all().delete()
        self.cookie = ""
        self.ids = count(1)

    def ask(self, method: str, address: str, body: str = "", **headers: str) -> str:
        """The whole answer to a request; cookies are kept. `headers` as WSGI writes them (HTTP_USER_AGENT)."""
        path, _, query = address.partition("?")
        content = body.encode()
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": path.encode().decode("latin-1"), "QUERY_STRING": query,
            "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "HTTP_HOST": "localhost:8000",
            "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(content), "wsgi.errors": io.StringIO(),
            "CONTENT_LENGTH": str(len(content)), "SCRIPT_NAME": "", "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.version": (1, 0), "wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False,
        }  # fmt: skip
        if body:
            kind = f"multipart/form-data; boundary={body[2:].partition(chr(13))[0]}" if body[:2] == "--" else FORM
            environ |= {"CONTENT_TYPE": kind, "HTTP_ORIGIN": "http://localhost:8000"}
        environ |= headers
        if self.cookie:
            environ["HTTP_COOKIE"] = self.cookie
        found: list[object] = []

        def start(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
            found.extend([status, headers])
            for name, value in headers:
                if name == "Set-Cookie":
                    self.cookie = value.partition(";")[0]

        chunks = self.answer(environ, start)
        assert not str(found[0]).startswith("500"), f"{method} {address}: an error of ours hides what it would say"
        content = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        return json.dumps([*found, content.decode("utf-8", "backslashreplace")], ensure_ascii=False)


ASKING = (
    "progress/import/",
    "progress/import/?read=unknown",
    "profiles/",
    "profiles/?remove=nobody",
    "progress/?text=unknown",
    "progress/bring/",
    "progress/undo/",
)
"""Pages that ask, and those with their forms."""


def slugs(name: str) -> str:
    """A name as people would guess its address."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def requests(it: Topic, asks: int) -> list[Ask]:
    """About so many requests: every sort of address, about what was changed and about more."""
    random, names, infos = Random(f"requests {it.salt}"), it.names, it.titles
    u = f"/{ADDRESS}"
    made: list[Ask] = [
        ("GET", path) for path in ("/", f"{u}/", f"{u}/who/", f"{u}/progress/", f"{u}/met/", f"{u}/search/")
    ]
    made.append(("GET", f"{u}/shown/"))
    made += [("GET", f"{u}/{path}") for path in ASKING]
    made += [("GET", f"{u}/progress/?none={quote(slugs(name))}") for name in random.sample(names, min(3, len(names)))]
    made += [("GET", f"{u}/progress/mine.{ending}") for ending in ("txt", "json", "md", "trakt.json", "csv")]
    # What the first change did, and what it opened, on the pages after it.
    made += [("GET", f"{u}/{path}?kept=change-{n:05}") for path in ("", "progress/") for n in (1, 2)]
    made += [("GET", "/forget/"), ("POST", f"{u}/progress/undo/", urlencode({"undo": "never-was-made"}))]
    made += [
        ("GET", "/nowhere/"),
        ("GET", f"{u}/who/nobody/"),
        ("GET", f"/api{u}/who/nobody"),
        ("GET", f"{u}/title/no/"),
        ("GET", f"{u}/map/"),
        ("GET", f"{u}/map/?order=story&fold=no"),
        ("GET", f"{u}/map/picture?fold=no&colour={random.choice(['title', 'group', 'person'])}"),
        ("GET", f"/api{u}/map?fold=no"),
        ("GET", f"/api{u}/next"),
        ("GET", f"{u}/map/?proved=yes"),
        ("GET", f"{u}/map/picture?proved=yes&fold=no&down=yes"),
        ("GET", f"/api{u}/map?proved=yes&order=story"),
        ("GET", f"{u}/map/?proved=so-far"),
        ("GET", f"{u}/map/search"),
        ("POST", f"{u}/map/search?fold=no", urlencode({"do": random.choice(["stop", "again"])})),
        ("GET", f"/api{u}/map/who/nobody"),
        ("GET", f"{u}/who/?{random.choice(['by=title', 'page=2', 'by=title&page=2'])}"),
        ("GET", f"/api{u}/who"),
        ("GET", f"/api{u}/who?by=weight&offset=2"),
        ("GET", f"/api{u}/suggest?q={random.choice('abcdefghijklmnoprstuvwxyz')}"),
    ]
    for name in names:
        slug, word = slugs(name), quote(name)
        other = random.choice(names)
        query = urlencode({"a": name, "b": other})
        made += [("GET", f"{u}/who/{slug}/"), ("GET", f"/api{u}/who/{slug}"), ("GET", f"{u}/met/?{query}")]
        made += [("GET", f"{u}/met/{slug}/{slugs(other)}/"), ("GET", f"/api{u}/met?{query}")]
        made += [("GET", f"{u}/search/?q={word}"), ("GET", f"/api{u}/search?q={quote(name[:3])}")]
        begun = quote(name[: random.randint(1, len(name))])
        made.append(("GET", f"/api{u}/suggest?q={begun}{random.choice(['', 'x', '&of=others', '&of=titles'])}"))
        made += [("GET", f"{u}/image/who/{slug}/1"), ("HEAD", f"{u}/who/{slug}/"), ("GET", f"{u}/who/{slug}")]
        part = random.choice(["public", f"{slugs(random.choice(infos).name)}-{random.choice([0, 1, 2])}"])
        made.append(("GET", f"{u}/who/{slug}/known/{part}/"))
        drawn = f"map/who/{slug}"
        made += [("GET", random.choice([f"{u}/{drawn}/", f"/api{u}/{drawn}", f"{u}/{drawn}/picture?down=yes"]))]
        made += [
            ("GET", random.choice([f"{u}/{drawn}/?proved=yes", f"/api{u}/{drawn}?proved=yes", f"{u}/{drawn}/search"]))
        ]
    for info in infos:
        for slug in (slugs(info.name), f"{slugs(info.name)}-{info.year}"):
            made += [
                ("GET", f"{u}/title/{slug}/"),
                ("GET", f"/api{u}/title/{slug}"),
                ("GET", f"{u}/title/{slug}/told/"),
                ("GET", f"{u}/title/{slug}/{random.choice(['1x01', '1x02', '2x01', '0x00', '9x99'])}/"),
                ("GET", f"{u}/title/{slug}/known/{random.choice(['public', f'{slug}-1', f'{slug}-2', 'no-1'])}/"),
                ("GET", f"/api{u}/title/{slug}/{random.choice(['1x01', '1x02', '2x01', '9x99'])}"),
                ("GET", f"/api{u}/next/{slug}"),
                ("GET", f"/api{u}/recap?{urlencode({'before': random.choice([slug, f'{slug} 1x02', f'{slug} S2'])})}"),
                ("GET", f"/api{u}/recap?{urlencode({'before': slug, 'all': 'yes'})}"),
            ]
            drawn = f"map/title/{slug}"
            query = random.choice(["", "?season=1", "?season=1&episode=1", "?fold=no", "?season=9", "?proved=yes"])
            made += [("GET", f"{u}/{drawn}/{query}"), ("GET", f"/api{u}/{drawn}{query}")]
            made.append(("GET", f"{u}/{drawn}/picture{query}"))
        made.append(("GET", f"{u}/image/title/{slug}/1"))
        made.append(("POST", f"{u}/progress/", urlencode({"text": random.choice(wrong_texts([info], infos, random))})))
        # Forms about each title that change nothing: what is answered must not tell of a hidden one.
        same = random.choice([{"unmark": "9x99"}, {"seen": "1x01", "was": "1x01"}, {"upto": "x"}, {"season": "99"}])
        tag = random.choice(it.tags.get(info.key, ("",)))
        of = {"of": tag} if tag else {}
        made.append(("POST", f"{u}/progress/", urlencode({"title": slug, "back": "title", **of, **same})))
        made.append(("POST", f"{u}/title/{slug}/told/", urlencode({**of, "do": "hide"})))
        made.append(
            ("POST", f"{u}/progress/bring/", urlencode({"text": random.choice([it.seen, f"{it.seen}, {slug}"])}))
        )
        made.append(("POST", f"{u}/title/nowhere/told/", urlencode({**of, "do": "hide"})))
        made.append(("GET", f"{u}/title/{slug}/before/told/"))
        # A skip moves what is next, whose name is shown: only of what is not there, it changes nothing.
        made.append(("POST", f"{u}/skip/", urlencode({"installment": f"{slug} 9x99", **of, "do": "skip"})))
        where, nothing = random.choice(["told/", "before/told/"]), f"1 {slug} 9x99"
        telling = random.choice([{"do": "tell", "chosen": "yes"}, {"do": "tell", "part": nothing}])
        made.append(("POST", f"{u}/title/{slug}/{where}", urlencode({**of, **telling})))
        entry = f"{slug}{f'~{tag}' if tag else ''} 1x01"
        text = {"text": it.seen, "was": entry, "was_told": entry}
        made.append(("POST", f"{u}/progress/", urlencode(text)))
    random.shuffle(made)
    texts = wrong_texts(it.near, it.titles, random)
    typed: list[Ask] = [
        ("POST", f"{u}/progress/", urlencode({"text": f"{it.seen}, {text}"}))
        for text in [*it.typed, *random.sample(texts, min(12, len(texts)))]
    ]
    return [*typed, *made][:asks]


def first_request(it: Topic) -> Ask:
    """The viewer says where they are."""
    return ("POST", f"/{ADDRESS}/progress/", urlencode({"text": it.seen}))


def visit(site: Site, universe: Universe, asked: Sequence[Ask], language: str = "en") -> Iterator[str]:
    """The answers to these requests, of somebody who has not been here before and reads this language."""
    site.open(universe)
    for request in asked:
        yield site.ask(*request, HTTP_ACCEPT_LANGUAGE=language)


def language_of(it: Topic) -> str:
    """The language in which a pair is asked about: every other one in German."""
    return "de" if crc32(it.salt.encode()) % 2 else "en"
