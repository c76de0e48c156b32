"""What a person can do: one public function is one action, one transaction, one change set."""
