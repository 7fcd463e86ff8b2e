"""Which addresses are reached, and which are not."""

import pytest

from ingest.web.guard import Guard, Refused, is_public
from news.errors import FetchError


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("10.1.2.3", id="private"),
        pytest.param("192.168.0.1", id="at home"),
        pytest.param("127.8.9.1", id="loopback"),
        pytest.param("169.254.169.254", id="a cloud's metadata"),
        pytest.param("100.100.100.200", id="shared by a provider, metadata elsewhere"),
        pytest.param("192.0.0.192", id="metadata at yet another"),
        pytest.param("168.63.129.16", id="metadata at a public address"),
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("224.0.0.251", id="multicast"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::1", id="IPv6 loopback"),
        pytest.param("::", id="IPv6 unspecified"),
        pytest.param("fe80::1%eth0", id="IPv6 link-local with its zone"),
        pytest.param("fd00:ec2::254", id="IPv6 private, metadata"),
        pytest.param("fec0::1", id="IPv6 site-local"),
        pytest.param("ff02::1", id="IPv6 multicast"),
        pytest.param("::ffff:127.0.0.1", id="IPv4 mapped"),
        pytest.param("::ffff:a9fe:a9fe", id="metadata mapped"),
        pytest.param("::7f00:1", id="IPv4 in the old form"),
        pytest.param("64:ff9b::a00:1", id="IPv4 behind NAT64"),
        pytest.param("2002:7f00:1::", id="IPv4 by 6to4"),
        pytest.param("2001:db8::1", id="for documents"),
    ],
)
def test_an_address_inside_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f.1", "0177.0.0.1", "127.1", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"],
)
def test_another_way_to_write_an_address_leads_nowhere_else(make_web, site, host):
    port = site.host.partition(":")[2]

    with pytest.raises(FetchError, match="inside a private network|Invalid IPv4"):
        make_web(allow_hosts=()).get(f"http://{host}:{port}/")
    assert site.asked == []


@pytest.mark.parametrize(
    ("allowed", "is_let_through"),
    [
        pytest.param("intra.example", True, id="the host"),
        pytest.param("INTRA.example:8080", True, id="the host with its port"),
        pytest.param("intra.example:80", False, id="another port"),
        pytest.param("example", False, id="a part of it"),
    ],
)
def test_a_host_of_the_list_is_let_through(allowed, is_let_through):
    guard = Guard([allowed], lambda host, port: ["10.0.0.5"])

    try:
        found = guard.addresses("intra.example", 8080)
    except Refused:
        found = []

    assert found == (["10.0.0.5"] if is_let_through else [])


def test_one_address_inside_among_others_is_enough_to_refuse():
    guard = Guard((), lambda host, port: ["93.184.215.14", "10.0.0.5"])

    with pytest.raises(Refused, match=r"10\.0\.0\.5"):
        guard.addresses("mixed.example", 80)


def test_what_was_checked_is_what_is_connected_to(make_web, site):
    port = int(site.host.partition(":")[2])
    site.put("/a", "words", content_type="text/plain")
    answers = [["127.0.0.1"]] * 2

    def resolve(host, asked_port):
        # Asked once more for any of the two requests, it would lead elsewhere.
        return answers.pop()

    web = make_web(allow_hosts=["news.example"], resolve=resolve)

    document = web.get(f"http://news.example:{port}/a")

    assert document.content == b"words"
    assert [one.headers["Host"] for one in site.asked] == [f"news.example:{port}"] * 2
    assert answers == []


def test_a_redirect_to_a_name_inside_is_refused(make_web, site):
    port = int(site.host.partition(":")[2])
    site.put("/out", "", status=302, headers={"Location": f"http://other.example:{port}/a"})
    web = make_web(allow_hosts=["news.example"], resolve=lambda host, port: ["127.0.0.1"])

    with pytest.raises(FetchError, match=r"other\.example is inside a private network"):
        web.get(f"http://news.example:{port}/out")
    assert site.paths() == ["/out"]


@pytest.mark.parametrize(
    ("target", "says"),
    [
        pytest.param("http://10.0.0.5:{port}/a", "private network", id="a private address"),
        pytest.param("http://[::1]:{port}/a", "private network", id="IPv6"),
        pytest.param("file:///etc/passwd", "only http and https", id="a file"),
        pytest.param("gopher://127.0.0.1/", "only http and https", id="another scheme"),
        pytest.param("http://127.0.0.2:22/", "port 22 is none", id="another port"),
    ],
)
def test_a_redirect_leads_no_further_than_a_url(make_web, site, target, says):
    port = site.host.partition(":")[2]
    url = site.put("/out", "", status=302, headers={"Location": target.format(port=port)})

    with pytest.raises(FetchError, match=says) as caught:
        make_web().get(url)

    assert url in str(caught.value)
    assert site.paths() == ["/out"]
