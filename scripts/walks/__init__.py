"""Six people walk through the real site: what docs/journeys shows, and can be walked again.

``python -m scripts.walks`` takes the pictures; ``frame`` has what a person does on the site,
``young`` and ``older`` who the six are and where they go.
"""
