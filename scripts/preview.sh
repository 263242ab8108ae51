#!/usr/bin/env bash
# The site as it becomes when a proposal is taken in: `preview.sh BASE HEAD`, in a checkout of BASE that nobody works in.
# Only content/ and forms/ of what Git makes of the two are put in it; all that runs is BASE's own.
set -eu
cd "$(dirname "$0")/.."
base=$1 head=$2

status=0
joined=$(git merge-tree --write-tree --name-only --no-messages "$base" "$head") || status=$?
tree=${joined%%$'\n'*}
if [ "$status" = 1 ]; then
  echo "Van dit voorstel is er geen voorbeeld: het past niet meer bij wat er nu is. Op dezelfde plek is intussen iets anders" \
    "veranderd, in:"
  tail -n +2 <<< "$joined"
  exit 1
fi
[ "$status" = 0 ] || exit 2

git restore --source="$tree" --staged --worktree -- content forms
.venv/bin/toolbox build
