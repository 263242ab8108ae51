# The two commands: `make site` and `make test`. Each does its own set-up.
.PHONY: site test looked tried quick test-newest serve check docs wheel editor fuzz bench profile audit coverage counted mutants faults clients clean

site:
	@scripts/setup.sh site
	@.venv/bin/toolbox build

serve:
	@scripts/setup.sh site
	@.venv/bin/toolbox serve

check:
	@scripts/setup.sh site
	@.venv/bin/toolbox check

# A wheel that builds a site without this clone and without Node, in dist/.
wheel:
	@scripts/setup.sh site
	@.venv/bin/python -m pip wheel --quiet --no-deps --no-build-isolation --no-index --wheel-dir dist .

# The commands' reference in the README, and the tests behind each promise in SECURITY.md.
docs:
	@scripts/setup.sh site
	@.venv/bin/python scripts/reference.py
	@.venv/bin/python scripts/promises.py
	@.venv/bin/python scripts/measured.py

# One more than there are cores: a test that waits for a browser or a program leaves its core to another.
workers = $$(($$(getconf _NPROCESSORS_ONLN) + 1))
all = -n $(workers) --dist loadgroup
# From Python 3.12 on it costs little to count which lines the tests reach; before, it takes twice as long.
counts = .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))'

# What Python compiles is kept, whatever the shell asks: each worker would compile all tests again.
unexport PYTHONDONTWRITEBYTECODE

editor:
	@scripts/setup.sh editor
	@.venv/bin/toolbox editor

test:
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory --jobs=2 looked tried

# Beside the tests: a type checker keeps one core waiting.
looked:
	@.venv/bin/ruff check scripts tests
	@.venv/bin/ruff format --check scripts tests
	@.venv/bin/lint-imports --no-logo --no-cache
	@.venv/bin/mypy

tried:
	@if $(counts); then COVERAGE_CORE=sysmon $(MAKE) --no-print-directory counted; else .venv/bin/pytest $(all); fi

# While you work: no browser, no paper, no site, and few examples of each property.
quick:
	@scripts/setup.sh test
	@.venv/bin/ruff check scripts tests
	@EXAMPLES=few .venv/bin/pytest -n $(workers) -m 'not slow'

# The same tests on the newest Python of this machine.
test-newest:
	@scripts/newest.sh

# Every property with all its examples, others each time; then the fuzzer.
fuzz:
	@scripts/setup.sh test
	@EXAMPLES=all .venv/bin/pytest -n $(workers) -m hypothesis
	@cd tests && ../.venv/bin/python -m fuzz

# Some 25 minutes on an idle machine; BENCH=--short looks at each once, BENCH=--all at what is around it as well.
bench:
	@scripts/setup.sh test
	@.venv/bin/python -m bench $(BENCH)

# A flame graph of how the paper of 3.1 is laid out, in .build/profile.svg. The profiler is in no lock: no test and no user
# needs it, and it looks into processes. It comes from the registry once, into a folder that `make clean` throws away.
py-spy = 0.4.3
profile:
	@scripts/setup.sh site
	@[ -x .tools/profiler/bin/py-spy ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --target .tools/profiler py-spy==$(py-spy)
	@.tools/profiler/bin/py-spy record --format flamegraph --output .build/profile.svg --rate 500 -- .venv/bin/python scripts/profile_paper.py

# Licences, and what is known to be unsafe in what is locked. Asks the registries.
audit:
	@scripts/setup.sh editor >&2
	@.venv/bin/python scripts/audit.py

# All tests, and how much of the code they reach; part of the targets that ask for it.
counted:
	@rm -rf .build/coverage
	@.venv/bin/python -m coverage run -m pytest $(all)
	@.venv/bin/python -m coverage combine -q
	@echo "lines reached: $$(.venv/bin/python -m coverage report --format=total)%"

# All tests again, and which lines they never reach: also on a Python on which `make test` does not count them.
coverage:
	@scripts/setup.sh test
	@$(MAKE) --no-print-directory counted
	@.venv/bin/python -m coverage report

# Which changes to the rules no test sees: some minutes.
mutants:
	@scripts/setup.sh test
	@.venv/bin/python scripts/mutants.py

# What goes wrong on a real machine, done to real builds in each of their phases: some minutes. FAULTS='EIO swap' tries only those.
faults:
	@scripts/setup.sh test
	@cd tests && ../.venv/bin/python -m faults $(FAULTS)

# Every answer typed with real programs, saved, and read back: some minutes. CLIENTS='pdftk Firefox' tries only those.
clients:
	@scripts/setup.sh test
	@.venv/bin/toolbox build
	@cd tests && ../.venv/bin/python -m clients $(CLIENTS)

clean:
	rm -rf site .build .site.kept .tools
