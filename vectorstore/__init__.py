"""The indexes made from the archive: Chroma, the embedding model and the word index.

They hold nothing that could not be made again. `search` here gives (chunk id, score); what a
reader may see of it is the archive's to say.
"""
