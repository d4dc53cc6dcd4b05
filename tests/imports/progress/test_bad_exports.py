"""What is no export is refused with a sentence, and nothing of it counts: half files, other columns, bombs."""

import contextlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from intertwine.imports.progress import ProgressFileError, SeveralPeopleError, read_export

HISTORY = [
    {"watched_at": "2020-01-02T03:04:05.000Z", "type": "movie", "movie": {"title": f"Quay {n}", "year": 2003}}
    for n in range(40)
]


def refused(path: Path, format_name: str = "") -> tuple[str, str]:
    with pytest.raises(ProgressFileError) as error:
        list(read_export(path, format_name=format_name).rows())
    return str(error.value), str(error.value.way)


def archive(path: Path, files: dict[str, str], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return path


def titles(path: Path) -> list[str]:
    return [row.work.title for row in read_export(path).rows()]


def test_half_a_json_file_is_refused(tmp_path: Path) -> None:
    whole = json.dumps(HISTORY)
    for end in (len(whole) // 2, len(whole) - 1, len(whole) - 8):
        (tmp_path / "h.json").write_text(whole[:end])
        said, way = refused(tmp_path / "h.json")
        assert said.startswith('"h.json" ends in the middle, after entry ')
        assert way == "download or export it again; nothing of it was marked"


def test_half_a_table_is_refused(tmp_path: Path) -> None:
    for rest in ('"Quay', '"Quay"', '"Quay","1/2'):
        (tmp_path / "n.csv").write_text(f'Title,Date\n"Quay","1/2/20"\n{rest}')
        assert refused(tmp_path / "n.csv")[0] == '"n.csv" ends in the middle, after entry 1'


def test_half_an_nfo_is_refused(tmp_path: Path) -> None:
    (tmp_path / "q.nfo").write_text("<movie><title>Quay</title><watched>tr")
    assert refused(tmp_path / "q.nfo")[0] == '"q.nfo" ends in the middle, after entry 0'


def test_an_unknown_entity_is_said_and_is_not_half_a_file(tmp_path: Path) -> None:
    (tmp_path / "q.nfo").write_text("<movie><title>Quay &a; Pier</title></movie>")
    assert refused(tmp_path / "q.nfo")[0] == '"q.nfo" cannot be read as XML'


def test_half_an_archive_is_refused(tmp_path: Path) -> None:
    whole = archive(tmp_path / "t.zip", {"watched-history-1.json": json.dumps(HISTORY)}).read_bytes()
    (tmp_path / "t.zip").write_bytes(whole[: len(whole) // 2])
    assert refused(tmp_path / "t.zip")[0] == '"t.zip" is half an archive'


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    whole = bytearray(archive(tmp_path / "t.zip", {"h.json": json.dumps(HISTORY)}).read_bytes())
    whole[60:70] = b"\0" * 10
    (tmp_path / "t.zip").write_bytes(bytes(whole))
    assert refused(tmp_path / "t.zip")[0] == '"h.json" in the archive is damaged'


@pytest.mark.parametrize("name", ["../h.json", "/h.json", "a/../../h.json", "C:/h.json", "a\\..\\h.json"])
def test_names_that_lead_out_of_an_archive_are_refused(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / "t.zip", {"x": ""})
    with zipfile.ZipFile(path, "w") as made:
        it = zipfile.ZipInfo("x")
        it.filename = name
        made.writestr(it, json.dumps(HISTORY))
    assert refused(path)[0] == '"t.zip" holds a file whose name leads out of it'


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "t.zip", {"h.json": "[" + " " * 50_000_000 + "]"})
    assert refused(path)[0] == '"t.zip" unpacks to 50 MB, which is too much'


def test_an_archive_within_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as made:
        made.writestr("h.json", json.dumps(HISTORY))
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as made:
        made.writestr("inner.zip", inner.getvalue())
    assert refused(tmp_path / "t.zip")[0] == '"t.zip" holds no file of an export'


def test_another_years_columns_are_named(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("Programme,Watched\nQuay,1/2/20\n")
    said, way = refused(tmp_path / "n.csv", format_name="netflix")
    assert said == '"n.csv" has the columns of no export: programme, watched'
    assert way.startswith("an export from Netflix is a table with the columns Title and Date")


def test_a_wrong_format_says_which_one_it_is(tmp_path: Path) -> None:
    (tmp_path / "h.json").write_text(json.dumps(HISTORY))
    said, way = refused(tmp_path / "h.json", format_name="netflix")
    assert (said, way) == ('"h.json" is not from Netflix: it is from Trakt', "choose trakt")


def test_a_table_that_may_be_the_watchlist_is_refused(tmp_path: Path) -> None:
    (tmp_path / "films.csv").write_text("Date,Name,Year,Letterboxd URI\n2020-01-01,Quay,2003,u\n")
    assert refused(tmp_path / "films.csv")[0].startswith('"films.csv" may be what was watched, or the watchlist')


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\1\2",
        b"%PDF-1.4",
        b"[" * 100_000,
        b'{"a": ' * 50_000,
        b"<!DOCTYPE a><movie/>",
        b"\x89PNG\r\n\x1a\n" * 9,
    ],
)
def test_what_is_no_export_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.nfo").write_bytes(content)
    assert refused(tmp_path / "x.nfo")


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><movie><title>&b;</title><watched>true</watched></movie>'
    )
    (tmp_path / "x.nfo").write_text(f"<movie></movie>{bomb}")
    assert refused(tmp_path / "x.nfo")[0] == '"x.nfo" cannot be read as XML'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_table_is_read_in_the_encoding_that_it_has(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "n.csv").write_bytes('Title,Date\r\n"Café — Bär","1/2/20"\r\n'.encode(encoding))
    assert titles(tmp_path / "n.csv") == ["Café — Bär"]


def test_json_with_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "h.json").write_bytes(json.dumps(HISTORY[:2]).encode("utf-8-sig"))
    assert titles(tmp_path / "h.json") == ["Quay 0", "Quay 1"]


