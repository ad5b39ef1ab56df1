"""The HTTP API: the same verification as the command, the same report."""
