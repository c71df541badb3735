#!/bin/sh
# Makes sure that the tests have PostgreSQL's server programs. They start servers of their own.
set -eu

! command -v initdb >/dev/null || exit 0
for program in /usr/lib/postgresql/*/bin/initdb; do
    [ ! -x "$program" ] || exit 0
done

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing PostgreSQL for the tests"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq --yes --no-install-recommends postgresql
else
    echo "The tests need PostgreSQL's server programs. On Debian: sudo apt-get install postgresql" >&2
    exit 1
fi
