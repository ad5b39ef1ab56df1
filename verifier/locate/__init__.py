"""Pages to faces: find, flatten, turn upright."""
