"""The end of an enrolment: a dialog that each page can open."""
