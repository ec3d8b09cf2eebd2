# The commands of the project. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
# Paths are relative, and Python calls every program: a script's first line fails in a folder with a space in its name.
BIN := $(VENV)/bin
APP := $(VENV)/app.installed
DEV := $(VENV)/dev.installed
ENGINES := $(VENV)/engines.installed
SCRIPTS := node_modules/installed
PORT ?= 8501
EXAMPLE := EXAMPLE_DATA=1 DATABASE_URL=sqlite:///data/example/assessments.db
# Stopping with Ctrl+C is not an error.
SERVE = trap 'exit 0' INT; $(BIN)/python -m streamlit run app.py --server.port $(PORT)
# A worker for each core, up to four, because each starts a browser, a PostgreSQL server and apps of its own. A file stays
# on one worker, and the files keep the order of tests/conftest.py: the longest first.
PARALLEL := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# What was compiled is kept, also where the environment says otherwise: each worker would compile every test at each run.
test quick: export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run demo test quick check format lock bench screenshots sample clean

help: ## list the targets, with one line for each
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(APP) ## start the app on http://localhost:8501 (PORT=… for another port)
	@echo "Starting on http://localhost:$(PORT) (stop with Ctrl+C)"
	@$(SERVE)

demo: $(APP) ## start an invented example instead, and print how to sign in to it
	@$(EXAMPLE) $(BIN)/python -m scripts.demo
	@echo "Starting on http://localhost:$(PORT) (stop with Ctrl+C)"
	@export $(EXAMPLE); $(SERVE)

test: $(DEV) ## run every test, with a real browser and a real PostgreSQL if they can be installed
	@scripts/find-pgbouncer
	@BROWSER_FOR_TESTS="$$(scripts/find-browser)" $(BIN)/python -m pytest $(PARALLEL)

quick: $(DEV) ## run what needs no browser or PostgreSQL, starts no program and reads no whole report, while you work
	@$(BIN)/python -m pytest $(PARALLEL) -m "not browser and not postgresql and not app and not process and not layout and not gate"

check: $(DEV) $(SCRIPTS) ## check style, types, import contracts, the question banks and the browser scripts
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy
	@$(BIN)/python $(BIN)/lint-imports
	@$(BIN)/python -m assessment check
	@npm run --silent check

format: $(DEV) $(SCRIPTS) ## format the code in the project's style
	@$(BIN)/python -m ruff check --fix .
	@$(BIN)/python -m ruff format .
	@npm run --silent format

bench: $(DEV) $(ENGINES) ## measure the speed, compare it with an empty app and write the figures to benchmarks/
	@BROWSER_FOR_TESTS="$$(scripts/find-browser)" $(BIN)/python -m benchmarks

screenshots: $(DEV) ## take a picture of every page at 1280 and 390 pixels, and of the PDF, into pictures/
	@EXAMPLE_DATA=1 BROWSER_FOR_TESTS="$$(scripts/find-browser)" $(BIN)/python -m scripts.screenshots

sample: $(DEV) ## build the sample reports, with a picture of every page, into pictures/samples
	@$(BIN)/python -m scripts.samples

lock: $(DEV) ## resolve requirements*.in into exact versions with hashes
	@scripts/lock

clean: ## remove the virtual environment and every cache (the database stays)
	@rm -rf $(VENV) node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache pictures

$(VENV)/bin/python:
	@$(PYTHON) -m venv $(VENV)

$(APP): requirements.txt | $(VENV)/bin/python
	@echo "Installing what the app needs (about a minute the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(APP)
	@echo "Installing what the checks and tests need"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@

$(ENGINES): requirements-bench.txt | $(VENV)/bin/python
	@echo "Installing the PDF engines to compare with, apart from the product"
	@$(PYTHON) -m venv $(VENV)/engines
	@$(VENV)/engines/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-bench.txt
	@touch $@

$(SCRIPTS): package-lock.json
	@command -v npm >/dev/null || { echo "Install Node.js 20 or later, with npm: it checks the browser scripts. The app itself does not need it." >&2; exit 1; }
	@npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@
