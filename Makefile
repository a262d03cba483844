# Everything lives in .venv; a target sets up what it needs and is quick the second time.
PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
READY := .venv/ready
READY_DEV := .venv/ready-dev
READY_PAGE := .venv/ready-page
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: demo test slow page check bench bench-telegram catalogues lock clean

demo: $(READY) page
	BOT_WEB_PORT=$(PORT) $(BIN)/python -m bot demo

test: $(READY_DEV) page
	$(BIN)/python -m pytest -m "not slow" $(MANY)

# What `make test` leaves out: more rounds of kill -9, the English story, the installed wheel.
slow: $(READY_DEV) page
	$(BIN)/python -m pytest -m slow $(MANY)

MANY := -n auto --dist loadfile --no-loadscope-reorder

# Bundles the report box's page with a Node from PyPI; quick where nothing has changed.
page: $(READY_PAGE)
	$(BIN)/python page-src/build.py

check: $(READY_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/language

bench: $(READY_DEV)
	$(BIN)/python -m bench.turns
	$(BIN)/python -m bench.start

# Minutes rather than seconds: 500 people on Telegram beside two bare echoes.
bench-telegram: $(READY_DEV)
	$(BIN)/python -m bench.telegram

# Brings new texts of the code into the catalogues; what they lack, `make check` says.
catalogues: $(READY_DEV)
	$(BIN)/python locales/update.py

# Writes the lock files anew from pyproject.toml.
lock: $(READY_DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile $(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile $(LOCK) --group page -o requirements-page.lock

LOCK := --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	--python-version 3.11

clean:
	rm -rf bot/reports/page page-src/node_modules
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.lock
	touch $@

$(READY_DEV): requirements-dev.lock $(READY)
	$(PIP) -r requirements-dev.lock
	touch $@

$(READY_PAGE): requirements-page.lock $(READY)
	$(PIP) -r requirements-page.lock
	touch $@
