"""JSON as readers want it: broken or cut off is an error with its place, and keys may be in capitals."""

import json
from typing import Any

from intertwine.storyline.chart import ChartError


def parse_json(text: str) -> Any:
    """The JSON in the text. Raises `ChartError` when it is broken, cut off, or has a number that is none."""
    try:
        return json.loads(text, parse_constant=_refuse)
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
    """The object with its keys in small letters."""
    return {key.casefold(): value for key, value in data.items()}


def a_label(value: object) -> str:
    """A text or a number as a label; nothing of anything else."""
    return str(value) if isinstance(value, str) or type(value) in {int, float} else ""


def _refuse(constant: str) -> object:
    raise ChartError(f"broken JSON: {constant} is not a number in JSON")
