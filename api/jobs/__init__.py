"""Work done beside the web process: on Procrastinate, in PostgreSQL, on any number of hosts."""
