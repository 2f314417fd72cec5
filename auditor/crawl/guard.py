"""No way into a private network: a name is resolved once, every address of it is checked, and the checked address is connected to.

In: a connection that is about to open. Out: the connection, or ForbiddenAddress. Looking a name up and then letting the library
look it up again would let a hostile name server answer twice (DNS rebinding), so both happen here, below TLS: the certificate and
SNI still carry the name.
"""

from __future__ import annotations

import ipaddress
import socket

from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import allowed_gai_family

from auditor.crawl.deadline import Timed, TimedAdapter, TimedTLS

MAX_TRIES = 4  # addresses of one name
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # carries an IPv4 address in its last 32 bits
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForbiddenAddress(Exception):
    """The name leads to an address that is not on the public internet."""


def is_public(address: str) -> bool:
    """Whether an IP address is on the public internet, also behind an IPv6 address that carries an IPv4 one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    return all(part.is_global and not part.is_multicast and not part.is_reserved for part in _carried(ip))


def _carried(ip: Address) -> list[Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    if ip in NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return [ip, *([ip.sixtofour] if ip.sixtofour else []), *(ip.teredo or ())]


def public_addresses(host: str, port: int) -> list[str]:
    """Addresses of a name; ForbiddenAddress when one of them is not public, OSError when there is none."""
    found = socket.getaddrinfo(host.strip("[]"), port, allowed_gai_family(), socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses or not all(map(is_public, addresses)):
        raise ForbiddenAddress(host)
    return addresses[:MAX_TRIES]


class _Guarded(Timed):
    """Opens its socket to a checked address; `host`, which TLS verifies, stays the name."""

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        try:
            addresses = public_addresses(name, self.port)
        except (socket.gaierror, UnicodeError) as error:
            raise NameResolutionError(self.host, self, socket.gaierror(*error.args[:2])) from error
        try:
            return self._first_open(addresses)
        finally:
            self._dns_host = name

    def _first_open(self, addresses: list[str]) -> socket.socket:
        for address in addresses[:-1]:
            self._dns_host = address
            try:
                return super()._new_conn()
            except NewConnectionError:
                continue
        self._dns_host = addresses[-1]
        return super()._new_conn()


class _GuardedTLS(_Guarded, TimedTLS):
    """The same under TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class GuardedAdapter(TimedAdapter):
    """An adapter of requests whose connections are guarded; it knows no proxy, which would look names up for us."""

    pools = {"http": _Pool, "https": _PoolTLS}
