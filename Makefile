# The work of every day by one word each; `make help` lists them. Two are all the set-up there is: `make audit` and `make test`.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
SOURCE ?= examples/site
SHARED ?= ../shared
WORKERS ?= 2
GOLD := $(wildcard $(SHARED)/gold/*-dev.jsonl $(SHARED)/gold/*-dev2.jsonl)
BESIDE := $(patsubst %,--beside %,$(wildcard examples/labelled/*.jsonl))
quoted = '$(subst ','\'',$(1))'

.DEFAULT_GOAL := help
.PHONY: help audit test check calibrate bench screenshots clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

audit: $(VENV)/installed ## audit SOURCE (an address, folder or file; by default the example) into OUTPUT, and say where the report is
	@$(BIN)/auditor audit $(call quoted,$(SOURCE)) $(if $(OUTPUT),--output $(call quoted,$(OUTPUT))) $(OPTIONS)

test: $(VENV)/installed-test ## run the tests; TESTS=tests/test_cli runs some of them, WORKERS=0 in one process
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

check: $(VENV)/installed-test ## what must hold before a change lands: ruff, its format, mypy, the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

calibrate: $(VENV)/installed-test ## rebuild all that depends on the rules: weights, curves, floors, golden pages (needs the labelled sets in SHARED)
	$(if $(GOLD),,@echo "make calibrate: no labelled sentences in $(SHARED)/gold: nothing was rebuilt. Set SHARED=… to the folder that holds them." >&2; exit 2)
	$(BIN)/auditor rules test
	$(BIN)/auditor rules calibrate $(GOLD) $(BESIDE) --write --json > $(VENV)/figures.json
	$(BIN)/python benchmarks/reference.py $(SHARED) curves
	$(BIN)/python benchmarks/reference.py $(SHARED) trust
	$(BIN)/python benchmarks/floors.py $(VENV)/figures.json
	$(BIN)/python -m pytest tests/test_golden.py --accept-golden

bench: $(VENV)/installed-test ## measure what is too long for CI: speed, and quality on the sets in SHARED
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/quality.py $(SHARED)

screenshots: $(VENV)/installed-test ## take the README's pictures again, from the report of the example (needs Chromium)
	$(BIN)/python docs/make_screenshots.py

clean: ## remove the virtual environment and what tools left; reports and the store stay
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "make: Python 3.11 or newer is needed, and $(PYTHON) is not: install it, or name it: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: $(PYTHON) cannot make virtual environments: install its venv module (Debian and Ubuntu: apt install python3-venv)." >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-test: $(VENV)/created pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@ $(VENV)/installed
