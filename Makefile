# Needs make and Python 3.11 or newer, nothing else. `make` alone lists the targets.
PYTHON ?= python3
# The project's only pin outside requirements.lock: the installer that reads it.
UV_VERSION := 0.13.9

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
# uv works in this .venv only, with the Python that made it, and never fetches another one.
UV := UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv --quiet

# Arguments for `make run`, `make test` and `make bench`: make test ARGS="tests/laws -x"
ARGS ?=
# Tests start many processes. Where the environment says that no module is kept as bytecode, each would compile all anew.
BYTECODE := PYTHONDONTWRITEBYTECODE=
# How many answers `make leaks` compares, and how many typed texts it reads. A test run makes do with far fewer.
INTERTWINE_LEAK_ANSWERS ?= 1000000
INTERTWINE_TYPED_TEXTS ?= 1000000

.DEFAULT_GOAL := help
.PHONY: help env run test check bench leaks screenshots docs messages lock fmt clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST)

# One stamp for each step of the installation: a step runs again only when what it reads has changed.
$(VENV)/.uv: Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "make: $(PYTHON) is missing or older than Python 3.11." >&2; \
	  echo "      Install a newer one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@test -x $(PY) || $(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo "make: $(PYTHON) -m venv failed (above). On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "make: installing uv $(UV_VERSION) into $(VENV)"
	@$(PY) -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(VENV)/.locked: $(VENV)/.uv requirements.lock
	@echo "make: installing requirements.lock into $(VENV)"
	@$(UV) pip sync --compile-bytecode --require-hashes requirements.lock
	@touch $@

# Built with the locked hatchling, so that nothing unlocked is fetched.
$(VENV)/.ready: $(VENV)/.locked pyproject.toml
	@$(UV) pip install --no-deps --no-build-isolation --editable .
	@touch $@

env: $(VENV)/.ready ## make .venv and install everything locked

run: env ## start Intertwine and serve it on this machine
	@exec $(BIN)/intertwine serve $(ARGS)

test: env ## run the tests, with a real Chromium
	@chromium="$$($(PY) scripts/chromium.py)" || exit 1; \
	$(BYTECODE) INTERTWINE_CHROMIUM="$$chromium" $(PY) -m pytest $(ARGS)

check: env ## lint, format, types, imports between packages, generated docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if [ -f scripts/docs.py ]; then echo "$(PY) scripts/docs.py --check"; $(PY) scripts/docs.py --check; \
	else echo "make: scripts/docs.py is not there, so generated docs were not checked" >&2; fi
	$(PY) scripts/guide.py --check
	$(PY) scripts/rules.py --check
	$(PY) scripts/messages.py --check

bench: env ## run the benchmarks
	@$(PY) -m benchmarks $(ARGS)

# Tests that have a longer form: all laws, and what takes `one_in`, `share` or `LONG` from tests/long.py.
LONG = tests/laws $(filter-out tests/laws/%,$(shell grep -rl --include='test_*.py' '^from tests.long import' tests | sort))
leaks: env ## the long tests: a million answers, a million typed texts, canaries at every position, 100,000 damaged charts
	@INTERTWINE_LEAK_ANSWERS=$(INTERTWINE_LEAK_ANSWERS) INTERTWINE_TYPED_TEXTS=$(INTERTWINE_TYPED_TEXTS) INTERTWINE_LONG=1 \
	  $(BYTECODE) $(PY) -m pytest $(LONG) -p no:cacheprovider $(ARGS)

screenshots: env ## photograph every page into build/screenshots/, to be looked at
	@$(PY) scripts/screenshots.py $(ARGS)

docs: env ## write the generated parts of docs/
	@$(PY) scripts/docs.py $(ARGS)
	@$(PY) scripts/guide.py $(ARGS)
	@$(PY) scripts/rules.py $(ARGS)

messages: env ## bring the catalogues of translations up to date, and say what is not translated
	@$(PY) scripts/messages.py $(ARGS)

# Keeps the versions already locked; `make lock UPGRADE=--upgrade` takes the newest allowed ones.
UPGRADE ?=
lock: $(VENV)/.uv ## write requirements.lock from pyproject.toml
	@$(UV) --no-config pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(UPGRADE) \
	  --output-file requirements.lock >/dev/null

fmt: env ## format and fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what make and the tools made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
