"""From answers to ranked, explained roles. Pure: no Flask, no database, no environment."""
