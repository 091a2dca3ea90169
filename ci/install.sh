#!/usr/bin/env bash
# Install communique for the steps of a job on GitHub, into a folder that a workflow may cache.
#
#   GITHUB_ACTION_PATH   where this repository is
#   RUNNER_TEMP          where `communique/` is made
#   GITHUB_PATH          the file that tells later steps where commands are
set -euo pipefail

source=$GITHUB_ACTION_PATH
home=$RUNNER_TEMP/communique
# What a cache has kept is used if it was made of this very source, and still runs.
wanted=$(
    cd "$source"
    find src templates pyproject.toml constraints.txt -type f ! -name '*.pyc' -exec cksum {} + |
        LC_ALL=C sort | cksum
)
if [ "$(cat "$home/source" 2>/dev/null)" != "$wanted" ] ||
    ! "$home/bin/communique" --version >/dev/null 2>&1; then
    if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        echo "::error::communique needs Python 3.11 or newer; put actions/setup-python before it"
        exit 2
    fi
    rm -rf "$home"
    python3 -m venv "$home"
    # The constraints also hold for the environment in which the package is built.
    PIP_CONSTRAINT=$source/constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
        "$home/bin/pip" install --quiet "$source"
    printf '%s' "$wanted" > "$home/source"
fi
# This command alone: the Python of later steps stays what it was.
mkdir -p "$home/commands"
ln -sf ../bin/communique "$home/commands/communique"
printf '%s\n' "$home/commands" >> "$GITHUB_PATH"
