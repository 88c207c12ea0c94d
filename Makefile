# The environment is a virtual environment in the checkout, pinned with hashes by constraints.txt.
# Needs Python 3.11 to 3.13, make and git.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed
UV_VERSION := $(shell sed -n 's/^uv==\([0-9.]*\).*/\1/p' constraints.txt)

# In two processes, each file of tests whole in one of them.
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder

export UV_COMPILE_BYTECODE := 1
export UV_NO_CONFIG := 1
export DO_NOT_TRACK := 1
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

JUPYTER := $(VENV)/jupyterlab

.PHONY: refresh test quick lint bench notebooks lock clean

refresh: $(STAMP)  ## build the warehouse from raw/, gate it and publish it
	@$(VENV)/bin/anpo refresh

test: $(STAMP) lint  ## ruff, the type checker and the whole test suite
	$(VENV)/bin/pytest $(SIDE_BY_SIDE)

quick: $(STAMP)  ## the quick part of the tests
	$(VENV)/bin/pytest $(SIDE_BY_SIDE) -m "not slow"

lint: $(STAMP)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

bench: $(STAMP)  ## measure; prints ratios to a floor taken in the same run
	$(VENV)/bin/python -m tests.benchmarks.main_job

notebooks: $(STAMP) $(JUPYTER)/.installed  ## open the notebooks in JupyterLab
	$(JUPYTER)/bin/jupyter-lab --notebook-dir=notebooks $(if $(filter 0,$(shell id -u)),--allow-root)

$(STAMP): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info[:2] <= (3, 13) else "anpo needs Python 3.11 to 3.13, but $(PYTHON) is %d.%d: run make PYTHON=/path/to/python3.12" % sys.version_info[:2])'
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(VENV)/bin/uv pip sync --quiet --require-hashes constraints.txt
	$(VENV)/bin/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# JupyterLab has an environment of its own; its kernel is the project's.
$(JUPYTER)/.installed: $(STAMP) notebooks/constraints.txt
	$(VENV)/bin/python -m venv --clear --without-pip $(JUPYTER)
	VIRTUAL_ENV=$(CURDIR)/$(JUPYTER) $(VENV)/bin/uv pip sync --quiet --require-hashes notebooks/constraints.txt
	$(VENV)/bin/python -m ipykernel install --prefix $(JUPYTER) --name python3 --display-name anpo
	@touch $@

lock:  ## write the constraints anew from pyproject.toml
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group pyproject.toml:dev -o constraints.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group pyproject.toml:jupyterlab -o notebooks/constraints.txt

clean:  ## remove the environment and everything built
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .benchmarks warehouse/current warehouse/anpo.duckdb warehouse/snapshots warehouse/failed warehouse/.laws warehouse/.staging-* warehouse/.discarded-* warehouse/.lock
