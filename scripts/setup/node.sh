#!/bin/sh
# Puts into node_modules what package-lock.json names. Usage: node.sh run|dev
#
# What only tests and measurements need (four fifths of it) comes with dev alone.
set -eu

stop() {
    printf '\n%s\n\n' "$*" >&2
    exit 1
}

for program in node npm; do
    command -v "$program" >/dev/null ||
        stop "$program is missing. The site's styles and scripts are built with Node.js 20 or newer and its npm."
done
node -e "process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)" ||
    stop "This needs Node.js 20 or newer, and yours is $(node --version)."

case "$1" in
    run) omit=--omit=dev ;;
    dev) omit= ;;
    *) stop "Usage: node.sh run|dev" ;;
esac

echo "Installing the front-end packages"
npm ci $omit --ignore-scripts --no-audit --no-fund --loglevel=error
