"""Pages to findings, one measure per file."""
