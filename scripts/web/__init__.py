"""What a web server sends beside the site."""
