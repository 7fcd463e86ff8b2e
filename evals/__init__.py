"""Is it good? As numbers, with floors that the tests hold."""
