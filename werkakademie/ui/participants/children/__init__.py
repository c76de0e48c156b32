"""The tab „Kinder“ of a person's record."""
