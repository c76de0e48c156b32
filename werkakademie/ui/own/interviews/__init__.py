"""Job interviews at the participant's place: prepare, practise, and what comes after."""
