# One environment in .venv, made when it is missing or when the lock has changed.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help figures report test lab refresh lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed; '$(PYTHON)' is not. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making the environment in $(VENV) (once, a minute or two)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

CORPUS ?= seeds
NAME   := $(shell basename "$(CORPUS)")

figures: $(READY)  ## the study of CORPUS (default: seeds): figures/, tables and report under build/
	@$(PY) -m analysis run "$(CORPUS)" --out "build/$(NAME)" --figures "figures/$(NAME)"

report: figures  ## the same, then say where the HTML report is
	@echo "Open build/$(NAME)/report/index.html in a browser"

test: $(READY)  ## all tests, the notebooks included
	@$(PY) -m pytest tests -n auto --maxprocesses 4 --dist loadfile
	@$(PY) -m pytest notebooks

lab: $(READY)  ## JupyterLab, opened on notebooks/
	@$(VENV)/bin/jupyter lab --notebook-dir=. notebooks

refresh: $(READY)  ## execute the committed notebooks in place, metadata scrubbed
	@$(PY) -m analysis refresh

lock:  ## write requirements.lock anew (maintainers; needs uv)
	uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-header --no-annotate -o requirements.lock

clean:  ## remove build/ and the environment
	rm -rf build $(VENV)
