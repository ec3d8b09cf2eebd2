"""The network address that somebody comes from, as far as it tells one customer from another."""

import ipaddress


def network_of(address: str) -> str:
    """Return the network that one customer has: an address of IPv4, or the first 64 bits of one of IPv6.

    Whoever has such a network can use a new address of it for every attempt. Source: RFC 6177, 2. What is no address is
    returned as it is.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((ip.packed, 64), strict=False))
