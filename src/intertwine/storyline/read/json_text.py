"""JSON as readers want it: broken or cut off is an error with its place, and keys may be in capitals."""

import json
from collections import Counter
from typing import Any

from intertwine.storyline.chart import ChartError, short


def parse_json(text: str) -> Any:
    """The JSON in the text. Raises `ChartError` when it is broken, cut off, has a number that is none, or an object
    with one key twice, of which a parser would keep the last alone."""
    try:
        return json.loads(text, parse_constant=_refuse, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            raise ChartError(f"the JSON ends in the middle, at line {error.lineno}: the file was cut off") from error
        place = f"line {error.lineno}, column {error.colno}"
        raise ChartError(f"it begins like JSON and is broken at {place}: {error.msg}") from error
    except ChartError:  # it is a ValueError, too
        raise
    except RecursionError as error:
        raise ChartError("it begins like JSON and is nested too deeply for a story") from error
    except ValueError as error:  # a whole number of thousands of digits
        raise ChartError("broken JSON: a number in it is too long") from error


def small(data: dict[str, Any]) -> dict[str, Any]:
    """The object with its keys in small letters. Raises `ChartError` where two are one in these."""
    return _object([(key.casefold(), value) for key, value in data.items()])


def a_label(value: object) -> str:
    """A text or a number as a label; nothing of anything else."""
    return str(value) if isinstance(value, str) or type(value) in {int, float} else ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise ChartError(f'an object in the JSON has "{short(twice)}" twice; take one out, or rename it')
    return found


def _refuse(constant: str) -> object:
    raise ChartError(f"broken JSON: {constant} is not a number in JSON")
