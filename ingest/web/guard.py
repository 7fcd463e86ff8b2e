"""Which addresses may be reached: public ones, so that no URL leads into our own network."""

import ipaddress
import socket
from collections.abc import Callable, Iterable

Resolve = Callable[[str, int], list[str]]
"""Returns the addresses of a host name."""

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_CLOSED = [
    ipaddress.ip_network(network)
    for network in (
        "192.0.0.0/24",  # special purposes, a cloud's metadata (192.0.0.192) among them
        "168.63.129.16/32",  # a cloud's metadata at a public address
        "::/96",  # IPv4 addresses in an old form
        "64:ff9b:1::/48",  # translated to IPv4 inside a network
        "fec0::/10",  # site-local, no longer used
    )
]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Refused(Exception):
    """It may not be reached; the text says why, as the end of a sentence."""


class Guard:
    """Decides what may be reached; hosts in `allow_hosts` ("intra.example", "10.0.0.5:8080") may.

    A name is resolved here once, and what is connected to is exactly what was checked.
    """

    def __init__(self, allow_hosts: Iterable[str] = (), resolve: Resolve | None = None) -> None:
        self._allowed = {host.lower().strip() for host in allow_hosts}
        self._resolve = resolve or addresses_of

    def check_address(self, scheme: str, host: str, port: int | None) -> None:
        """Raise Refused for a scheme, a host or a port that is none of the web's."""
        if scheme not in {"http", "https"}:
            raise Refused(f"it leads to {scheme}: and only http and https are followed")
        if not host:
            raise Refused("it names no host")
        if port and port not in {80, 443} and port < 1024 and not self._is_allowed(host, port):
            raise Refused(f"port {port} is none of the web's")

    def addresses(self, host: str, port: int) -> list[str]:
        """Return the addresses of a host; raise Refused if one of them is not public."""
        found = self._resolve(host, port)
        if not self._is_allowed(host, port):
            for address in found:
                if not is_public(address):
                    raise Refused(
                        f"{host} is inside a private network ({address}); to allow it, an admin "
                        "can put the host into [ingest] allow_hosts"
                    )
        return found

    def _is_allowed(self, host: str, port: int) -> bool:
        bare = host.lower().strip("[]")
        return not self._allowed.isdisjoint({bare, f"{bare}:{port}", f"[{bare}]:{port}"})


def is_public(address: str) -> bool:
    """Say whether an IP address is one that everybody on the internet may reach.

    An IPv6 address that stands for an IPv4 one is judged by that.

    >>> is_public("::ffff:10.0.0.1")
    False
    """
    ip: _Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    if any(ip in network for network in _CLOSED if network.version == ip.version):
        return False
    return ip.is_global and not ip.is_multicast


def addresses_of(host: str, port: int) -> list[str]:
    """Return what the system's resolver knows of a name ("2130706433" is one, too)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
