//! A place on the network to listen at, and how to get there.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

/// The port that is tried first.
pub const PORT: u16 = 4242;
/// How many ports are tried after the wanted one.
const TRIES: u16 = 50;

/// Listens at the wanted port, or at the next one that is free.
///
/// # Errors
/// When none of the ports is free, or the wanted one may not be used.
pub fn listen(port: u16, colleagues: bool) -> io::Result<TcpListener> {
    let ip = if colleagues { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let mut last = None;
    for port in port..=port.saturating_add(TRIES) {
        match TcpListener::bind((ip, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(last.unwrap_or_else(|| ErrorKind::AddrInUse.into()))
}

/// This machine's address in its own network; `None` without a network.
pub fn own_address() -> Option<IpAddr> {
    // Nothing is sent: to name a far end is enough to learn by which address it would be reached (192.0.2.1 is nobody's, RFC 5737).
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(SocketAddr::from(([192, 0, 2, 1], 9))).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified() && !address.is_loopback()).then_some(address)
}
