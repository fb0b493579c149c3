# make demo   the main job on the example study and the workbench, from a bare machine with Python 3.11 or newer; SERVE=0 makes the report alone
# make test   every test
# make frontend  the workbench's scripts, styles and fonts anew, after a change in frontend/
# make check  everything that must hold before a commit: lint and test
.POSIX:

ENVIRONMENT = .venv
PYTHON = $(ENVIRONMENT)/bin/python
PIP = $(PYTHON) -m pip --quiet --disable-pip-version-check
DIST = dist
RUN = $(ENVIRONMENT)/.ready
DEVELOP = $(ENVIRONMENT)/.ready-to-develop
VOIKKO = $(ENVIRONMENT)/.voikko
CHROMIUM = $(ENVIRONMENT)/.chromium
FRONTEND = $(PYTHON) frontend/build.py

demo: $(RUN) $(VOIKKO)
	@$(ENVIRONMENT)/bin/teema demo $$(test '$(SERVE)' = 0 && echo --no-serve)

test: $(DEVELOP) $(VOIKKO) $(CHROMIUM) frontend
	@$(FRONTEND) check test
	@$(PYTHON) -m pytest

lint: $(DEVELOP)
	@$(ENVIRONMENT)/bin/ruff check .
	@$(ENVIRONMENT)/bin/ruff format --check .
	@$(ENVIRONMENT)/bin/mypy
	@$(ENVIRONMENT)/bin/lint-imports
	@$(FRONTEND) check

check: lint test

frontend: $(DEVELOP)
	@$(FRONTEND)

bench: $(DEVELOP) $(VOIKKO)
	@$(PYTHON) -m bench $(BENCH)
	@$(PYTHON) -m bench.lemmas
	@$(PYTHON) -m bench.names

fuzz: $(DEVELOP)
	@$(PYTHON) -m fuzz $(FUZZ)

bench-lemmas: $(DEVELOP) $(VOIKKO)
	@$(PYTHON) -m bench.lemmas

bench-names: $(DEVELOP) $(VOIKKO)
	@$(PYTHON) -m bench.names

wheel: $(DEVELOP)
	@$(PYTHON) -m build --wheel --outdir $(DIST) .

try-wheel: $(DEVELOP)
	@scripts/try-wheel.sh

clean:
	rm -rf $(ENVIRONMENT) frontend/node_modules src/teema/web/static/teema dist build teema-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps below make a repeated make quick; a change of pyproject.toml sets everything up anew.
$(PYTHON):
	@python=$$(scripts/find-python.sh) && "$$python" -m venv $(ENVIRONMENT)

$(RUN): $(PYTHON) pyproject.toml
	@echo "Teema: installing into $(ENVIRONMENT) (a few minutes the first time)"
	@$(PIP) install --editable .
	@touch $@

$(DEVELOP): $(RUN)
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --group dev
	@touch $@

$(VOIKKO): $(PYTHON)
	@scripts/voikko.sh
	@touch $@

$(CHROMIUM): $(PYTHON)
	@scripts/chromium.sh
	@touch $@

.PHONY: demo test lint check frontend bench fuzz bench-lemmas bench-names wheel try-wheel clean
