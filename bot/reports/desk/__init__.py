"""An inspector's desk: the private key stays here, the server gets sealed bytes and signatures."""
