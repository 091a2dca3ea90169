# Two commands are enough: `make build` and `make test`. Each sets up what it needs and does
# nothing twice. `make help` lists the rest.

.DEFAULT_GOAL := build
SETUP_INPUTS := pyproject.toml constraints.txt tools/setup.sh
BIN := .venv/bin

.PHONY: build
build: .venv/ready-for-build ## set up, then build every edition into build/
	$(BIN)/communique build

.PHONY: test
test: .venv/ready-for-test ## set up, then check the code and run the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist worksteal

.PHONY: check
check: .venv/ready-for-build ## check the texts and catalogues of this newsroom
	$(BIN)/communique check

.PHONY: format
format: .venv/ready-for-test ## put the code in its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: reference
reference: .venv/ready-for-test ## renew the generated parts of docs/
	$(BIN)/python docs/generate.py

.PHONY: words
words: .venv/ready-for-test ## take the words for values out of a new CLDR, and of our tables
	$(BIN)/python tools/cldr_words.py
	$(BIN)/python tools/number_words.py

.PHONY: pictures
pictures: .venv/ready-for-test ## draw the golden pictures of pages and the README's picture anew
	$(BIN)/pytest -q tests/test_pictures.py --update-goldens

# A corpus is a folder DIR/<locale>/*.po of real translations; none is part of this repository.
CORPORA ?= corpora
SITE ?= https://www.example.org/
POFILTER ?= pofilter
EVIDENCE := PYTHONPATH=tools $(BIN)/python -m evidence

.PHONY: evidence
evidence: .venv/ready-for-test ## measure the checks: make evidence CORPORA=DIR
	$(EVIDENCE) recall --write
	$(EVIDENCE) precision $(CORPORA) --site $(SITE) --write
	$(BIN)/python docs/generate.py

.PHONY: speed
speed: .venv/ready-for-test ## race against pofilter: make speed CORPORA=DIR
	$(EVIDENCE) speed $(CORPORA) --site $(SITE) --pofilter $(POFILTER) --write
	$(BIN)/python docs/generate.py

.PHONY: bench-memory
bench-memory: .venv/ready-for-test ## measure the memory with a million segments, some ten minutes
	PYTHONPATH=tools $(BIN)/python -m bench memory --write
	$(BIN)/python docs/generate.py

.PHONY: clean
clean: ## remove what was made, but not the environment
	find build -mindepth 1 -maxdepth 1 ! -name README.md -exec rm -rf {} +
	rm -rf dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.PHONY: help
help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1	/' | expand -t 18

.venv/ready-for-build: $(SETUP_INPUTS)
	tools/setup.sh build

.venv/ready-for-test: $(SETUP_INPUTS)
	tools/setup.sh test
