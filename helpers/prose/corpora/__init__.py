"""A large corpus in words: counts over all articles, and the sentences that are quoted."""
