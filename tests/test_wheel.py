"""The library as somebody has it who installed the wheel: nothing of the repository, and at first no extra."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from intertwine.model.extras import EXTRAS

ROOT = Path(__file__).parents[1]
CORE = ("numpy", "platformdirs", "python-calamine", "PyYAML")
DISTRIBUTIONS = {
    "calendars": ("icalendar", "python-dateutil", "tzdata", "typing-extensions"),
    "maps": ("highspy", "python-sat", "six"),
    "pictures": ("reportlab", "resvg-py", "pillow", "charset-normalizer"),
}
"""What an extra brings that these tests need."""
EXAMPLES = """
import doctest, sys
import intertwine
from intertwine.model.extras import lacks

finder, runner = doctest.DocTestFinder(), doctest.DocTestRunner()
for name in ("", *intertwine.__all__):
    about = getattr(intertwine, name) if name else intertwine
    module = False if name else None
    for test in finder.find(about, name or "intertwine", module=module, globs={"intertwine": intertwine}):
        extra = {"Viewer.map": "maps", "Companion.plan": "plans"}.get(test.name)
        if extra is None or not lacks(extra):
            runner.run(test)
print(runner.tries)
sys.exit(runner.failures > 0)
"""


class Installed:
    """An environment with the wheel in it, and of other packages only those that it was given."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder, self.wheel = folder, wheel
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        self.python = folder / "bin" / "python"
        uv = Path(sys.executable).with_name("uv")
        install = [uv, "--quiet", "pip", "install", "--offline", "--no-deps", "--python", self.python, wheel]
        subprocess.run([str(word) for word in install], check=True)
        (self.packages,) = folder.glob("lib/python*/site-packages")
        self.give(*CORE)

    def give(self, *names: str) -> None:
        """Put packages of the project's own environment there."""
        for name in names:
            it = distribution(name)
            for top in {Path(file).parts[0] for file in it.files or () if Path(file).parts[0] != ".."}:
                there = self.packages / top
                if not there.exists() and top != "__pycache__":
                    there.symlink_to(Path(str(it.locate_file(top))))

    def run(self, *argv: str | Path) -> subprocess.CompletedProcess[str]:
        """What a program of this environment does, away from the repository."""
        environment = {"PATH": os.environ.get("PATH", ""), "INTERTWINE_CACHE": str(self.folder / "cache")}
        command = [str(self.folder / "bin" / argv[0]), *map(str, argv[1:])]
        return subprocess.run(
            command, capture_output=True, text=True, cwd=self.folder, env=environment, timeout=300, check=False
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Installed:
    return Installed(tmp_path_factory.mktemp("plain") / "venv", wheel)


@pytest.fixture(scope="module")
def with_maps(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Installed:
    made = Installed(tmp_path_factory.mktemp("maps") / "venv", wheel)
    made.give(*DISTRIBUTIONS["maps"])
    return made


def test_the_wheel_says_what_it_needs_and_that_it_is_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as it:
        names = it.namelist()
        (metadata,) = (it.read(name).decode() for name in names if name.endswith(".dist-info/METADATA"))
    needs = [
        line.removeprefix("Requires-Dist: ") for line in metadata.split("\n") if line.startswith("Requires-Dist: ")
    ]
    assert sorted(need.split("<")[0].split(">")[0] for need in needs if "extra ==" not in need) == sorted(
        name.lower() for name in CORE
    )
    extras = [line.removeprefix("Provides-Extra: ") for line in metadata.split("\n") if "Provides-Extra: " in line]
    assert sorted(extras) == sorted(EXTRAS)
    assert "intertwine/py.typed" in names
    assert "intertwine/universes/marvel-netflix/universe.md" in names


def test_the_examples_of_every_public_name_run(installed: Installed) -> None:
    done = installed.run("python", "-I", "-c", EXAMPLES)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert int(done.stdout) > 15


def test_dir_and_help_show_every_public_name(installed: Installed) -> None:
    code = "import intertwine as it, pydoc; print(dir(it)); print(pydoc.plain(pydoc.render_doc(it)))"
    names, _, text = installed.run("python", "-I", "-c", code).stdout.partition("\n")
    public = installed.run("python", "-I", "-c", "import intertwine; print(*intertwine.__all__)").stdout.split()
    assert "load" in public
    assert [name for name in public if f"'{name}'" not in names] == []
    assert [name for name in public if f"class {name}(" not in text and f"{name}(" not in text] == []


@pytest.mark.parametrize(
    ("extra", "argv"),
    [
        ("maps", ("intertwine", "map")),
        ("maps", ("intertwine", "map", "-o", "map.svg")),
        ("maps", ("python", "-m", "intertwine.storyline", "story.txt")),
        ("plans", ("intertwine", "plan", "The Defenders")),
        ("server", ("intertwine", "serve")),
    ],
)
def test_a_command_without_its_extra_says_so_in_one_sentence(
    installed: Installed, extra: str, argv: tuple[str, ...]
) -> None:
    done = installed.run(*argv)
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.endswith(f'the extra "{extra}": pip install "intertwine[{extra}]"')


@pytest.mark.parametrize("code", ["it.maps", "it.load().seen().map()", "__import__('intertwine.maps')"])
def test_the_library_without_its_extra_says_so(installed: Installed, code: str) -> None:
    done = installed.run("python", "-I", "-c", f"import intertwine as it; {code}")
    assert done.stderr.splitlines()[-1].endswith('need the extra "maps": pip install "intertwine[maps]"')


def test_commands_that_ask_need_no_extra(installed: Installed) -> None:
    done = installed.run("intertwine", "met", "Claire Temple", "Matt Murdock", "--seen", "Daredevil S1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Claire Temple and Matt Murdock: met in Daredevil 1x02")


def test_a_map_is_drawn_to_a_file(with_maps: Installed) -> None:
    code = "import intertwine as it; it.maps.write(it.load().seen('Daredevil S1').map('Daredevil'), 'map{}')"
    done = with_maps.run("python", "-I", "-c", code.format(".svg"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "<svg" in (with_maps.folder / "map.svg").read_text("utf-8")
    wanted = 'pictures as PNG and PDF need the extra "pictures": pip install "intertwine[pictures]"'
    for ending in (".png", ".pdf"):
        done = with_maps.run("python", "-I", "-c", code.format(ending))
        assert done.stderr.splitlines()[-1].endswith(wanted)
    drawn = with_maps.run("intertwine", "map", "Daredevil", "-o", "map.pdf", "--seen", "Daredevil S1")
    assert (drawn.returncode, drawn.stderr) == (2, f"intertwine: {wanted}\n")


def test_a_type_checker_sees_the_types(installed: Installed, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import intertwine\n"
        "from intertwine import Viewer\n"
        "viewer: Viewer = intertwine.load().seen('Daredevil S1')\n"
        "kind: str = viewer.who('Claire Temple').kind\n"
        "number: int = viewer.who('Claire Temple').kind\n"
    )
    check = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--python-executable", str(installed.python)]
    done = subprocess.run([*check, str(program)], capture_output=True, text=True, cwd=tmp_path, check=False)
    (error, _) = done.stdout.splitlines()
    assert 'program.py:5: error: Incompatible types in assignment (expression has type "str"' in error
