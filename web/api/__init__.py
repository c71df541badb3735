"""The JSON interface, version 1: no cookies, no journey, nothing logged. See docs/api.md."""
