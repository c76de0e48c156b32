"""What the claims about speed are made of: our figure beside the least that the same work can cost."""
