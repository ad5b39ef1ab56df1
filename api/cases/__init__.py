"""The life of a verification: who acts next and by when, from first upload to last appeal."""
