"""The files of an export: one file, those of a folder, or those of a zip archive that is safe to open."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple, cast

from intertwine.imports.progress.errors import ProgressFileError
from intertwine.model.message import message

LARGEST_FILE, LARGEST_UNPACKED = 500_000_000, 1_000_000_000
"""Bytes of one file, and of an archive when it is unpacked."""
_MOST_FILES = 20_000
_DENSEST, _SMALL = 100, 10_000_000
"""How many times as many bytes an archive may be when unpacked as packed, where it is not small."""
_ENDINGS = (".csv", ".json", ".nfo", ".xml", ".rss", ".lua", ".txt")
_ENCRYPTED = 1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What exports are packed with. LZMA takes as much memory as the archive asks for."""


class ExportFile(NamedTuple):
    """A file of an export: its `name` with forward slashes, its size in bytes, and `open`, which opens it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @property
    def base(self) -> str:
        """Its name without folders, in lower case."""
        return PurePosixPath(self.name).name.lower()


def files_of(path: Path, name: str = "", unpacked: int = LARGEST_UNPACKED) -> list[ExportFile]:
    """The files of the export at `path`, which people see as `name`, in the order of their names. `unpacked` is how
    many bytes an archive may have when it is unpacked. Raises
    `ProgressFileError` for an archive that is broken, that unpacks to very much, or whose names lead out of it, and
    `OSError`."""
    if path.is_dir():
        return _of_folder(path)
    shown = name or path.name
    size = path.stat().st_size
    if not size:
        raise ProgressFileError(message('"%(name)s" is empty', name=shown), message("export it again"))
    if zipfile.is_zipfile(path):
        return _of_archive(path, shown, size, unpacked)
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            raise ProgressFileError(
                message('"%(name)s" is half an archive', name=shown), message("download it again; nothing was marked")
            )
    _need_size(shown, size)
    return [ExportFile(shown, size, lambda: path.open("rb"))]


def _of_folder(path: Path) -> list[ExportFile]:
    found = []
    for file in sorted(path.rglob("*")):
        if file.suffix.lower() in _ENDINGS and file.is_file() and not file.is_symlink():
            size = file.stat().st_size
            _need_size(file.name, size)
            found.append(ExportFile(file.relative_to(path).as_posix(), size, _opener(file)))
            _need_few(path.name, len(found))
    return found


def _opener(file: Path) -> Callable[[], BinaryIO]:
    return lambda: file.open("rb")


def _of_archive(path: Path, shown: str, packed: int, most: int) -> list[ExportFile]:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ProgressFileError(
            message('"%(name)s" is an archive that cannot be read', name=shown), message("download it again")
        ) from None
    parts = archive.infolist()
    _need_few(shown, len(parts))
    whole = sum(part.file_size for part in parts)
    if whole > most or (whole > _SMALL and whole > packed * _DENSEST):
        raise ProgressFileError(
            message('"%(name)s" unpacks to %(size)s MB, which is too much', name=shown, size=whole // 1_000_000),
            message("unpack it yourself, and give the files that it holds"),
        )
    names: set[str] = set()
    for part in parts:
        if not _is_inside(part.filename) or part.filename in names:
            raise ProgressFileError(
                message('"%(name)s" holds a file whose name leads out of it', name=shown),
                message("no export does that; do not trust where the file comes from"),
            )
        names.add(part.filename)
        if part.compress_type not in _COMPRESSIONS:
            raise ProgressFileError(
                message('"%(name)s" is an archive that cannot be read', name=shown),
                message("unpack it yourself, and give the files that it holds"),
            )
        if part.flag_bits & _ENCRYPTED:
            raise ProgressFileError(
                message('"%(name)s" is protected by a password', name=shown), message("give it without a password")
            )
    found = [
        ExportFile(part.filename, part.file_size, _part_opener(archive, part, shown))
        for part in parts
        if PurePosixPath(part.filename).suffix.lower() in _ENDINGS
        and not PurePosixPath(part.filename).name.startswith(".")
        and "__MACOSX" not in part.filename
    ]
    for file in found:
        _need_size(file.name, file.size)
    return sorted(found, key=lambda it: it.name)


def _part_opener(archive: zipfile.ZipFile, part: zipfile.ZipInfo, shown: str) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            return cast("BinaryIO", archive.open(part))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
            raise ProgressFileError(
                message('"%(name)s" is an archive that cannot be read', name=shown), message("download it again")
            ) from None

    return opened


def _is_inside(name: str) -> bool:
    """Whether a name in an archive leads to a place inside of it."""
    parts = PurePosixPath(name).parts
    return bool(parts) and not name.startswith("/") and ".." not in parts and "\\" not in name and ":" not in parts[0]


def _need_few(name: str, count: int) -> None:
    if count > _MOST_FILES:
        raise ProgressFileError(
            message('"%(name)s" holds more than %(count)s files', name=name, count=_MOST_FILES),
            message("give it in parts"),
        )


def _need_size(name: str, size: int) -> None:
    if size > LARGEST_FILE:
        raise ProgressFileError(
            message('"%(name)s" has %(size)s MB, which is too much', name=name, size=size // 1_000_000),
            message("export less at once, for example one year"),
        )


def chunks(file: BinaryIO, size: int = 1 << 20) -> Iterator[bytes]:
    """The content of a `file`, at most so many bytes at a time (`size`)."""
    while data := file.read(size):
        yield data
