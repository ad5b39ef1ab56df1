"""Insight: what is refused, what was reversed and why, so that wrong refusals get fewer."""
