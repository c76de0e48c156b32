"""The encrypted store: vault, engine, transactions, migrations, search, attachments, and queries per noun."""
