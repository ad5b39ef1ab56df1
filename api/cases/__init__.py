"""The life of a verification: who acts next and by when, from the first upload to the last appeal."""
