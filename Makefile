# Copyright (c) 2026 homelab.mediastack contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# The first Python that runs at all: it only starts the tools that find or make the right one.
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do \
	"$$python" -c '' 2>/dev/null && echo "$$python" && break; done)
RUN := .venv/bin/python -m tests.run

export ANSIBLE_COLLECTIONS_PATH := $(CURDIR)/.build/collections
export PATH := $(CURDIR)/.venv/bin:$(PATH)
export PYTHONPATH := $(CURDIR):$(CURDIR)/.build/collections
export PYTHONPYCACHEPREFIX := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/homelab-mediastack/pycache

.DEFAULT_GOAL := help
.PHONY: help venv packages lock cluster cluster-down lint test-fast test-unit test-contract test-component \
	test-cluster test site demo demo-down bench docs clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

venv: ## Make the environment with all tools (about a minute, once)
	@$(PYTHON) -m tests.tools.venv

packages: ## Install the programs that the tests need (qbittorrent-nox), and unpack other versions of them
	@$(PYTHON) -m tests.tools.packages
	@$(PYTHON) -m tests.tools.qbittorrents

lock: venv ## Lock the newest versions of the tools in requirements/dev.txt
	@.venv/bin/python -m tests.tools.lock

cluster: ## Bring up the test cluster (kind)
	@$(PYTHON) -m tests.cluster up

cluster-down: ## Remove the test cluster
	@$(PYTHON) -m tests.cluster down

lint: venv ## Run all linters and the quality tests
	@$(RUN) lint

test-fast: venv packages ## Run linters for Python, unit and contract tests: no cluster, under two minutes
	@$(RUN) fast

test-unit: venv ## Run the unit tests
	@$(RUN) unit

test-contract: venv packages ## Hold the stand-ins against recordings of the programs
	@$(RUN) contract

test-component: venv packages ## Run every module through ansible-playbook
	@$(RUN) component

test-cluster: venv ## Run the tests on the test cluster
	@$(RUN) integration

test: venv packages ## Run everything but the long scenarios
	@$(RUN) all

site: venv ## Deploy and link the demo stack again (ARGS="--check --diff")
	@.venv/bin/python -m tests.demo.site $(ARGS)

demo: ## Bring up the whole stack on a cluster on this machine, and show it
	@$(MAKE) --no-print-directory -j2 cluster venv
	@.venv/bin/python -m tests.demo

demo-down: ## Remove the demo with its cluster
	@$(PYTHON) -m tests.cluster down --all

bench: venv packages ## Measure speed and growth
	@.venv/bin/python -m tests.bench

docs: venv ## Write docs/variables.md from the catalog
	@.venv/bin/python -m tests.tools.variables

clean: ## Remove what make has made here; environments in the cache stay
	@rm -rf .build build .venv
