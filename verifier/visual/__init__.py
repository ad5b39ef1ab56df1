"""Faces to readings: printed text by label and place."""
