"""The demo: one small practice group from the first name to the exported result, through the real windows."""
