"""A universe's own verbs that name somebody."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.finding_place import FindingPlace
from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.read.files import VERBS
from intertwine.ledger.read.vocabulary import built_in


def form_tells(source: Source) -> Iterator[Finding]:
    """`form-tells`: a form of a verb that the universe brings names somebody, and a fact with this verb may be shown
    before they are known."""
    rows, names = source.ledger.rows, source.worked_out(PlainNames)
    known = {form for verb in built_in().verbs for form in (*verb.forms, verb.inverse, *verb.backwards)}
    for number, verb in enumerate(source.ledger.vocabulary.verbs):
        for form in (*verb.forms, verb.inverse, *verb.backwards):
            if form in known or not any(names.written(form)):
                continue
            told = dict[str, Finding]()
            for line in np.unique(rows.line[rows.verb == number]).tolist():
                for it in names.leaks(form, source.alternatives_of(line)):
                    at = FindingPlace(VERBS, 0, "", lambda: (0, 0))
                    hint = f"write the form without the name (see {source.position(line)})"
                    told.setdefault(it.words, in_words(source, at, f'the form "{form}"', it, hint))
            yield from told.values()
