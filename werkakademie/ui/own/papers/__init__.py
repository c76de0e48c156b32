"""My papers: certificates, letters, CV, folders; making a folder."""
