"""The door: security headers, text kept from closing pages, and files to take away. It speaks HTTP and no Streamlit."""
