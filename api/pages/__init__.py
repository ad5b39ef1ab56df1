"""What people meet in a browser: server-rendered pages that work without JavaScript."""
