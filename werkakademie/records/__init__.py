"""What views read and actions take: enums, typed ids and small frozen records, from the standard library only."""
