"""Every table, one file for each subject; importing this package registers them all."""
