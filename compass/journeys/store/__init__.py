"""The only place that reads or writes the tables of a journey; one module a noun.

Every function takes the session of a transaction that somebody else opened and will commit,
so state and log are written together or not at all.
"""
