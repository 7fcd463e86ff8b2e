# make run · make test · make check · make eval · make bench
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# On Linux the registry's torch needs several GB of CUDA packages. A CPU build from elsewhere:
#   make run TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: install run test check eval bench fuzz look crash lock clean

run: install
	@$(BIN)/dateline ingest --once samples
	@$(BIN)/dateline bot

install: $(VENV)/.installed

# The lock is complete, so nothing is resolved: the resolver takes a quarter of an hour over this.
$(VENV)/.installed: requirements.lock pyproject.toml
	@echo "Installing into $(VENV) (about 2 GB, two to five minutes) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or newer: make run PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --progress-bar on --no-deps $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) -r requirements.lock
	@$(BIN)/python -c 'import torch' 2>/dev/null || \
		{ echo "This torch needs its CUDA packages; fetching them (several GB) …"; $(PIP) install torch==2.13.0; }
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

test: install
	@$(BIN)/python -m pytest -q

check: install
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy .
	@$(BIN)/lint-imports

eval: install
	@$(BIN)/dateline eval

bench: install
	@$(BIN)/python -m cli.bench
	@$(BIN)/python -m tests.bot.load

# A chat with the real bot over the samples, as pages for a browser at the width of a phone.
look: install
	@$(BIN)/python -m tests.look build/look

# Not in CI nor in the lock: few machines can build atheris. Once: .venv/bin/pip install atheris
# Findings are written as crash-*, timeout-* and oom-*; SECONDS=3600 searches for longer.
SECONDS ?= 300
fuzz: install
	@$(BIN)/python -m tests.fuzz -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 -max_len=20000

# Fifty kills of an ingest at random moments, twenty full disks, and a kill at every named step
# (about fifteen minutes).
crash: install
	@$(BIN)/python -m tests.crash 50

# Only this resolves; needs uv (pip install uv). CUDA packages are left out: see `install`.
lock:
	uv pip compile --universal --python-version 3.11 pyproject.toml --group dev --no-header --no-annotate \
		| grep -vE '^(nvidia-|cuda-|triton)' > requirements.lock

clean:
	rm -rf $(VENV) data build
