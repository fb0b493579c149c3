"""The codebook, codings and memos: what the words mean. The reading view stands here."""
