"""`python -m intertwine` is `intertwine`."""

from intertwine.cli.main import run

run()
