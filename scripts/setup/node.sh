#!/bin/sh
# Puts into node_modules what package-lock.json names.
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

echo "Installing the front-end packages"
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
