"""Somebody with a cookie who asks a server in another process, over a socket."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class Browser:
    """Somebody at `address`, the one that `start` gives. Each request has a connection of its own, and waits so many
    seconds for its answer."""

    address: str
    cookie: str = field(default="")
    seconds: float = 60

    def get(self, path: str) -> Answer:
        """The page at `path`, and what it sets is kept."""
        return self._ask("GET", path)

    def post(self, path: str, **form: str) -> Answer:
        """A form is sent."""
        return self._ask("POST", path, urlencode(form))

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        to = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=self.seconds)
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        try:
            to.request(method, path, body, {**headers, **({"Cookie": self.cookie} if self.cookie else {})})
            answer = to.getresponse()
            said = Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            to.close()
        self.cookie = answer.headers.get("Set-Cookie", self.cookie).partition(";")[0]
        return said
