"""Running an installation: start, stop, keep alive."""
