"""How the places of the titles of a ledger are spoken of."""

from intertwine.ledger.store.columns import FIRST_TITLE_KIND, Ledger
from intertwine.model.title_kind import PLAIN, TitleWords


class LedgerWords:
    """The words of each title of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._kinds, self._kind = ledger.vocabulary.kinds, ledger.entities.kind
        self._unparted = frozenset(ledger.seasons.title[ledger.seasons.implicit].tolist())

    def of(self, title: int) -> TitleWords:
        """Those of the title with this number; `PLAIN` where it is none."""
        number = int(self._kind[title])
        if number < FIRST_TITLE_KIND:
            return PLAIN
        return TitleWords(self._kinds[number - FIRST_TITLE_KIND], title not in self._unparted)
