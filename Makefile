# Every command of this project. "make run" shows the site, "make test" checks all of it.
# Overridable: make run PORT=8001 HOST=0.0.0.0 VAR_DIR=/srv/bmcspine
.DELETE_ON_ERROR:
.PHONY: help run check test databases in-front nginx browser trials backups machines faults format bench weights lighthouse

HOST ?= 127.0.0.1
PORT ?= 8000
VAR_DIR ?= var
VENV ?= .venv
BIN = $(VENV)/bin
MANAGE = $(BIN)/python manage.py
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check

DEMONSTRATION = SITE_PROFILE=demonstration HOST="$(HOST)" PORT="$(PORT)" VAR_DIR="$(VAR_DIR)" \
	SECRET_KEY_FILE="$(VAR_DIR)/secret-key" SEALING_PUBLIC_KEY_FILE="$(VAR_DIR)/sealing-public-key" \
	SEALING_PRIVATE_KEYS_FILE="$(VAR_DIR)/sealing-private-keys"
# Stand-in values: enough to load the settings, worthless to anybody.
STAND_IN = ENV_FILE=/dev/null DATABASE_URL=sqlite://:memory: SECRET_KEY=stand-in-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJ

help:
	@echo "make run         show the site at http://$(HOST):$(PORT)/"
	@echo "make test        check everything, in a browser too (installs what it needs)"
	@echo "make check       the quick part of it: style, types, imports, tests without a browser"
	@echo "make databases   what rests on the database or on several machines, on real servers"
	@echo "make nginx       the site behind nginx: its tests, its speed, slow clients (4 minutes)"
	@echo "make format      bring Python and templates into shape"
	@echo "make trials      requests for a call under kills, floods and failing mail servers (20 minutes)"
	@echo "make backups     backup and restore while people write and read, killed, without the list (10 minutes)"
	@echo "make machines    how soon one machine shows what another changed (a report)"
	@echo "make faults      readers and senders while database, disk, clock or processes fail (10 minutes)"
	@echo "make bench       requests per second, memory, start (a report, nothing fails)"
	@echo "make weights     what each page weighs on its first visit"
	@echo "make lighthouse  scores of Lighthouse (a report, nothing fails)"

# --- The site -------------------------------------------------------------------------

run: $(VENV)/installed
	@$(PORT_IS_FREE) || { echo "Cannot listen on $(HOST):$(PORT). Another: make run PORT=8001" >&2; exit 1; }
	@umask 077; mkdir -p "$(VAR_DIR)"; \
	for secret in secret-key demo-password; do $(MAKE_SECRET) "$(VAR_DIR)/$$secret"; done
	@umask 077; test -s "$(VAR_DIR)/sealing-public-key" || $(DEMONSTRATION) SEALING_PUBLIC_KEY_FILE= \
		$(MANAGE) new_sealing_key "$(VAR_DIR)/sealing-private-keys" > "$(VAR_DIR)/sealing-public-key"
	@$(DEMONSTRATION) $(MANAGE) migrate --verbosity 0
	@$(DEMONSTRATION) $(MANAGE) seed_content
	@$(DEMONSTRATION) $(MANAGE) demo_accounts --password-file "$(VAR_DIR)/demo-password"
	@$(DEMONSTRATION) $(MANAGE) collectstatic --no-input --verbosity 0
	@$(DEMONSTRATION) $(MANAGE) write_error_pages
	@echo "The site: http://$(HOST):$(PORT)/   Staff: http://$(HOST):$(PORT)/admin/   Stop: Ctrl-C"
	@export $(DEMONSTRATION); $(MANAGE) worker & worker=$$!; \
	$(BIN)/python -m gunicorn -c gunicorn.conf.py & web=$$!; \
	trap "kill $$web $$worker 2>/dev/null; wait; exit 0" INT TERM; \
	wait $$web; status=$$?; kill $$worker 2>/dev/null; wait; exit $$status

PORT_IS_FREE = $(BIN)/python -c 'import socket, sys; address = sys.argv[1], int(sys.argv[2]); \
	family = socket.getaddrinfo(*address)[0][0]; \
	socket.create_server(address, family=family).close()' "$(HOST)" "$(PORT)" 2>/dev/null
# Once, for the owner's eyes only: "x" refuses to overwrite.
MAKE_SECRET = $(BIN)/python -c 'import pathlib, secrets, sys; path = pathlib.Path(sys.argv[1]); \
	path.exists() or path.open("x").write(secrets.token_urlsafe(48 if "key" in path.name else 12))'

