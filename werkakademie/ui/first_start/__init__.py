"""The first start: the site, the first account, its password, the recovery key."""
