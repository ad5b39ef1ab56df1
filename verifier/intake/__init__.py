"""Bytes to pages, within limits."""
