"""Signed two-dimensional codes and signed files: found, taken apart, and verified offline."""
