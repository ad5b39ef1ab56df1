"""Cryptography that the kept libraries refuse, on public values only."""
