"""How much of a request is read, and how much an answer lists. Bytes, where nothing else is said."""

UPLOAD, UNPACKED, ENTRIES = 2**24, 10**8, 100_000
"""The export of another program that somebody brings: as it is sent, and unpacked; and how many entries it may have."""
HEADERS, BODY = 2**14, UPLOAD + 2**20
"""All headers of a request together; its body."""
EVENT, EVENTS = 2**20, 120
"""An event of a player (Plex sends a picture along); how many of them an address takes in a minute."""
PLAYERS, PLAYER_USER = 8, 100
"""Addresses for players that one viewer may have; characters of the name of somebody there."""
ASKED = 200
"""Questions about what another program says that are asked at once."""
HEADER = 8192
"""Characters of one header. More is refused: some of the readers of headers that we did not write are not linear."""
FORM, FIELDS = 2**19, 20_000
"""A form (a progress text or a title's check boxes: nothing else is sent to us), and how many fields it may have."""
TERMS = 2_000
"""Titles, seasons and installments that a progress text may name beyond as many as its viewer has marked already: each
takes time to read."""
COOKIE, COOKIES = 200, 32
"""Characters of a cookie's value: ours has about half of that. Cookies of one viewer that are looked at: there is more
than one only where first marks were made at once."""
PROFILES, PROFILE_NAME = 8, 40
"""Profiles that one viewer may have; characters of the name of one."""
NAME, NAMES = 200, 12
"""Characters of a name that is asked for, and how many may be asked for at once."""
LEFT_OUT = 100
"""Titles, seasons and installments that a plan may leave out, or have in any case; and services."""
SHARED = 3000
"""Characters of what a link to a plan says of what somebody has seen."""
QUERY = 200
"""Characters of a search."""
PICTURE = 8 * 2**20
"""A picture of a universe's folder."""
ON_PAGE = 30
"""Names, and facts, on a page of what a search finds."""
PEOPLE = 60
"""Entities on a page of who is who."""
SUGGESTED = 8
"""Names that are suggested while somebody types."""
OFFSET_DIGITS = 9
"""Digits of the number of entries that stand before a page of an answer."""
LISTED, OFFERED, FOUND = 400, 500, 200
"""Entities on a page of the list of all; names that a form offers while one types; facts that the API finds."""
