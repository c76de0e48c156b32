"""Documents: records in, bytes out. Reportlab is loaded by these modules only, and they are loaded late."""
