//! Ranges of bytes (RFC 9110, section 14), as players ask for them.

use poem::{
    Request, ResponseBuilder,
    http::{Method, StatusCode, header},
};

/// From, and up to but without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    pub from: u64,
    pub to: u64,
}

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Range(u64, u64),
    Nothing,
}

/// The head of an answer, and what is to follow it: nothing, where only the head is asked
/// for or nothing of what there is. `bytes` is how many there are, `tag` their strong tag.
pub fn begin(
    request: &Request,
    builder: ResponseBuilder,
    (bytes, tag): (u64, Option<&str>),
) -> (ResponseBuilder, Option<Piece>) {
    // A part of what is not there any more joins with nothing.
    let is_same = request.header(header::IF_RANGE).is_none_or(|known| Some(known) == tag);
    let range = request.header(header::RANGE).filter(|_| is_same);
    let builder = builder.header(header::ACCEPT_RANGES, "bytes");
    let (status, from, to) = match range.map(|range| ranged(range, bytes)) {
        Some(Some(Wanted::Range(from, to))) => (StatusCode::PARTIAL_CONTENT, from, to),
        Some(Some(Wanted::Nothing)) => {
            let all = format!("bytes */{bytes}");
            let builder = builder.status(StatusCode::RANGE_NOT_SATISFIABLE);
            return (builder.header(header::CONTENT_RANGE, all), None);
        }
        // What cannot be read is not asked for.
        Some(None) | None => (StatusCode::OK, 0, bytes),
    };
    let builder = builder.status(status).header(header::CONTENT_LENGTH, to - from);
    let builder = if status == StatusCode::PARTIAL_CONTENT {
        let range = format!("bytes {from}-{}/{bytes}", to.saturating_sub(1));
        builder.header(header::CONTENT_RANGE, range)
    } else {
        builder
    };
    (builder, (request.method() != Method::HEAD).then_some(Piece { from, to }))
}

/// One range of bytes; `None` for what is none, or several.
fn ranged(header: &str, bytes: u64) -> Option<Wanted> {
    let range = header.trim().strip_prefix("bytes=")?;
    let (first, last) = range.split_once('-')?;
    let (first, last) = (first.trim(), last.trim());
    let (from, to) = if first.is_empty() {
        (bytes.saturating_sub(last.parse().ok()?), bytes)
    } else {
        let from: u64 = first.parse().ok()?;
        let to = if last.is_empty() { bytes } else { last.parse::<u64>().ok()?.checked_add(1)? };
        if !last.is_empty() && to <= from {
            return None;
        }
        (from, to.min(bytes))
    };
    Some(if from >= to { Wanted::Nothing } else { Wanted::Range(from, to) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_players_send_them() {
        for (header, expected) in [
            ("bytes=0-", Some(Wanted::Range(0, 100))),
            ("bytes=0-0", Some(Wanted::Range(0, 1))),
            ("bytes=10-19", Some(Wanted::Range(10, 20))),
            ("bytes=90-1000", Some(Wanted::Range(90, 100))),
            ("bytes=-10", Some(Wanted::Range(90, 100))),
            ("bytes=-1000", Some(Wanted::Range(0, 100))),
            ("bytes=100-", Some(Wanted::Nothing)),
            ("bytes=-0", Some(Wanted::Nothing)),
            ("bytes=5-4", None),
            ("bytes=0-1,3-4", None),
            ("items=0-1", None),
            ("bytes=a-b", None),
            ("bytes=0-18446744073709551615", None),
        ] {
            assert_eq!(ranged(header, 100), expected, "{header}");
        }
    }
}
