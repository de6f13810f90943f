.PHONY: run test test-chaos test-pdf help-pictures pictures lint fmt messages simulate bench backup restore
export PATH := $(CURDIR)/.venv/bin:$(PATH)

run: ## install what is missing, then start everything
	@bin/install run
	@exec .venv/bin/python -m kinerja.supervisor

test: ## install what is missing, then run every test
	@bin/install test
	@bin/test

test-chaos: ## kill the processes fifty times; KINERJA_CHAOS_SEED=… repeats a run
	@bin/install test
	@python -m pytest -n 2 --dist loadfile --maxfail 1 -p no:cacheprovider -o python_files='chaos_*.py' tests/chaos

test-pdf: ## every paper against PDF/A-3a and PDF/UA-1 by veraPDF (Java)
	@bin/install pdf
	@KINERJA_TEST_DB=sqlite python -m pytest -q -n 0 -p no:cacheprovider -o python_files='pdf_*.py' tests/pdf

help-pictures: ## take the pictures of the help pages anew, from the pages themselves
	@bin/install test
	@mkdir -p static/help
	@KINERJA_HELP_PICTURES="$(CURDIR)/static/help" python -m pytest -q -n 0 -p no:cacheprovider tests/journeys/test_help.py

pictures: DIR ?= $${KINERJA_VAR:-var}/gambar
pictures: ## a picture of every page, wide and narrow, into DIR (gambar/ of KINERJA_VAR)
	@bin/install test
	@mkdir -p "$(DIR)"
	@KINERJA_PICTURES="$(DIR)" python -m pytest -q -n 0 -p no:cacheprovider tests/journeys/test_pages.py

lint: ## what CI checks before the tests
	@bin/install test
	@bin/lint

fmt: ## rewrite the code in the house format
	@bin/install test
	ruff check --fix --quiet . || true
	ruff format .
	djade --target-version 5.2 $$(git ls-files 'templates/*.html')

messages: export SECRET_KEY ?= kunci-untuk-terjemahan-saja
messages: CATALOGUE = locale/en/LC_MESSAGES/django.po
messages: ## new texts into the English catalogue; what is untranslated then stands empty
	@bin/install test
	@python manage.py makemessages -v0 -l en --no-location --no-wrap --no-obsolete --ignore .venv --ignore tests
	@msgattrib --no-obsolete --no-wrap --sort-output -o $(CATALOGUE) $(CATALOGUE)
	@sed -i '/^"POT-Creation-Date/d' $(CATALOGUE)

simulate: export SECRET_KEY ?= kunci-untuk-simulasi-saja
simulate: ## walk a year of all agencies; results in simulasi/ of KINERJA_VAR (var)
	@bin/install run
	@mkdir -p "$${KINERJA_VAR:-var}" && .venv/bin/python manage.py migrate -v0
	.venv/bin/python manage.py simulate --year 2026 --out "$${KINERJA_VAR:-var}/simulasi"

bench: ## form, workbook, opening and paper beside the least that could do the same, queries of a sweep; no seconds
	@bin/install test
	@python -m pytest -q -s -n 0 -p no:cacheprovider -o python_files='bench_*.py' tests/bench

backup: export SECRET_KEY ?= kunci-untuk-cadangan-saja
backup: FILE ?= $${KINERJA_VAR:-var}/cadangan/kinerja-$(shell date +%Y%m%d-%H%M%S).tar.gz
backup: ## database, files and key in one file; FILE=… names it
	@bin/install run
	@.venv/bin/python manage.py backup "$(FILE)"

restore: export SECRET_KEY ?= kunci-untuk-cadangan-saja
restore: ## FILE=… back into place; GANTI=ya over what is there
	@bin/install run
	@test -n "$(FILE)" || { echo "[pulih] sebut berkasnya: make restore FILE=…"; exit 2; }
	@mkdir -p "$${KINERJA_VAR:-var}" && .venv/bin/python manage.py restore "$(FILE)" $(if $(GANTI),--ganti)
