"""What checking found as SARIF 2.1.0, which code hosts and editors read.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import hashlib
from urllib.parse import quote

from intertwine.check.checker import Checked
from intertwine.check.rule import Rule
from intertwine.model.problem import Problem, TextEdit, TextPlace

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SARIF = dict[str, object]


def sarif(checked: Checked, base: str, version: str) -> _SARIF:
    """A SARIF log of what `checked` says. `base` is the address of the folder that was checked, ending in a slash ("":
    that to which addresses are relative), and `version` that of Intertwine."""
    rules: dict[str, _SARIF] = {rule.code: _rule(rule) for rule in checked.rules}
    for problem in checked.problems:  # what the text itself has wrong has a code and no rule
        rules.setdefault(problem.code, {"id": problem.code, "defaultConfiguration": {"level": problem.severity}})
    index = {code: n for n, code in enumerate(rules)}
    results = [_result(it, index, base, checked.fixes.get(it)) for it in checked.problems]
    driver = {"name": "intertwine", "version": version, "rules": list(rules.values())}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> _SARIF:
    said = " ".join((rule.look.__doc__ or "").partition("\n\n")[0].split()).removeprefix(f"`{rule.code}`:").strip()
    return {
        "id": rule.code,
        "shortDescription": {"text": said or rule.code},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.family]},
    }


def _result(it: Problem, index: dict[str, int], base: str, fix: TextEdit | None) -> _SARIF:
    # The place is left out: what only moves stays the same finding.
    mark = hashlib.blake2b(f"{it.file}\0{it.code}\0{it.message}".encode(), digest_size=16).hexdigest()
    here = TextPlace(it.file, it.line, it.column, it.label)
    result: _SARIF = {
        "ruleId": it.code,
        "ruleIndex": index[it.code],
        "level": it.severity,
        "message": {"text": f"{it.message} ({it.hint})" if it.hint else it.message},
        "locations": [_location(here, base)],
        "partialFingerprints": {"finding/v1": mark},
    }
    if it.other is not None:
        result["relatedLocations"] = [_location(it.other, base)]
    if fix is not None:
        result["fixes"] = [_fix(fix, it.hint or it.message, base)]
    return result


def _location(place: TextPlace, base: str) -> _SARIF:
    physical: _SARIF = {"artifactLocation": _address(place.file, base)}
    if place.line:
        physical["region"] = {"startLine": place.line} | ({"startColumn": place.column} if place.column else {})
    location: _SARIF = {"physicalLocation": physical}
    if place.label:
        location["message"] = {"text": place.label}
    return location


def _fix(edit: TextEdit, why: str, base: str) -> _SARIF:
    region = {"startLine": edit.first, "startColumn": 1, "endLine": edit.last + 1, "endColumn": 1}
    inserted = "".join(f"{line}\n" for line in edit.lines)
    replacement = {"deletedRegion": region, "insertedContent": {"text": inserted}}
    change = {"artifactLocation": _address(edit.file, base), "replacements": [replacement]}
    return {"description": {"text": why}, "artifactChanges": [change]}


def _address(file: str, base: str) -> _SARIF:
    return {"uri": base + quote(file)}
