#!/bin/sh
# Puts into .venv what a lock names, torch, and this project. Usage: python.sh run|dev
set -eu

lock="requirements/$1.txt"
python="${PYTHON:-python3}"

stop() {
    printf '\n%s\n\n' "$*" >&2
    exit 1
}

command -v "$python" >/dev/null ||
    stop "Python is missing. On Debian or Ubuntu: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "This needs Python 3.11 or newer, and $python is $("$python" -V 2>&1). If you have another, name it: make PYTHON=python3.12 …"

if [ ! -x .venv/bin/pip ]; then
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "Python cannot make virtual environments here. On Debian or Ubuntu: apt-get install python3-venv"
    echo "Making .venv"
    "$python" -m venv --clear .venv
fi
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }

echo "Installing the Python packages of $lock (the first time takes a minute or two)"
pip install --quiet --no-deps --require-hashes --requirement "$lock"

# torch is not in the locks: its builds for the CPU and for a GPU differ in hash and in what they
# need. Its version alone is fixed, and with everything else in place pip adds only what a GPU needs.
torch=$(sed -n 's/.*"\(torch==[0-9.]*\)".*/\1/p' pyproject.toml)
if ! pip show --quiet torch 2>/dev/null; then
    echo "Installing $torch (no GPU? docs/setting-up.md says how to get the much smaller CPU build)"
fi
pip install --quiet "$torch"

pip install --quiet --no-deps --no-build-isolation --editable .
pip check
