"""A data folder as the first version left it: rows hold a universe's address, a title's key, and names as text."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

from django.core.signing import Signer

SCHEMA = """
CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL,
    "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
INSERT INTO "django_migrations" VALUES (1, 'people', '0001_initial', '2026-11-22 15:53:00');
CREATE TABLE "viewer" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "token_hash" varchar(64) NOT NULL UNIQUE);
CREATE TABLE "passed" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "universe" varchar(200) NOT NULL,
    "title" varchar(300) NOT NULL, "season" integer unsigned NOT NULL CHECK ("season" >= 0),
    "number" integer unsigned NOT NULL CHECK ("number" >= 0),
    "seconds" integer unsigned NOT NULL CHECK ("seconds" >= 0),
    "told" bool NOT NULL, "asked" varchar(400) NOT NULL,
    "viewer_id" bigint NOT NULL REFERENCES "viewer" ("id") DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT "one_mark_a_position" UNIQUE ("viewer_id", "universe", "told", "asked", "title", "season", "number"));
CREATE INDEX "passed_viewer_id_d98bbe52" ON "passed" ("viewer_id");
"""
KEY = "the-key-of-an-old-installation_0123456789abcdef"
END = 2**31 - 1

Row = tuple[str, str, int, int, int, bool, str]
"""Universe, title, season, number, second, whether it was told, for whose sake."""


def row(  # noqa: PLR0917 - a table's columns
    title: str, season: int, number: int, seconds: int = END, asked: str | None = None, universe: str = "shore"
) -> Row:
    """One mark; `asked` None: seen."""
    return (universe, title, season, number, seconds, asked is not None, asked or "")


def old_data(folder: Path, viewers: Mapping[str, Iterable[Row]]) -> Path:
    """A data folder of these viewers, by their tokens, as the first version wrote it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "signing-key").write_text(KEY, "ascii")
    with closing(sqlite3.connect(folder / "people.sqlite3")) as database:
        database.executescript(SCHEMA)
        for n, (token, rows) in enumerate(viewers.items(), 1):
            database.execute("INSERT INTO viewer VALUES (?, ?)", (n, hashlib.sha256(token.encode()).hexdigest()))
            database.executemany("INSERT INTO passed VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", [(*it, n) for it in rows])
        database.commit()
    return folder


def old_cookie(token: str) -> str:
    """What the browser of the viewer with this token holds under `intertwine`."""
    return Signer(key=KEY, fallback_keys=[], salt="intertwine.web.people").sign(token)


def rows_of(folder: Path) -> set[tuple[int | str | bool, ...]]:
    """Every row, with its viewer's number first."""
    names = "viewer_id, universe, title, season, number, seconds, told, asked"
    with closing(sqlite3.connect(folder / "people.sqlite3")) as database:
        found = database.execute(f"SELECT {names} FROM passed").fetchall()
    assert len(found) == len(set(found))
    return set(found)
