"""The installments of titles in the order in which each title numbers them."""

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.model.numbers import order_of
from intertwine.model.strings import Longs


def numbered(ledger: Ledger) -> Longs:
    """The installments of all titles, by title, season and number, without specials (season 0), and without those
    that are numbered between two others."""
    listing = ledger.installments
    chosen = np.flatnonzero(listing.season > 0)
    chosen = chosen[order_of(listing.number[chosen].astype(np.int64)) % 1000 == 0]
    keys = order_of(listing.number[chosen].astype(np.int64)), listing.season[chosen], listing.title[chosen]
    found: Longs = chosen[np.lexsort(keys)]
    return found
