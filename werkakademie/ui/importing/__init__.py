"""The page on which lists of people come in from spreadsheets."""
