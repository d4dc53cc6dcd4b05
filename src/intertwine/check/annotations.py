"""What checking found as commands that a GitHub workflow shows beside the lines of a pull request."""

from collections.abc import Iterator

from intertwine.check.checker import Checked

_DATA = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_PROPERTY = (*_DATA, (":", "%3A"), (",", "%2C"))


def annotations(checked: Checked, base: str) -> Iterator[str]:
    """A line for each problem. `base` is the path of the folder that was checked, ending in a slash, or ""."""
    for it in checked.problems:
        place = f",line={it.line}" if it.line else ""
        place += f",col={it.column}" if it.column else ""
        against = f" (against {base}{it.other})" if it.other else ""
        said = f"{it.message}{against}{f' ({it.hint})' if it.hint else ''}"
        file, code = _escaped(base + it.file, _PROPERTY), _escaped(it.code, _PROPERTY)
        yield f"::{it.severity} file={file}{place},title={code}::{_escaped(said, _DATA)}"


def _escaped(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    for mark, escape in marks:
        text = text.replace(mark, escape)
    return text
