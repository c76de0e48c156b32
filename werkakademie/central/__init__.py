"""The central store: takes packages in, counts their rows. An engine is passed in; PostgreSQL or SQLite."""
