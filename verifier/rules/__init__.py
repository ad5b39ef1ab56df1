"""Readings and profile to findings: one rule kind per file."""
