# `make report` and `make test` need Python 3.11 or newer (with venv) and GNU make; uv is used when it
# is there. README.md gives the same commands for Windows. Add to the report's command line with
# ARGS, say: make report ARGS='--set outlets=["TASS"]'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

VENV ?= .venv
PY := $(VENV)/bin/python
RUN := $(PY) -m helpers
ARGS ?=
REPORT := $(VENV)/.report-installed
TESTS := $(VENV)/.tests-installed
FEEDS := $(VENV)/.feeds-installed
SCALE := $(VENV)/.scale-installed
BENCH_TOOLS := $(VENV)/.bench-installed
N ?= 1000000

# uv brings its own certificates; a machine behind a proxy has its proxy's among the system's.
SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)
export UV_SYSTEM_CERTS ?= $(SYSTEM_CERTS)
export UV_NATIVE_TLS ?= $(SYSTEM_CERTS)

.PHONY: help report test test-all lint lab feeds scale release-report pictures faults bench bench-large external docs gallery lock clean

help:
	@echo 'make report          the report: reports/index.html'
	@echo 'make test            the quick tests, with coverage'
	@echo 'make test-all        the slow tests too: browser, JupyterLab, building twice'
	@echo 'make lint            ruff check'
	@echo 'make lab             JupyterLab on the notebooks'
	@echo 'make feeds           what `collect` needs to read feeds and web pages'
	@echo 'make scale           what large corpora need, and those in Parquet, WARC or HTML'
	@echo 'make release-report  the one edition that git holds'
	@echo 'make faults          every fault that a run must survive, with counts (a quarter of an hour)'
	@echo 'make pictures        the pictures that the figures are compared with: tests/pictures'
	@echo 'make bench           how fast tagging, corpora and reports are; writes nothing'
	@echo 'make bench-large     corpora of 1,000, 10,000 ... up to N articles, N=1000000 by default'
	@echo 'make external BENCH=FOLDER  score the taggers on public data: data/benchmarks.csv'
	@echo 'make docs            the measured figures in docs/methods'
	@echo 'make gallery         the pictures in docs/, from the edition that git holds (needs a Chromium)'
	@echo 'make lock            hashed locks from the requirements (needs uv)'
	@echo 'make clean           what can be made again: .venv and var'

report: $(REPORT)
	@$(RUN) report $(ARGS)

# By two to four workers; what shares fixtures stays together.
test: $(TESTS)
	@$(PY) -m pytest -q --cov --cov-report=term -n logical --maxprocesses 4 --dist loadfile $(ARGS)

# Only what is slow: the rest is `make test`.
test-all: $(TESTS)
	@$(PY) -m pytest -q -m slow $(ARGS)

lint: $(TESTS)
	@$(PY) -m ruff check .

lab: $(REPORT)
	@$(PY) -m jupyterlab --notebook-dir=. notebooks/explore.ipynb $(ARGS)

feeds: $(FEEDS)

scale: $(SCALE)

release-report: $(REPORT)
	@$(RUN) report $(ARGS)
	@$(RUN) prune --keep 1 --no-each-month

faults: $(TESTS)
	@$(PY) -m tests.faults.run_faults $(ARGS)

bench: $(BENCH_TOOLS)
	@$(PY) -m tests.bench $(ARGS)

bench-large: $(TESTS)
	@$(PY) -m tests.bench --only sizes --large $(N) $(ARGS)

# After a change of a figure that is meant: look at it first.
pictures: $(TESTS)
	@$(RUN) report $(ARGS)
	@$(PY) -m tests.looks reports/latest/figures

external: $(TESTS)
	@test -n "$(BENCH)" || { echo 'make external needs BENCH=FOLDER, see tests/external.py'; exit 2; }
	@$(PY) tests/external.py "$(BENCH)"

docs: $(TESTS)
	@$(PY) tests/method_pages.py

gallery: $(TESTS)
	@$(PY) tests/gallery.py

lock:
	@command -v uv >/dev/null || { echo 'make lock needs uv: https://docs.astral.sh/uv'; exit 2; }
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header requirements.txt -o helpers/requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header -c helpers/requirements.lock pyproject.toml --extra feeds \
	  -o helpers/feeds.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header -c helpers/requirements.lock -c helpers/feeds.lock pyproject.toml \
	  --extra scale -o helpers/scale.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --no-header -c helpers/requirements.lock -c helpers/feeds.lock \
	  -c helpers/scale.lock tests/requirements.txt -o tests/requirements.lock

clean:
	rm -rf $(VENV) var

# A uv environment has no pip, so whichever of the two is at hand installs. The lock is complete,
# hence --no-deps; Python compiles what it imports, which is less than all (40 s against 67 s).
# The project itself follows, editable, built by the flit_core of the lock.
define install
	@set -e; \
	if command -v uv >/dev/null 2>&1; then \
	  uv pip install -q --python $(PY) --require-hashes --no-deps -r $(1); \
	  uv pip install -q --python $(PY) --no-deps --no-build-isolation -e .; \
	else \
	  $(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null; \
	  $(PY) -m pip install -q --disable-pip-version-check --no-compile --require-hashes --no-deps -r $(1); \
	  $(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $@
endef

$(REPORT): helpers/requirements.lock pyproject.toml | $(PY)
	$(call install,helpers/requirements.lock)

$(FEEDS): helpers/feeds.lock | $(REPORT)
	$(call install,helpers/feeds.lock)

$(SCALE): helpers/scale.lock | $(REPORT)
	$(call install,helpers/scale.lock)

$(TESTS): tests/requirements.lock helpers/requirements.lock helpers/feeds.lock helpers/scale.lock \
    pyproject.toml | $(PY)
	$(call install,tests/requirements.lock)
	@touch $(REPORT) $(FEEDS) $(SCALE)

$(BENCH_TOOLS): tests/bench/requirements.txt | $(TESTS)
	@if command -v uv >/dev/null 2>&1; then uv pip install -q --python $(PY) -r $<; \
	else $(PY) -m pip install -q --disable-pip-version-check -r $<; fi
	@touch $@

# Without uv, the first Python on PATH that is new enough and has venv.
$(PY):
	@set -e; \
	if command -v uv >/dev/null 2>&1; then \
	  uv venv -q --allow-existing --python "$${PYTHON:->=3.11}" $(VENV); exit 0; \
	fi; \
	for python in $${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    "$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
	      echo "$$python has no venv. On Debian or Ubuntu: apt-get install python3-venv"; exit 2; }; \
	    "$$python" -m venv $(VENV); exit 0; \
	  fi; \
	done; \
	echo 'Python 3.11 or newer is needed, see https://www.python.org/downloads'; exit 2
