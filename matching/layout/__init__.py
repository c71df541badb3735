"""The map of all roles: where each lies, so that near means alike, and what changes where.

coordinates.py   a layout, and the file of published coordinates
make.py          role vectors to a layout (build only: scikit-learn)
directions.py    which traits grow towards which side of the map
"""
