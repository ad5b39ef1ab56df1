"""The words every stage speaks: frozen records that import nothing of ours."""
