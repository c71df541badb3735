"""``compass doctor``: what is installed, built, migrated, reachable and stale, and what to do."""
