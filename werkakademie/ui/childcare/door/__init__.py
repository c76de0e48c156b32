"""The carer's place at the door."""
