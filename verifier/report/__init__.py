"""The stable report contract, for each audience and for the terminal."""
