"""Where personal data lies sealed: keys, envelopes, objects, and how they end."""
