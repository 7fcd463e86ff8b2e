"""From a path, a URL or a post to articles and the chunks that are indexed."""
