"""Measurements: `./run bench WHAT`."""
