"""Pure functions of values: rates, days, folding; they know no table and no file."""
