# make run    opens the workbench in the browser
# make test   installs what the tests need and runs all of them
# make bench  prints how fast it is, as ratios beside yardsticks
# make lint   style, types and import contracts
#
# An editable install is not compiled by pip; without that, each start of a command would compile it in memory
# wherever Python is told to write no byte-code.

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: run test bench lint clean

run: $(VENV)/.installed
	$(BIN)/workbench

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[postgresql]'
	$(BIN)/python -m compileall -q workbench
	touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[postgresql]' --group dev
	$(BIN)/python -m compileall -q workbench
	touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info
