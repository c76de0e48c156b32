"""The journal: triggers write down each changed row, and each transaction closes with a link of a hash chain."""
