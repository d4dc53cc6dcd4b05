"""Find a Chromium for the tests, or install one, and print its path.

In this order: the one that INTERTWINE_CHROMIUM names, an installed one, Debian's package (as root),
Playwright's own download. The path goes to standard output, everything else to standard error.

Without one: exit status 1 where CI=true; elsewhere a notice, an empty path and exit status 0, and
the browser tests report themselves as not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The shell is Chromium without a window: it draws the same, in half the time of the processor.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium-headless-shell", "chromium")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
VERSION_SECONDS = 60
UPDATE_SECONDS = 180
INSTALL_SECONDS = 600


def say(text: str) -> None:
    print(f"chromium: {text}", file=sys.stderr, flush=True)


def run(command: list[str], seconds: int, env: dict[str, str] | None = None) -> str | None:
    """Run a command; its output where it failed or was stopped, None where all went well."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
            env={**os.environ, **(env or {})},
        )
    except subprocess.TimeoutExpired:
        return f"stopped after {seconds} seconds"
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = done.stdout.strip().splitlines()
    return "\n".join([f"exit status {done.returncode}", *lines[-8:]])


def starts(path: str) -> str | None:
    """What is wrong with this browser: some that are found on PATH only tell how to install one."""
    return run([path, "--version"], VERSION_SECONDS)


def playwrights_own() -> str | None:
    """Where Playwright keeps the Chromium that it downloads, if it has."""
    ask = (
        "from playwright.sync_api import sync_playwright\n"
        "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", ask],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=VERSION_SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    path = done.stdout.strip()
    return path if path and Path(path).is_file() else None


def installed() -> str | None:
    """The first installed browser that starts."""
    candidates = [
        *(shutil.which(name) for name in NAMES),
        *(place for place in PLACES if Path(place).is_file()),
    ]
    for path in candidates:
        if path is not None:
            wrong = starts(path)
            if wrong is None:
                return path
            say(f"{path} does not start: {wrong}")
    path = playwrights_own()
    if path is not None:
        wrong = starts(path)
        if wrong is None:
            return path
        say(f"{path} does not start: {wrong}")
    return None


def install_with_apt() -> str | None:
    """What went wrong, None where the package is installed."""
    if shutil.which("apt-get") is None:
        return "there is no apt-get here"
    if os.geteuid() != 0:
        return f"apt-get needs root (as root: apt-get install {PACKAGES[0]})"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    wait = ["-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"]
    say("installing a package of Chromium with apt-get (a minute or two)")
    wrong = run(["apt-get", *wait, "update", "-q"], UPDATE_SECONDS, quiet)
    if wrong is not None:
        say(f"apt-get update failed, trying with the lists at hand: {wrong}")
    tried = []
    for package in PACKAGES:  # older releases have no shell
        packages = [package, "fonts-liberation"]
        wrong = run(
            ["apt-get", *wait, "install", "-q", "-y", "--no-install-recommends", *packages],
            INSTALL_SECONDS,
            quiet,
        )
        if wrong is None:
            return None
        tried.append(f"apt-get install {package}: {wrong}")
    return "\n".join(tried)


def install_with_playwright() -> str | None:
    """What went wrong, None where the download is unpacked."""
    say("installing Chromium with Playwright (a minute or two)")
    wrong = run([sys.executable, "-m", "playwright", "install", "chromium"], INSTALL_SECONDS)
    return None if wrong is None else f"playwright install chromium: {wrong}"


def find() -> tuple[str | None, list[str]]:
    """A browser's path, or what was tried."""
    named = os.environ.get("INTERTWINE_CHROMIUM")
    if named:
        path = shutil.which(named)
        wrong = "no such program" if path is None else starts(path)
        # Whoever names a browser wants that one: another would hide the mistake.
        return (path, []) if wrong is None else (None, [f"INTERTWINE_CHROMIUM={named}: {wrong}"])
    path = installed()
    if path is not None:
        return path, []
    tried = [f"no installed browser that starts ({', '.join(NAMES)}, Playwright's own)"]
    for install in (install_with_apt, install_with_playwright):
        wrong = install()
        if wrong is not None:
            tried.append(wrong)
            continue
        path = installed()
        if path is not None:
            return path, []
        tried.append(f"{install.__name__} went well, but no browser starts after it")
    return None, tried


def main() -> int:
    path, tried = find()
    if path is not None:
        print(path)
        return 0
    must = os.environ.get("CI") == "true"
    say("NO CHROMIUM: " + ("the tests cannot run." if must else "THE BROWSER TESTS WILL NOT RUN."))
    for reason in tried:
        say("  " + reason.replace("\n", "\n            "))
    say("Way out: install Chromium or Chrome, or name one: INTERTWINE_CHROMIUM=/path/to/chromium make test")
    return 1 if must else 0


if __name__ == "__main__":
    sys.exit(main())
