"""Candor: identity document verification that says why."""
