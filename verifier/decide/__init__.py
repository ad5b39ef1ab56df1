"""Findings and policy to a decision and what would change it."""
