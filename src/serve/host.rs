//! Which requests are answered, by the name under which the desk was asked for.

use std::net::IpAddr;

/// Whether a `Host` header names this desk.
///
/// A page of another site can make a name of its own lead here (“DNS rebinding”) and would then read the project in its reader's
/// browser. It cannot do that with an address or with `localhost`, so only those are answered; addresses other than the
/// machine's own loop only when colleagues may look, too.
pub fn is_ours(host: &str, colleagues: bool) -> bool {
    let name = without_port(host).trim_end_matches('.').to_ascii_lowercase();
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(&name);
    address.parse::<IpAddr>().is_ok_and(|address| colleagues || address.is_loopback())
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn addresses_are_ours_and_names_are_not() {
        for host in [
            "localhost",
            "localhost:4242",
            "LOCALHOST.",
            "127.0.0.1:4242",
            "127.9.9.9",
            "[::1]:4242",
            "[::1]",
            "a.localhost",
        ] {
            assert!(is_ours(host, false), "{host}");
        }
        for host in [
            "",
            "example.com",
            "example.com:4242",
            "localhost.example.com",
            "127.0.0.1.nip.io",
            "notlocalhost",
            "[::1",
            ":4242",
        ] {
            assert!(!is_ours(host, false) && !is_ours(host, true), "{host}");
        }
        assert!(!is_ours("192.168.1.7:4242", false) && is_ours("192.168.1.7:4242", true));
        assert!(!is_ours("[fe80::1]:4242", false) && is_ours("[fe80::1]:4242", true));
    }
}
