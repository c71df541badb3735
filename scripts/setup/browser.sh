#!/bin/sh
# Makes sure that the browser tests have a Chromium.
set -eu

! command -v chromium >/dev/null || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -qq --yes --no-install-recommends chromium
else
    echo "The browser tests need Chromium. On Debian: sudo apt-get install chromium" >&2
    exit 1
fi
