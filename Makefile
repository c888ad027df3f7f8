# 回声. `make site` builds the demonstration, `make test` tests everything; see README.md.
# `.PHONY` matters: there is a folder called publish/ and make would call it up to date.

VENV     := .venv
PY       := $(VENV)/bin/python
PUBLISH  := $(VENV)/bin/publish
PORT     ?= 8000
DEMO     ?= demo

.PHONY: site serve test proof lint bench lock clean tools
.DEFAULT_GOAL := site

site: $(VENV)/.runtime
	@test -f $(DEMO)/publish.yml || $(PUBLISH) demo $(DEMO)
	$(PUBLISH) --settings $(DEMO)/publish.yml run
	$(PUBLISH) --settings $(DEMO)/publish.yml data
	$(PUBLISH) --settings $(DEMO)/publish.yml check
	$(PUBLISH) --settings $(DEMO)/publish.yml release
	@echo
	@echo "网站已生成：output/index.html"
	@echo "浏览：make serve，然后打开 http://127.0.0.1:$(PORT)/"

serve: $(VENV)/.runtime
	$(PY) -m http.server $(PORT) --bind 127.0.0.1 --directory output

test: $(VENV)/.dev tools
	$(PY) -m pytest -n auto --dist loadfile

proof: $(VENV)/.dev tools
	$(PY) -m tests.proof

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/.dev
	$(PY) -m bench all

lock: $(VENV)/.dev
	$(VENV)/bin/uv pip compile --quiet pyproject.toml --generate-hashes --no-header -o requirements.lock
	$(VENV)/bin/uv pip compile --quiet pyproject.toml --extra dev --generate-hashes --no-header -o requirements-dev.lock

clean:
	rm -rf output demo releases quarantine

# Browser, font, web servers, sshd, readers of feeds and documents, where this machine lets us install
# them; the tests that need them skip with one line where it does not.
tools:
	@sh tests/install_tools.sh

$(VENV)/bin/python:
	@sh tests/make_venv.sh $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check --no-deps -e .
	$(PY) -m compileall -q publish plugins
	$(PY) -m publish.anonymise
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
