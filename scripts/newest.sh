#!/usr/bin/env bash
# `make test` on the newest Python that this machine has, for what is committed here: in a clone in .tools/newest/.
set -eu
cd "$(dirname "$0")/.."

newest=$(for number in $(seq 11 30); do if "python3.$number" -V >/dev/null 2>&1; then command -v "python3.$number"; fi; done | tail -n 1)
if [ -z "$newest" ] || [ "$("$newest" -V)" = "$(python3 -V)" ]; then
  echo "toolbox: er is hier geen nieuwere Python dan $(python3 -V); daarmee test make test al" >&2
  exit 2
fi
echo "toolbox: de tests met $("$newest" -V)" >&2
[ -d .tools/newest ] || git clone --quiet . .tools/newest
git -C .tools/newest fetch --quiet origin HEAD
git -C .tools/newest checkout --quiet --detach FETCH_HEAD
# Set-up takes the first python3 that it meets.
mkdir -p .tools/newest.bin
printf '#!/bin/sh\nexec "%s" "$@"\n' "$newest" > .tools/newest.bin/python3
chmod +x .tools/newest.bin/python3
PATH="$PWD/.tools/newest.bin:$PATH" make -C .tools/newest test
