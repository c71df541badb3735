"""Message catalogues: finding what is to be translated, checking what was, and pseudo-locales."""
