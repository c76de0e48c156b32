"""Reporting packages: pseudonymous rows as a data package, signed by the site, encrypted for the centre."""
