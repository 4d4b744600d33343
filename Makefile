# What a developer types, on Linux and macOS. README.md and resources/manual have the lines for Windows, where `make` is seldom at hand.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEMO := $(CURDIR)/runs/demo

# Only the marked tests; `make test` runs the others.
REST := slow or corpus or window or server

# Where nobody reads the reasons of skipped tests, a skip is a failure.
ifeq ($(CI),true)
PYTEST := PYTHONPATH=tests/plugins $(BIN)/python -m pytest -p nothing_may_skip
else
PYTEST := $(BIN)/python -m pytest
endif

.PHONY: help setup run check test test-all kill-test bench translations clean
.DEFAULT_GOAL := help

help:
	@echo 'make setup     make $(VENV) and install sigverify in it, with what its tests need'
	@echo 'make run       open the window; without a display, replay the demo and save its pictures'
	@echo 'make check     style, types and the order of the rooms'
	@echo 'make test      make check, then the tests: minutes, no network, no corpus'
	@echo 'make test-all  make test, then the tests marked $(REST)'
	@echo 'make translations  bring resources/translations up to date with the sources; LANGUAGE=de begins another'
	@echo 'make kill-test  kill the program at work NUMBER=200 times, drawn by SEED=1, and print what was left;'
	@echo '                AT=server does so where its store lies on a PostgreSQL server, AT=window with a pen on the window'
	@echo 'make bench     time the hot paths, nothing else; sigverify benchmark compares with others'
	@echo 'make clean     remove caches and runs/'

setup: $(INSTALLED)

# PYTHON=… chooses one. ensurepip is what Debian keeps in a package of its own, python3-venv.
$(INSTALLED): pyproject.toml
	@for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
	    "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    echo "Using $$("$$python" --version), $$(command -v "$$python")"; \
	    exec "$$python" -m venv $(VENV); \
	done; \
	echo 'sigverify needs Python 3.11 or newer with its module venv: found none$(if $(PYTHON), in $(PYTHON)).' >&2; \
	echo 'Install one (on Debian and Ubuntu: apt-get install python3 python3-venv), or name it: make setup PYTHON=/path/to/python3' >&2; \
	exit 1
	@echo 'Installing sigverify and what it needs, torch and Qt among it: minutes, and gigabytes, the first time.'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@echo 'Compiling what is worked by the thousand: once, half a minute'
	@$(BIN)/python -c 'from sigverify.verification.loops import load_loops; load_loops()'
	@touch $@

# Windows and macOS always have a display; elsewhere a variable names it.
run: setup
	@case "$$(uname -s)" in Darwin | MINGW* | MSYS* | CYGWIN*) screen=yes ;; *) screen="$$DISPLAY$$WAYLAND_DISPLAY" ;; esac; \
	if [ -n "$$screen" ]; then \
	    exec $(BIN)/sigverify; \
	fi; \
	echo 'There is no display: replaying the demo instead of opening the window, which takes some minutes.'; \
	QT_QPA_PLATFORM=offscreen $(BIN)/sigverify demo --pictures '$(DEMO)'

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	QT_QPA_PLATFORM=offscreen $(PYTEST) --numprocesses auto --dist loadfile

test-all: test
	QT_QPA_PLATFORM=offscreen $(PYTEST) -m '$(REST)'

translations: setup
	$(BIN)/python tools/translations.py $(LANGUAGE)

NUMBER ?= 200
SEED ?= 1
kill-test: setup
	$(BIN)/python tests/reliability/killing.py --number $(NUMBER) --seed $(SEED) $(addprefix --,$(AT))

bench: setup
	$(BIN)/python -m pytest tests/benchmarks/hot_paths.py --benchmark-columns=min,median,max,rounds

clean:
	rm -rf runs dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
