"""Machinery for `country_profiles/`; no country in it."""
