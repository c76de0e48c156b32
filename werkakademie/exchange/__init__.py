"""What crosses the border of the program: foreign spreadsheets and packages, read with distrust."""