# --- The checks -----------------------------------------------------------------------

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	find templates -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	$(BIN)/lint-imports --no-logo
	$(STAND_IN) SITE_PROFILE=demonstration $(BIN)/mypy
	$(STAND_IN) SITE_PROFILE=demonstration $(MANAGE) makemigrations --check --dry-run
	$(STAND_IN) $(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/pytest --numprocesses auto --ignore tests/browser --ignore tests/databases --ignore tests/machines --ignore tests/backups/trials \
		--ignore tests/nginx

PRODUCTION = SITE_PROFILE=production ALLOWED_HOSTS=www.example.org SITE_URL=https://www.example.org \
	SEALING_PUBLIC_KEY=3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08= \
	EMAIL_HOST=mail.example.org EMAIL_FROM=site@example.org CALLBACK_MAIL_TO=desk@example.org

test: check databases in-front browser

databases: $(VENV)/installed-dev
	$(BIN)/python -m tests.databases.prepare
	$(BIN)/python -m tests.databases.postgres $(BIN)/pytest --numprocesses auto $(ON_POSTGRES)
	$(BIN)/pytest tests/databases
	$(BIN)/pytest --numprocesses auto --dist loadfile tests/machines

# What rests on the database; the rest of the tests would only repeat itself there.
ON_POSTGRES = tests/publishing tests/procedures tests/stories tests/contacts tests/clinicians tests/callbacks tests/images \
	tests/site/test_hostile_forms.py tests/site/test_hostile_addresses.py

in-front: $(VENV)/installed-dev
	$(BIN)/python -m tests.nginx.prepare
	$(BIN)/pytest --numprocesses 2 --dist loadfile tests/nginx

nginx: in-front
	$(BIN)/python -m tests.nginx.prepare trials
	$(BIN)/python -m tests.nginx.trials

browser: $(VENV)/installed-dev
	$(BIN)/python tests/browser/prepare.py
	$(BIN)/pytest --numprocesses auto --dist worksteal tests/browser

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	find templates -name '*.html' -exec $(BIN)/djade --target-version 5.2 {} +

trials: $(VENV)/installed-dev
	for trial in kill cut parallel flood mail_faults; do \
		$(BIN)/python -m tests.callbacks.$$trial || exit 1; done

backups: $(VENV)/installed-dev
	$(BIN)/python -m tests.databases.prepare
	$(BIN)/python -m tests.backups.prepare
	$(BIN)/pytest tests/backups

machines: $(VENV)/installed-dev
	$(BIN)/python -m tests.databases.prepare
	$(BIN)/python -m tests.machines.trial

faults: $(VENV)/installed-dev
	$(BIN)/python -m tests.faults.prepare
	$(BIN)/python -m tests.faults

bench: $(VENV)/installed-dev
	$(BIN)/python -m tests.bench.prepare
	for stories in 10 1000 100000; do $(BIN)/python -m tests.bench --stories $$stories || exit 1; done
	$(BIN)/python -m tests.bench.reload
	$(BIN)/python -m tests.bench.sign_ins
	$(BIN)/python -m tests.bench.edits

weights: $(VENV)/installed-dev
	$(BIN)/python tests/browser/prepare.py
	$(BIN)/pytest --quiet -p no:randomly tests/browser/test_weight.py

lighthouse: $(VENV)/installed-dev
	$(BIN)/python tests/browser/prepare.py tests/browser/lighthouse
	$(BIN)/python -m tests.browser.lighthouse.report

# --- Python and packages, again only when a list of requirements changes ----------------

$(VENV)/installed: requirements.txt
	@$(USABLE) || for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
		if $$python -c $(NEW_ENOUGH) 2>/dev/null; then $$python -m venv --clear $(VENV); break; fi; done
	@$(USABLE) || { echo $(NO_PYTHON) >&2; exit 1; }
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements-machines.txt $(VENV)/installed
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

NEW_ENOUGH = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'
USABLE = $(BIN)/python -c $(NEW_ENOUGH) 2>/dev/null
NO_PYTHON = "No Python 3.11 or newer with venv was found." \
	"On Debian or Ubuntu: sudo apt-get install python3 python3-venv" \
	"(where python3 is older: python3.11 and python3.11-venv)."
