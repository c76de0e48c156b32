"""How somebody sits down at a room's PC: their first name, their PIN, and once a page about data and rights."""
