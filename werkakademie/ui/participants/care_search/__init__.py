"""On a person's page: the search for lasting places, the letter to the Kita, and work held against care."""
