"""Nothing private is reached, and nothing private is told."""

import socket
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.crawl import crawl, guard
from auditor.crawl.guard import ForbiddenAddress, is_public, public_addresses
from auditor.errors import NothingToAudit
from auditor.models import NotRead, Page
from auditor.settings import CrawlSettings
from test_crawl.crawl_server import Server, find_links, page, running, to

Read = Callable[..., list[Page | NotRead]]


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fd00:ec2::254",
    ],
)  # fmt: skip
def test_private_addresses_are_known_in_all_their_clothes(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "[::1]", "0"])
def test_a_private_host_is_refused_however_it_is_written(host: str) -> None:
    try:
        socket.getaddrinfo(host.strip("[]"), 80)
    except OSError:
        pytest.skip("this system does not read the host in that form")
    with pytest.raises(ForbiddenAddress):
        public_addresses(host, 80)


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Make every name resolve to the answers, one after the other; gives the list of addresses that are then connected to."""
    left, connected = list(answers), []

    def lookup(*args: object, **kwargs: object) -> list[object]:
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in addresses]

    def connect(address: tuple[str, int], *args: object, **kwargs: object) -> socket.socket:
        connected.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    return connected


def read_public(source: str = "http://exemple.test/") -> list[Page | NotRead]:
    return list(crawl(source, CrawlSettings(pause=0, timeout=1), find_links=find_links))


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    connected = resolving(monkeypatch, ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(NothingToAudit) as problem:
        read_public()
    assert (problem.value.key, connected) == ("crawl.private-address", [])
    assert "--allow-private" in problem.value.sentence("fr")


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that answers public first and private next (DNS rebinding) gains nothing."""
    connected = resolving(monkeypatch, ["93.184.215.14"], ["127.0.0.1"])
    with pytest.raises(NothingToAudit):
        read_public()
    assert connected == ["93.184.215.14"]


def test_a_preview_on_this_computer_needs_to_be_asked_for(site: Server) -> None:
    site.routes["/"] = page()
    with pytest.raises(NothingToAudit) as problem:
        read_public(site.url)
    assert (problem.value.key, site.asked) == ("crawl.private-address", [])


def test_an_unknown_host_is_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*args: object, **kwargs: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(NothingToAudit) as problem:
        read_public()
    assert problem.value.key == "crawl.unknown-host"


def test_a_port_where_nobody_listens_is_one_clear_sentence(site: Server, read: Read) -> None:
    with running(Server()) as other:
        address = other.url
    with pytest.raises(NothingToAudit) as problem:
        list(crawl(address, CrawlSettings(allow_private=True, timeout=2), find_links=find_links))
    assert problem.value.key == "crawl.unreachable"


def test_credentials_go_to_the_site_and_nowhere_else(site: Server, read: Read) -> None:
    with running(Server()) as other:
        site.routes |= {"/": page("/a"), "/a": to(f"{other.url}/")}
        read(headers=(("X-Preview", "jeton"),), cookies=(("acces", "oui"),), auth=("lise", "secret"))
        assert other.asked == []
    asked = site.asked[-1].headers
    assert (asked["x-preview"], asked["cookie"], asked["authorization"]) == ("jeton", "acces=oui", "Basic bGlzZTpzZWNyZXQ=")


def test_credentials_of_the_address_are_used_and_never_shown(site: Server) -> None:
    site.routes["/"] = page()
    address = site.url.replace("//", "//lise:secret@")
    [found] = crawl(address, CrawlSettings(allow_private=True), find_links=find_links)
    assert "secret" not in found.url
    assert site.asked[-1].headers["authorization"] == "Basic bGlzZTpzZWNyZXQ="


def test_a_robots_txt_elsewhere_is_asked_for_without_credentials(site: Server, read: Read) -> None:
    with running(Server()) as other:
        site.routes |= {"/": page(), "/robots.txt": to(f"{other.url}/robots.txt")}
        read(headers=(("X-Preview", "jeton"),), cookies=(("acces", "oui"),), auth=("lise", "secret"))
        assert not {"x-preview", "cookie", "authorization"} & set(other.asked[0].headers)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 and boutique.test that signs itself."""
    file = tmp_path / "tls.pem"
    names = "subjectAltName=DNS:boutique.test,IP:127.0.0.1"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=boutique.test", "-addext", names]
    try:
        subprocess.run([*command, "-keyout", str(file), "-out", str(tmp_path / "cert.pem")], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl here to make a certificate with")
    file.write_bytes(file.read_bytes() + (tmp_path / "cert.pem").read_bytes())
    return file


def test_a_certificate_that_nobody_vouches_for_is_refused(certificate: Path) -> None:
    with running(Server(), tls(certificate)) as site, pytest.raises(NothingToAudit) as problem:
        list(crawl(site.url, CrawlSettings(allow_private=True, timeout=2), find_links=find_links))
    assert problem.value.key == "crawl.bad-certificate"


def test_a_guarded_connection_still_verifies_the_name(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The socket goes to the checked address, the certificate is held against the name."""
    lookup = socket.getaddrinfo
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate.with_name("cert.pem")))
    monkeypatch.setattr(guard, "is_public", lambda address: True)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **named: lookup("127.0.0.1", *rest, **named))
    with running(Server(), tls(certificate)) as site:
        site.routes["/"] = page()
        settings = CrawlSettings(timeout=2, pause=0)
        [found] = crawl(f"https://boutique.test:{site.server_port}/", settings, find_links=find_links)
        assert isinstance(found, Page)
        with pytest.raises(NothingToAudit) as problem:
            list(crawl(f"https://autre.test:{site.server_port}/", settings, find_links=find_links))
    assert problem.value.key == "crawl.bad-certificate"


def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
