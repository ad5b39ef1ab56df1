"""Training of the print recogniser: lines of Latin, Cyrillic, Greek, Georgian and Armenian."""
