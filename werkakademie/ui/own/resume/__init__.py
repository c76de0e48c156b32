"""The CV: five short steps, and the sheet beside them as it will be printed."""
