#!/usr/bin/env bash
# Check a newsroom in continuous integration. Settings come from the environment, never from
# text that is pasted into a command: a branch name cannot become one.
#
#   COMMUNIQUE_PROJECT   the project folder (.)
#   COMMUNIQUE_FORMAT    github, gitlab, text … (text)
#   COMMUNIQUE_FAIL_ON   error or warning (the house's own setting, or error)
#   COMMUNIQUE_REQUIRE   languages that must be complete, with commas between them
#   COMMUNIQUE_SINCE     only what has changed since this revision
#   COMMUNIQUE_BASELINE  a file of accepted findings (the house's own setting, or none)
#   COMMUNIQUE_SARIF     where to write the findings for code scanning as well
#   COMMUNIQUE_PAGE      where to write the findings as a page for translators as well
#
# It exits as the check does: 0 nothing stops, 1 the content is wrong, 2 the command is.
set -euo pipefail

# Forges give zeros for the revision before a branch began; then everything is new.
since=${COMMUNIQUE_SINCE:-}
[ -n "${since//0/}" ] || since=
if [ -n "$since" ]; then
    # In a container the checkout is another user's, and git has to be told that it may look.
    count=${GIT_CONFIG_COUNT:-0}
    export "GIT_CONFIG_KEY_$count=safe.directory" "GIT_CONFIG_VALUE_$count=$PWD"
    export GIT_CONFIG_COUNT=$((count + 1))
fi

options=(--project="${COMMUNIQUE_PROJECT:-.}")
[ -z "${COMMUNIQUE_FAIL_ON:-}" ] || options+=(--fail-on="$COMMUNIQUE_FAIL_ON")
[ -z "${COMMUNIQUE_REQUIRE:-}" ] || options+=(--require="$COMMUNIQUE_REQUIRE")
[ -z "$since" ] || options+=(--since="$since")
[ -z "${COMMUNIQUE_BASELINE:-}" ] || options+=(--baseline="$COMMUNIQUE_BASELINE")

[ -z "${COMMUNIQUE_SARIF:-}" ] || options+=(--also="sarif=$COMMUNIQUE_SARIF")
[ -z "${COMMUNIQUE_PAGE:-}" ] || options+=(--also="html=$COMMUNIQUE_PAGE")
communique check "${options[@]}" --format="${COMMUNIQUE_FORMAT:-text}"
