"""Which addresses may be asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.inbox.guard import RefusedError, find_fault, read_url, resolve

PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.255.255",
          "100.128.0.1", "192.167.1.1", "11.0.0.1", "2001:4860:4860::8888", "2a00:1450::1",
          "64:ff9b::808:808", "::ffff:8.8.8.8", "2002:808:808::1"]  # fmt: skip
NOT_PUBLIC = [
    ("127.0.0.1", "loopback"), ("127.8.9.10", "loopback"), ("::1", "loopback"),
    ("0.0.0.0", "unspecified"), ("::", "unspecified"), ("0.1.2.3", "private"),
    ("10.0.0.1", "private"), ("10.255.255.255", "private"), ("172.16.0.1", "private"),
    ("172.31.255.255", "private"), ("192.168.0.1", "private"), ("192.0.2.1", "private"),
    ("198.18.0.1", "private"), ("198.51.100.7", "private"), ("203.0.113.9", "private"),
    ("100.64.0.1", "not public"), ("100.127.255.254", "not public"),
    ("169.254.169.254", "link-local"), ("169.254.0.1", "link-local"), ("fe80::1", "link-local"),
    ("fe80::1%eth0", "link-local"), ("224.0.0.1", "multicast"), ("239.255.255.250", "multicast"),
    ("ff02::1", "multicast"), ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved"),
    ("fc00::1", "private"), ("fd12:3456::1", "private"), ("fec0::1", "private"),
    ("2001:db8::1", "private"), ("::ffff:127.0.0.1", "loopback"), ("::ffff:10.0.0.1", "private"),
    ("::ffff:169.254.169.254", "link-local"), ("::127.0.0.1", "reserved"),
    ("64:ff9b::7f00:1", "loopback"), ("64:ff9b::a9fe:a9fe", "link-local"),
    ("64:ff9b:1::1", "private"), ("2002:7f00:1::1", "loopback"), ("2002:a00:1::", "private"),
    ("2001:0:4136:e378:8000:63bf:80ff:fffe", "loopback"), ("fd00:ec2::254", "private"),
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_taken(address: str) -> None:
    assert find_fault(address) == ""


@pytest.mark.parametrize(("address", "kind"), NOT_PUBLIC)
def test_other_address_is_refused(address: str, kind: str) -> None:
    assert find_fault(address) == kind


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://news.example/", "not https"),
        ("ftp://news.example/", "not https"),
        ("file:///etc/passwd", "not https"),
        ("javascript:alert(1)", "not https"),
        ("data:text/html,x", "not https"),
        ("gopher://news.example/", "not https"),
        ("//news.example/", "not https"),
        ("news.example/a", "not https"),
        ("", "not https"),
        ("https://", "no host"),
        ("https:///a", "no host"),
        ("https://user@news.example/", "user name"),
        ("https://user:pass@news.example/", "user name"),
        ("https://news.example@127.0.0.1/", "user name"),
        ("https://news.example:80/", "port 80"),
        ("https://news.example:8443/", "port 8443"),
        ("https://news.example:0/", "port 0"),
        ("https://news.example:99999/", "no address"),
        ("https://news.example:x/", "no address"),
        ("https://[::1/", "no address"),
        ("https://[fe80::1%25eth0]/", "no host"),
        ("https://news.example/a b", "space"),
        ("https://news.example/a\nHost: x", "control"),
        ("https://news.example/a\tb", "control"),
        ("https://news.example\\@127.0.0.1/", "backslash"),
        ("https://news.example/\u202eb", "control"),
        ("https://a..b/", "DNS"),
        (f"https://{'a' * 64}.example/", "DNS"),
        ("https://news.example/" + "a" * 2_000, "2,000"),
    ],
)
def test_address_is_refused_before_any_name_is_looked_up(url: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        read_url(url)


def test_address_is_taken_apart() -> None:
    target = read_url("https://Bücher.example/ä?q=1&b=%20#top")
    assert (target.host, target.port, target.path) == (
        "xn--bcher-kva.example", 443, "/%C3%A4?q=1&b=%20",
    )  # fmt: skip
    assert target.site == "xn--bcher-kva.example"
    assert read_url("https://[2a00::1]/").site == "[2a00::1]"


def test_operator_allows_by_name_and_port() -> None:
    assert read_url("http://127.0.0.1:8080/", {"127.0.0.1"}).allowed
    assert read_url("http://127.0.0.1:8080/", {"127.0.0.1:8080"}).site == "127.0.0.1:8080"
    for url in ("http://127.0.0.1:8081/", "http://127.0.0.2:8080/", "http://localhost:8080/"):
        with pytest.raises(RefusedError):
            read_url(url, {"127.0.0.1:8080"})
    with pytest.raises(RefusedError, match="not https"):
        read_url("file://127.0.0.1/etc/passwd", {"127.0.0.1"})


def test_one_address_that_is_not_public_refuses_the_host() -> None:
    target = read_url("https://news.example/")
    assert resolve(target, lambda *_: ["8.8.8.8", "1.1.1.1"]) == ["8.8.8.8", "1.1.1.1"]
    with pytest.raises(RefusedError, match=r"is at 10\.0\.0\.1, which is private"):
        resolve(target, lambda *_: ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(RefusedError, match="no address"):
        resolve(target, lambda *_: [])


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "127.1", "0177.0.0.1", "localhost", "[::1]"]
)
def test_every_way_to_write_loopback_is_refused(host: str) -> None:
    with pytest.raises(RefusedError, match="loopback"):
        resolve(read_url(f"https://{host}/"))


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(words: str) -> None:
    for url in (words, f"https://{words}", f"https://news.example/{words}"):
        try:
            target = read_url(url)
        except RefusedError:
            continue
        assert target.scheme == "https"
        assert target.port == 443
        assert target.path.isascii()
        assert not set(target.path + target.host) & set(" \r\n\t\\")
