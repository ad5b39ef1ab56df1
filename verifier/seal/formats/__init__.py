"""Codecs that schemes are written in, one encoding per file; they believe nothing."""
