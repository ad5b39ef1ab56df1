"""The front door: what this address is; in demo mode, ways to try it at once."""
