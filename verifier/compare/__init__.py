"""Readings against readings and claim, field by field."""
