"""The words of the `candor` command, one file each."""
