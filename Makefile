# Every task has a name here; `make` alone lists them. docs/setting-up.md says more.

BIN := .venv/bin
PYTEST_FLAGS ?=
# On all cores. Each begins at another end, so that most tests of a file, and what they share, stay
# together; who has done its part takes over half of what another has left.
ON_ALL_CORES := --numprocesses=auto --dist=worksteal

# Files that say "done, with these inputs": nothing is installed or built twice.
RUN_READY := .venv/.ready-run
DEV_READY := .venv/.ready-dev
NODE_READY := node_modules/.ready-run
NODE_DEV_READY := node_modules/.ready-dev
ASSETS := web/static/manifest.json

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run setup setup-dev assets test check everything-else format docs messages screenshots walks lock clean

help: ## List these tasks
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: setup ## Set up what is missing, then serve the site (PORT=8000 unless you say)
	@exec $(BIN)/compass serve --prepare

test: setup-dev check everything-else ## Set up, then run every check and every test

check: $(DEV_READY) $(NODE_DEV_READY) ## The quick checks: style, types, layers, templates, unit tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --profile=jinja --lint web/templates
	$(BIN)/pytest tests/unit -q $(ON_ALL_CORES) --disable-socket --allow-unix-socket $(PYTEST_FLAGS)

everything-else: setup-dev
	scripts/setup/browser.sh
	scripts/setup/postgresql.sh
	$(BIN)/compass build
	$(BIN)/pytest tests --ignore=tests/unit $(ON_ALL_CORES) --allow-hosts=127.0.0.1,::1,localhost $(PYTEST_FLAGS)

format: $(DEV_READY) ## Lay out the Python code
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

docs: $(DEV_READY) ## Make docs/coverage.md and docs/to-verify.md again, after roles have changed
	$(BIN)/compass catalogue coverage > docs/coverage.md.new
	$(BIN)/compass catalogue to-verify > docs/to-verify.md.new
	mv docs/coverage.md.new docs/coverage.md
	mv docs/to-verify.md.new docs/to-verify.md

messages: $(DEV_READY) ## Find what is to be translated again, after words have changed
	$(BIN)/pybabel --quiet extract --mapping-file=pyproject.toml --omit-header --no-wrap \
		--add-location=file --sort-by-file --keywords=N_ --output-file=web/translations/messages.pot .

screenshots: setup-dev ## Take the pictures of the site again
	scripts/setup/browser.sh
	$(BIN)/python -m scripts.screenshots

walks: setup-dev ## Walk the journeys of docs/journeys again, and take their pictures
	scripts/setup/browser.sh
	$(BIN)/python -m scripts.walks

setup: $(RUN_READY) $(ASSETS) ## Install what running needs and build the assets

setup-dev: $(DEV_READY) $(NODE_DEV_READY) $(ASSETS) ## The same, with what the tests need

assets: $(ASSETS) ## Build web/static from web/assets

$(RUN_READY): requirements/run.txt pyproject.toml scripts/setup/python.sh
	@scripts/setup/python.sh run
	@touch $@

$(DEV_READY): requirements/dev.txt pyproject.toml scripts/setup/python.sh
	@scripts/setup/python.sh dev
	@touch $@ $(RUN_READY)

$(NODE_READY): package-lock.json scripts/setup/node.sh
	@scripts/setup/node.sh run
	@touch $@

$(NODE_DEV_READY): package-lock.json scripts/setup/node.sh
	@scripts/setup/node.sh dev
	@touch $@ $(NODE_READY)

$(ASSETS): $(NODE_READY) $(shell find web/assets 2>/dev/null)
	@npm run --silent build

# torch is left out of the locks; `pyproject.toml` says what it needs (tool.uv.dependency-metadata).
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version=3.11 --generate-hashes \
	--no-header --no-emit-package=torch pyproject.toml requirements/packaging.in

lock: $(DEV_READY) ## Write the lock files again (UPGRADE=--upgrade for newer versions)
	$(LOCK) $(UPGRADE) --all-extras --output-file=requirements/dev.txt
	$(LOCK) --extra=build --constraint=requirements/dev.txt --output-file=requirements/run.txt
	npm install --package-lock-only

clean: ## Remove everything that can be made again, but not the database
	rm -rf .venv node_modules web/static var/artefacts var/artefacts-compared
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
