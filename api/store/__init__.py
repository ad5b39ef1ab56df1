"""The database: tables, connections, migrations, and the server embedded by default."""
