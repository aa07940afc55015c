"""Is a host this machine, or one of its own network?"""

import socket
from ipaddress import ip_address


def is_near(host: str, *, resolve: bool) -> bool:
    """Whether ``host`` is an address that the public network doesn't lead to, or a name for one.

    Names are looked up if they may be (``resolve``): behind a proxy there may be no name server. A name that isn't
    found is not near.

    >>> [is_near(host, resolve=False) for host in ("127.0.0.1", "10.1.2.3", "::1", "localhost", "93.184.216.34")]
    [True, True, True, True, False]
    """
    if f".{host.rstrip('.')}".endswith(".localhost"):
        return True
    return any(map(_is_near_address, _addresses(host, resolve=resolve)))


def _addresses(host: str, *, resolve: bool) -> list[str]:
    try:
        ip_address(host)
    except ValueError:
        if not resolve:
            return []
    else:
        return [host]
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _is_near_address(address: str) -> bool:
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return not (mapped or found).is_global
