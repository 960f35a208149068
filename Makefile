# What one does with reportgen. `make help` lists the targets; each sets up what it needs by itself.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
RUN := $(BIN)/.ready
TOOLS := $(BIN)/.ready-tools
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
JOBS ?= 2

say = @printf '\033[1m==\033[0m %s\n'

.PHONY: help setup generate template test test-all lint bench eval check-dist preview gallery wheel lock clean

help: ## list the targets
	@echo "reportgen: one Chinese news article in, a PDF briefing and a PowerPoint deck out."
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(RUN) ## make the environment in .venv/ (Python 3.11 or newer)

$(BIN)/python:
	$(say) "setting up .venv/ (Python 3.11 or newer; once, a minute or two)"
	@for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  "$$python" -m venv .venv || { rm -rf .venv; \
	    echo "$$python cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	  "$$python" --version; exit 0; done; \
	echo "No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3 …" >&2; exit 1

$(RUN): requirements.lock pyproject.toml | $(BIN)/python
	$(say) "installing what reportgen runs on (requirements.lock, checked by hash)"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q .venv/lib reportgen >/dev/null || true
	@touch $@
	$(say) "ready: .venv/bin/reportgen"

$(TOOLS): tests/requirements.lock $(RUN)
	$(say) "installing what the tests need (tests/requirements.lock, checked by hash)"
	@$(PIP) install --require-hashes -r tests/requirements.lock
	@touch $@

generate: $(RUN) ## write dist/ from the articles in seeds/
	$(say) "writing dist/ from seeds/"
	@$(BIN)/reportgen generate --verbose
	@ls -l dist | awk 'NR > 1 && /^-/ {printf "   dist/%s  %d kB\n", $$NF, ($$5 + 999) / 1000}'

template: $(RUN) ## rebuild templates/deck-*.pptx from the theme and the wording
	@$(BIN)/python -m reportgen.deck.template

test: $(TOOLS) ## the quick tests (minutes)
	$(say) "running the quick tests"
	@$(BIN)/python -m pytest -q -n $(JOBS)

test-all: $(TOOLS) lint check-dist ## every test, the linters and check-dist
	$(say) "running the slow tests"
	@$(BIN)/python -m pytest -q -n $(JOBS) -m slow

lint: $(TOOLS) ## ruff, mypy
	$(say) "reading the code: ruff, mypy"
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: $(TOOLS) ## how long it takes, against a plain script
	$(say) "measuring cold runs, interleaved with a plain script's"
	@$(BIN)/python -m tests.bench

gallery: $(TOOLS) ## build/gallery.pdf: every chart shape with its edge cases
	$(say) "drawing every chart shape"
	@mkdir -p build
	@$(BIN)/python -m tests.charts.gallery build/gallery.pdf
	@ls -l build/gallery.pdf

check-dist: $(TOOLS) ## rebuild dist/ elsewhere and compare part by part
	$(say) "comparing dist/ with what the seeds give now"
	@$(BIN)/python -m tests.check_dist

eval: $(TOOLS) ## how well the labelled articles are read
	$(say) "reading the labelled articles and the samples"
	@$(BIN)/python -m tests.eval

preview: $(TOOLS) ## pictures of dist/ into dist/preview/ (LibreOffice for the deck)
	$(say) "painting dist/"
	@$(BIN)/python -m tests.preview

wheel: $(TOOLS) ## build/reportgen-*.whl
	$(say) "building the wheel"
	@$(BIN)/python -m build --quiet --wheel --no-isolation --outdir build .

lock: ## renew the two lock files from pyproject.toml
	$(say) "resolving versions (a few minutes)"
	@rm -rf build/lock && python3 -m venv build/lock && build/lock/bin/pip -q install pip-tools
	@compile() { PIP_CONFIG_FILE=/dev/null build/lock/bin/pip-compile --quiet --strip-extras --generate-hashes \
	    --all-build-deps --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$$@" pyproject.toml; }; \
	  compile -o requirements.lock; compile -c requirements.lock --group dev -o tests/requirements.lock

clean: ## remove what can be made again; dist/ stays
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find reportgen tests -name __pycache__ -type d -prune -exec rm -rf {} +
