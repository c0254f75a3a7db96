# Thin: names the tasks. `make site` and `make test` need Python ≥ 3.11 with pip, git and make, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE_READY := .cache/environments/site
TEST_READY := .cache/environments/test
DOCUMENTS_READY := .cache/environments/documents
RUNTIME_READY := .cache/environments/runtime
INSTALL := install --quiet --disable-pip-version-check --require-hashes --no-deps

QUICK := tests/calculator tests/charts tests/documents tests/pages tests/plan_model tests/site/test_repository.py tests/site/test_no_plan_in_code.py

.PHONY: site documents review serve web bundle test quick check format bench clean
.DEFAULT_GOAL := site

site: $(SITE_READY) $(RUNTIME_READY)
	@$(BIN)/python -m scripts.build_site

serve: site
	@$(BIN)/python -m scripts.serve_site

web: site
	@$(BIN)/python -m scripts.precompress

# What reads PDF, for `python -m scripts.add_plan plan.pdf`.
documents: $(DOCUMENTS_READY)

review: $(SITE_READY)
	@$(BIN)/python -m scripts.review_plan $(KEY)

bundle: site
	@$(BIN)/python -m scripts.build_bundle

test: site $(TEST_READY)
	@$(BIN)/python -m scripts.ensure_browsers
	@$(BIN)/python -m scripts.ensure_servers
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

# What needs no browser and no second build.
quick: $(TEST_READY)
	$(BIN)/python -m pytest -q -m "not browser" $(QUICK)

# The same checks as pre-commit runs.
check: $(TEST_READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m scripts.check_types

format: $(TEST_READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: site $(TEST_READY)
	@$(BIN)/python -m bench

clean:
	rm -rf build site dist .cache

$(BIN)/python:
	@echo "Creating $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

$(SITE_READY): requirements/site.lock | $(BIN)/python
	@echo "Installing the build's packages …"
	@$(BIN)/python -m pip $(INSTALL) --requirement requirements/site.lock
	@mkdir -p $(@D) && touch $@

$(TEST_READY): requirements/test.lock $(SITE_READY)
	@echo "Installing the tests' packages …"
	@$(BIN)/python -m pip $(INSTALL) --requirement requirements/test.lock
	@mkdir -p $(@D) && touch $@

$(DOCUMENTS_READY): requirements/documents.lock $(SITE_READY)
	@echo "Installing what reads PDF …"
	@$(BIN)/python -m pip $(INSTALL) --requirement requirements/documents.lock
	@mkdir -p $(@D) && touch $@

$(RUNTIME_READY): requirements/runtime.lock
	@echo "Installing pyodide-build in .venv-runtime …"
	@test -x .venv-runtime/bin/python || $(PYTHON) -m venv .venv-runtime
	@.venv-runtime/bin/python -m pip $(INSTALL) --requirement requirements/runtime.lock
	@mkdir -p $(@D) && touch $@