def test_entries_are_read_wherever_the_parts_of_a_file_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "h.json").write_text(json.dumps(HISTORY, indent=3, ensure_ascii=False))
    for size in (1, 7, 64, 1000):
        monkeypatch.setattr("intertwine.imports.progress.json_entries._PART", size)
        assert titles(tmp_path / "h.json") == [f"Quay {n}" for n in range(40)]


@pytest.mark.parametrize("part", ["", "[", '[{"watched_', "[{]"])
def test_a_part_of_a_file_in_an_archive_is_refused_however_short(tmp_path: Path, part: str) -> None:
    files = {"watched-history-1.json": json.dumps(HISTORY), "watched-history-2.json": part, "lists.json": "[]"}
    said, _ = refused(archive(tmp_path / "t.zip", files))
    assert said == '"watched-history-2.json" ends in the middle, after entry 0'


def test_the_names_of_arrays_are_no_entries(tmp_path: Path) -> None:
    film = {"status": "completed", "movie": {"title": "Quay"}}
    whole = json.dumps({"movies": [film, film], "shows": [film, film]})
    (tmp_path / "s.json").write_text(whole[:-30])
    assert refused(tmp_path / "s.json")[0] == '"s.json" ends in the middle, after entry 3'


def test_a_key_that_is_no_json_is_said(tmp_path: Path) -> None:
    (tmp_path / "h.json").write_text('[{"watched\n_at": 1, "watched_at": "2020", "movie": {}}]')
    assert refused(tmp_path / "h.json")[0] == '"h.json" cannot be read as JSON after entry 0'


@pytest.mark.parametrize("compression", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_packed_as_no_export_is_refused(tmp_path: Path, compression: int) -> None:
    said, way = refused(archive(tmp_path / "t.zip", {"watched-history.json": json.dumps(HISTORY)}, compression))
    assert said == '"t.zip" is an archive that cannot be read'
    assert way == "unpack it yourself, and give the files that it holds"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_may_come_first_and_lines_may_end_anyhow(tmp_path: Path, end: str) -> None:
    (tmp_path / "n.csv").write_bytes(end.join(["", " ", "Title,Date", "Quay,1/2/20", ""]).encode())
    assert titles(tmp_path / "n.csv") == ["Quay"]


def test_half_a_character_is_a_question_mark(tmp_path: Path) -> None:
    (tmp_path / "h.json").write_text('[{"watched_at": "2020", "movie": {"title": "Quay \\ud800"}}]')
    assert titles(tmp_path / "h.json") == ["Quay ?"]


def test_a_profile_that_a_file_does_not_have_is_refused(tmp_path: Path) -> None:
    """Else somebody would be marked with what another one watched."""
    (tmp_path / "v.csv").write_text(
        "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,"
        "Latest Bookmark,Country\nIda,2020-01-02 03:04:05,0:30:00,,Quay,,TV,0:30:00,0:30:00,DE\n"
    )
    with pytest.raises(SeveralPeopleError, match='"Jon" is not a profile of this file: it has Ida') as error:
        list(read_export(tmp_path / "v.csv", person="Jon").rows())
    assert error.value.people == ("Ida",)
    assert [row.work.title for row in read_export(tmp_path / "v.csv", person="Ida").rows()] == ["Quay"]


@pytest.mark.parametrize(("begin", "row"), [("Title,Date", 0), ("Title,Date\nQuay,1/2/20\nQuay", 2)])
def test_a_line_without_an_end_is_not_kept_in_memory(tmp_path: Path, begin: str, row: int) -> None:
    (tmp_path / "n.csv").write_text(f"{begin}{' ' * (1 << 22)}\nQuay,1/2/20\n")
    assert refused(tmp_path / "n.csv")[0] == f'entry {row} of "n.csv" cannot be read as CSV'


_MANY = 120_000
ENDLESS = {
    "n.csv": "Title,Date\na" + " " * _MANY + "b,1/2/20\n",
    "spaces.csv": "Title,Author,Exclusive Shelf,ISBN13\na" + " " * _MANY + "b,b,read,1\n",
    "signs.csv": "Title,Author,Exclusive Shelf,ISBN13\n(" + "#" * _MANY + ",b,read,1\n",
    "d.nfo": "<movie>" + "<?xml" * _MANY + "</movie>",
    "e.nfo": f"<episodedetails><watched>true</watched><episode>1</episode><showtitle>a{' ' * _MANY}b</showtitle>"
    "</episodedetails>",
    "metadata.epub.lua": 'return {\n    ["percent_finished"] = 1,\n' + '    ["summary"] = {\n' * _MANY + "}",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_repeats_without_an_end_is_read_in_one_go(tmp_path: Path, name: str) -> None:
    """Time that grows with the square of the length would take minutes."""
    (tmp_path / name).write_text(ENDLESS[name])
    with contextlib.suppress(ProgressFileError):
        list(read_export(tmp_path / name).rows())
