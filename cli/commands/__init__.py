"""The commands of `dateline`, one file for each kind of thing that is done; thin over the parts."""
