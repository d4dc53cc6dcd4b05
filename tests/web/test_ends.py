"""What a person's page says of states that have ended."""

import re
from pathlib import Path

from tests.web.stage import serving, visitor, write

SHORE = """---
kind: series
name: Shore
---
## Season 1 (2001-05-05, 2 episodes)
### 1. One
- [[Ilse]] works for [[Mara]]
  - true: 1985
- [[Ilse]] dies
  - true: 1990
### 2. Two
- [[Mara]] is married to [[Ilse]]
  - true: 1980
"""


def test_both_ends_of_a_state_have_their_dates(tmp_path: Path) -> None:
    who = "---\nkind: character\n---\n"
    pages = {"universe.md": "---\nkind: universe\nname: S\n---\n", "Shore.md": SHORE, "Mara.md": who, "Ilse.md": who}
    client = visitor(serving(write(tmp_path / "stage", pages)))
    client.post("/stage/progress/", {"text": "Shore"})
    page = client.get("/stage/who/ilse/").content.decode()
    said = " ".join(re.sub("<[^>]*>", " ", page.partition('id="before"')[2].partition("</details>")[0]).split())
    assert "works for Mara (1985) until Shore 1x01 (1990)" in said
    assert "is married to Mara (1980) Shore 1x02 over since Shore 1x01 (1990)" in said
