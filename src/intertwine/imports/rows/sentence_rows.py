"""sentences.csv: plain sentences, with links instead of the names that they hold."""

from intertwine.imports.pages.page_lines import home
from intertwine.imports.pages.sentence_lines import heading_lines, sentence_lines
from intertwine.imports.records import SentenceRecord, Tables
from intertwine.imports.rows.known_names import KnownNames
from intertwine.imports.rows.proof import numbered, read_back, with_ids
from intertwine.imports.rows.qualifier_cells import QualifierColumns
from intertwine.imports.rows.reveal_cells import alternatives, each_with
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.verb import Vocabulary


class SentenceRows:
    """Takes rows into `tables.sentences`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, qualifiers: QualifierColumns) -> None:
        """tables: everything that was read before, where sentences go too. vocabulary: what pages are read with.
        qualifiers: reads the frames."""
        self.tables, self.vocabulary, self.qualifiers = tables, vocabulary, qualifiers
        self.names = KnownNames(tables)

    def sentence(self, row: TableRow) -> None:
        """Before: all ids are known. After: the sentence can be written as it is, and no name in it is shown before it
        is known."""
        row.require_no_slip()
        if not row["sentence"]:
            raise BadRowError("row-unusable", "has no sentence")
        parts, doubts, waits = self.names.linked(row["sentence"])
        revealed = alternatives(row["revealed"], self.tables)
        if not revealed:
            hint = "write public where everyone may know it"
            raise BadRowError("unstamped", "does not say when it is revealed", hint)
        frames = []
        for it in self.qualifiers.read(row):
            if it.name == "needs":
                revealed = each_with(revealed, it.parts[0].stamp)
            elif it.name == "also known":
                revealed = tuple(dict.fromkeys((*revealed, *it.parts[0].stamp)))
            else:
                frames.append(it)
        for wait in waits:
            revealed = each_with(revealed, wait)
        record = SentenceRecord(parts, revealed, tuple(frames), row["source"], row.line)
        if home(revealed).kind == "public" and not record.refs and len(self.tables.titles) != 1:
            raise BadRowError("row-unusable", "names nobody, so that it has no page to stand on", "write [[ID]] in it")
        self._require_readable(record)
        self.tables.sentences.append(record)
        row.doubts.extend(doubts)

    def _require_readable(self, record: SentenceRecord) -> None:
        keys = numbered()
        text, *source = sentence_lines(record, keys)
        heading, *frames = heading_lines(record, keys) or ["### Whole title"]
        below = ["\n".join(frames)] if frames else []
        found, trouble = read_back("\n\n".join([*below, text, *source]), self.vocabulary, heading)
        if trouble is not None:
            message = f"the sentence cannot be written: {with_ids(trouble.message, keys)}"
            raise BadRowError("text-unusable", message, "" if frames else trouble.hint)
        prose, links = self.vocabulary.listing("prose"), sum(bool(part.ref) for part in record.parts)
        plain = all(it.verb == prose and len(it.frames) == len(frames) for it in found)
        said = " ".join(it.text for it in found), sum(len(it.text_links) for it in found)
        if not plain or said != (text, links):
            raise BadRowError("text-unusable", "the sentence would not be read back as it is")
