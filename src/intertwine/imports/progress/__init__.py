"""What other programs say that somebody has watched or read becomes entries: one file a format.

`read_export` reads a file, a folder or an archive. Which titles of a universe are meant is found by the gate
(`Universe.watched`). May import model and `imports.sheets`.
"""

from intertwine.imports.progress.errors import ProgressFileError, SeveralPeopleError
from intertwine.imports.progress.export import Export, read_export
from intertwine.imports.progress.formats import FORMATS

__all__ = ["FORMATS", "Export", "ProgressFileError", "SeveralPeopleError", "read_export"]
