//! Our own cookies, as they are given out, and found among whatever else a browser
//! sends.
//!
//! Other programs of the host set cookies of any bytes, and browsers send them
//! along. So a `Cookie` line is read byte by byte for our names, and everything
//! else in it is passed over.

use std::time::Duration;

use poem::{
    http::{HeaderMap, HeaderValue, header},
    web::cookie::{Cookie, SameSite},
};
use rand::Rng;

use super::line::{Line, plain};

/// 256 bits: a cookie is never guessed.
const SECRET_BYTES: usize = 32;

/// Two of one name with different values: nobody can tell which is ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ambiguous;

/// What a new cookie holds.
pub fn secret() -> String {
    hex::encode(rand::rng().random::<[u8; SECRET_BYTES]>())
}

/// A cookie as it is set, over the line that the browser asks by.
pub fn cookie_of(line: Line, name: &str, value: String, lasts: Duration) -> String {
    cookie(line, name, value, lasts).to_string()
}

pub fn cookie(line: Line, name: &str, value: String, lasts: Duration) -> Cookie {
    let mut cookie = Cookie::new_with_str(line.cookie(name), value);
    cookie.set_http_only(true);
    cookie.set_secure(line != Line::Plain);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/");
    cookie.set_max_age(lasts);
    cookie
}

/// Leaves nothing but our own cookies in a request, each once, in the order of
/// `names`. Where plain ones are taken (`line.rs`), one stands in for the host
/// cookie that is not there, under its name.
pub fn keep_own(
    headers: &mut HeaderMap,
    names: &[&str],
    takes_plain: bool,
) -> Result<(), Ambiguous> {
    let own: Result<Vec<_>, _> =
        names.iter().map(|name| find(headers, name, takes_plain)).collect();
    headers.remove(header::COOKIE);
    let mut line = Vec::new();
    for (name, value) in names.iter().zip(own?) {
        let Some(value) = value else { continue };
        if !line.is_empty() {
            line.extend(b"; ");
        }
        line.extend(name.as_bytes());
        line.push(b'=');
        line.extend(value);
    }
    if let Ok(line) = HeaderValue::from_bytes(&line)
        && !line.is_empty()
    {
        headers.insert(header::COOKIE, line);
    }
    Ok(())
}

fn find(headers: &HeaderMap, name: &str, takes_plain: bool) -> Result<Option<Vec<u8>>, Ambiguous> {
    match one(headers, name)? {
        None if takes_plain => one(headers, plain(name)),
        found => Ok(found),
    }
}

fn one(headers: &HeaderMap, name: &str) -> Result<Option<Vec<u8>>, Ambiguous> {
    let lines = headers.get_all(header::COOKIE).into_iter();
    let mut values = lines.flat_map(pairs).filter(|(known, _)| *known == name.as_bytes());
    let first = values.next().map(|(_, value)| value);
    if values.any(|(_, value)| Some(value) != first) {
        return Err(Ambiguous);
    }
    Ok(first.map(<[u8]>::to_vec))
}

/// Names and values of a line, as far as they can be any of ours: what has no
/// value, or one that we never give out, is no cookie of ours.
fn pairs(line: &HeaderValue) -> impl Iterator<Item = (&[u8], &[u8])> {
    line.as_bytes().split(|byte| *byte == b';').filter_map(|pair| {
        let at = pair.iter().position(|byte| *byte == b'=')?;
        let (name, value) = (pair[..at].trim_ascii(), pair[at + 1..].trim_ascii());
        let quoted = value.strip_prefix(b"\"").and_then(|value| value.strip_suffix(b"\""));
        let value = quoted.unwrap_or(value);
        let is_ours = !value.is_empty() && value.iter().all(u8::is_ascii_alphanumeric);
        is_ours.then_some((name, value))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(lines: &[&[u8]]) -> Result<String, Ambiguous> {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        keep_own(&mut headers, &["ours", "ours-too"], false)?;
        assert!(headers.get_all(header::COOKIE).iter().count() <= 1);
        let line = headers.get(header::COOKIE).map(|line| line.to_str().unwrap().to_owned());
        Ok(line.unwrap_or_default())
    }

    #[test]
    fn ours_is_found_whatever_stands_beside_it() {
        let found: &[&[&[u8]]] = &[
            &[b"ours=a1"],
            &[b"name=J\xf6rg; ours=a1"],
            &["name=Jörg; ours=a1; city=Köln".as_bytes()],
            &[b"ours=a1;theirs=\"x; y=z\""],
            &[b"; ;flag; ours=a1;=; =x;"],
            &[b"ours2=b; xours=c; ours=a1; Ours=d"],
            &[b"theirs=1", b"ours=a1", b"\xff\xfe"],
            &[b"ours=\"a1\""],
            &[b"ours = a1"],
            &[b"ours=; ours=a1"],
            &[b"ours=a1; ours=a1"],
            &[b"ours=a1", b"ours=a1"],
            &[b"ours=a\xf6; ours=a1"],
        ];
        for lines in found {
            assert_eq!(kept(lines).as_deref(), Ok("ours=a1"), "{lines:?}");
        }
        assert_eq!(kept(&[b"ours-too=b; x=y; ours=a"]).unwrap(), "ours=a; ours-too=b");
        for nothing in [&b"x=y"[..], b"", b"ours", b"ours=", b"ours=a b", b"ours=\xf6"] {
            assert_eq!(kept(&[nothing]).unwrap(), "", "{nothing:?}");
        }
    }

    #[test]
    fn over_http_a_plain_one_stands_in_for_the_host_cookie_that_is_not_there() {
        let kept = |line: &[u8], takes_plain| -> Result<String, Ambiguous> {
            let mut headers = HeaderMap::new();
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
            keep_own(&mut headers, &["__Host-a", "__Host-a-b"], takes_plain)?;
            let line = headers.get(header::COOKIE).map(|line| line.to_str().unwrap().to_owned());
            Ok(line.unwrap_or_default())
        };
        assert_eq!(kept(b"a=1; a-b=2", true).as_deref(), Ok("__Host-a=1; __Host-a-b=2"));
        assert_eq!(kept(b"a=1; a=2; __Host-a=3", true).as_deref(), Ok("__Host-a=3"));
        assert_eq!(kept(b"a=1; a=2", true), Err(Ambiguous));
        assert_eq!(kept(b"a=1; a=2", false).as_deref(), Ok(""));
    }

    #[test]
    fn two_of_ours_that_differ_are_nobodys() {
        assert_eq!(kept(&[b"ours=a; ours=b"]), Err(Ambiguous));
        assert_eq!(kept(&[b"ours=a", b"x=y; ours=b"]), Err(Ambiguous));
    }

    proptest! {
        #[test]
        fn no_other_cookie_hides_ours(
            before in prop::collection::vec(prop::collection::vec(0x20..=0xff_u8, 0..20), 0..4),
            behind in prop::collection::vec(prop::collection::vec(0x20..=0xff_u8, 0..20), 0..4),
        ) {
            let is_theirs = |pair: &Vec<u8>| !pair.contains(&0x7f) && !pair.windows(4).any(|it| it == b"ours");
            let theirs = |pairs: Vec<Vec<u8>>| pairs.into_iter().filter(is_theirs).collect::<Vec<_>>();
            let mut all = theirs(before);
            all.push(b"ours=a1".to_vec());
            all.extend(theirs(behind));
            prop_assert_eq!(kept(&[&all.join(&b"; "[..])]).unwrap(), "ours=a1");
        }
    }
}
