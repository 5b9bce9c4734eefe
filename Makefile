# Spoorboek. Two targets are all a newcomer needs: `make run` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
CASES ?= 20000

.PHONY: help run test check lint lint-types lint-rest format docs proof bench bench-web bench-hotspots audit-score

help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/installed: requirements/core.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/core.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
	$(BIN)/python -m spoorboek.stats.space.priming
	@touch $@

.venv/installed-test: .venv/installed requirements/test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

run: .venv/installed ## install, load the example city, build its letters, serve at http://localhost:8000
	$(BIN)/spoorboek demo --serve --port $(PORT)

test: .venv/installed-test ## run every test, on SQLite and (where installed) on PostgreSQL
	$(BIN)/python scripts/run_tests.py

lint: .venv/installed-test ## style, types, import laws, security, generated pages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MAKE) --no-print-directory --jobs 2 --output-sync lint-types lint-rest

lint-types:
	$(BIN)/mypy

lint-rest:
	$(BIN)/lint-imports --no-logo
	$(BIN)/bandit --quiet --recursive src --configfile pyproject.toml
	$(BIN)/python scripts/generate_docs.py --check

check: lint ## what CI runs: lint, six kills of proof on each database, and all tests
	$(BIN)/python scripts/proof.py --kills 6
	$(MAKE) test

format: .venv/installed-test ## put the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: .venv/installed-test ## write the generated pages again
	$(BIN)/python scripts/generate_docs.py

proof: .venv/installed-test ## words against chance, withheld cells, 100 kills, 10,000 damaged lists
	$(BIN)/python scripts/simulate_claims.py
	$(BIN)/python scripts/disclosure_proof.py
	$(BIN)/python scripts/reader_proof.py --files 10000
	$(BIN)/python scripts/proof.py --kills 100
	SPOORBOEK_TRIALS=100 $(BIN)/python -m pytest tests/golden/test_letters_rebuilt.py -k altered
	$(BIN)/python scripts/import_fuzz.py
	SPOORBOEK_TRIALS=2000 $(BIN)/python -m pytest tests/property/test_space_scan_twins.py
	$(BIN)/python scripts/prove_hotspots.py
	$(BIN)/python -m pytest tests/journeys/test_every_page.py --everybody
	$(BIN)/python -m scripts.word_proof --letters 200
	$(BIN)/python -m pytest tests/leaks/test_leak_random_worlds.py --leak-worlds 10000
	$(BIN)/python -m scripts.hidden_times
	$(BIN)/python -m pytest tests/property/test_case_writers.py tests/property/test_editor_writers.py --interleavings 500

bench: .venv/installed-test ## measure commands, counting and letters, medians
	$(BIN)/python scripts/bench.py

bench-web: .venv/installed-test ## measure pages, 4 people at once, 20,000 cases, 50 letters (CASES=200000 for more; ONLY="list of signals,one case" for less)
	$(BIN)/python -m scripts.bench_web --cases $(CASES) --only "$(ONLY)"

bench-hotspots: .venv/installed-test ## measure hot places and near repeats, medians of five
	$(BIN)/python scripts/bench_hotspots.py

audit-score: .venv/installed-test ## how well the audit of letters finds what is wrong, with every miss
	$(BIN)/python -m scripts.audit_score
