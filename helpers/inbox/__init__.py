"""New articles by themselves: feeds and a folder → proposals, which an analyst accepts.

Nothing that comes in enters a study by itself.  It is fetched under guard, checked and laid beside
the study as a proposed row; what does not pass is kept in quarantine with its reason.
"""
