"""What a file is made of before it means anything: bytes, archives, XML, and what kind it is."""
