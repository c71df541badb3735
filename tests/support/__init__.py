"""Things that several kinds of test need: engines, strategies, people."""
