"""The widgets that pages share; none of them knows a service, so that the first pages can use them too."""
