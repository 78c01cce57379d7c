# Convoca. `make` alone lists the commands; each works on a fresh clone.
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready

PORT ?= 8000
AT ?= running
DB ?= sqlite

# Bytecode is kept even where a machine says otherwise: without it every start takes twice as long.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset demo-links check test lint bench migration messages lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

$(READY): requirements.lock requirements-uv.txt pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV)
	@touch $@

demo: $(READY) ## the demonstration on http://127.0.0.1:8000 (PORT=, AT=open|closed|validation|scoring|ruled|running, DB=postgres)
	@$(PY) -m app.cli demo --port $(PORT) --at $(AT) --db $(DB)

demo-reset: $(READY) ## throw the demonstration's databases away
	@$(PY) -m app.cli demo-reset

demo-links: $(READY) ## the entry links of the running demonstration, as JSON
	@$(PY) -m app.cli demo-links

check: lint ## lint and the fast suite on SQLite: while working
	@$(PY) -m pytest -q -n 2 --dist loadgroup -m "not browser and not slow"

test: $(READY) ## everything, on SQLite and PostgreSQL, with a browser: before landing
	@$(PY) -m tools.suite

lint: $(READY) ## style, types, import law, templates
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m pytest -q tests/architecture/test_templates.py tests/architecture/test_house.py

bench: $(READY) ## load beside a bare baseline, then a phone on a thin line; writes bench/results.md and bench/thin.md
	@$(PY) -m bench
	@$(PY) -m bench.thin

migration: $(READY) ## write the migration that brings the tables to the models (MSG="what changes")
	@$(PY) -m tools.migration "$(or $(MSG),tables)"

messages: $(READY) ## what the Spanish and English catalogues lack
	@$(PY) -m pytest -q tests/architecture/test_catalogues.py

lock: $(READY) ## resolve requirements.lock again from pyproject.toml
	@$(VENV)/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --group dev pyproject.toml -o requirements.lock

clean: ## remove the virtual environment and every cache, never var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
