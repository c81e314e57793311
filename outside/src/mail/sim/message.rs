//! A mail as it is written (RFC 5322), read as far as ours go: one part, its words in
//! any of the encodings of MIME.

use base64::{Engine, prelude::BASE64_STANDARD};

#[derive(Debug, PartialEq, Eq)]
pub struct Read {
    pub subject: String,
    pub message_id: String,
    /// Where its reader asks for no more; empty where it does not say.
    pub unsubscribe: String,
    pub text: String,
}

pub fn read(written: &str) -> Read {
    let (head, body) = written.split_once("\r\n\r\n").unwrap_or((written, ""));
    // A header that goes on begins its next line with a space.
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(':'));
        let found = lines.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
    };
    let text = match header("Content-Transfer-Encoding").to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted(body, false),
        "base64" => unpacked(body),
        _ => body.to_owned(),
    };
    let text = text.replace("\r\n", "\n").trim_end().to_owned();
    let unsubscribe = header("List-Unsubscribe").trim_matches(['<', '>']).to_owned();
    let (subject, message_id) = (words(&header("Subject")), header("Message-ID"));
    Read { subject, message_id, unsubscribe, text }
}

/// `=?utf-8?b?R3LDvMOfZQ==?=` and what stands beside it (RFC 2047).
fn words(header: &str) -> String {
    let mut said = String::new();
    let mut was_encoded = false;
    for word in header.split(' ') {
        let encoded = word.strip_prefix("=?").and_then(|word| word.strip_suffix("?="));
        let parts: Vec<&str> = encoded.map(|word| word.split('?').collect()).unwrap_or_default();
        let read = match parts[..] {
            [_, "b" | "B", packed] => Some(unpacked(packed)),
            [_, "q" | "Q", packed] => Some(quoted(packed, true)),
            _ => None,
        };
        // The space between two encoded words is none of the text.
        if !(said.is_empty() || was_encoded && read.is_some()) {
            said.push(' ');
        }
        was_encoded = read.is_some();
        said.push_str(read.as_deref().unwrap_or(word));
    }
    said
}

fn unpacked(packed: &str) -> String {
    let packed: String = packed.split_ascii_whitespace().collect();
    let bytes = BASE64_STANDARD.decode(packed).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Quoted-printable; in headers a space is written as `_`.
fn quoted(packed: &str, is_header: bool) -> String {
    let packed = packed.replace("=\r\n", "");
    let mut bytes = Vec::with_capacity(packed.len());
    let mut rest = packed.as_bytes();
    while let [first, more @ ..] = rest {
        rest = more;
        let code = more.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match (first, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'=', Some(byte)) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            (b'_', _) if is_header => bytes.push(b' '),
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_read_in_each_of_its_encodings() {
        let mail = |encoding: &str, body: &str| {
            format!(
                "Message-ID: <7@example.org>\r\nSubject: =?utf-8?b?R3LDvMOfZQ==?=\r\n \
                 =?utf-8?q?_an_dich?= now\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}\r\n"
            )
        };
        for (encoding, body) in [
            ("7bit", "Hello\r\nyou"),
            ("quoted-printable", "Hel=\r\nlo=0D=0Ayou"),
            ("base64", "SGVsbG8NCn\r\nlvdQ=="),
        ] {
            let read = read(&mail(encoding, body));
            assert_eq!(read.text, "Hello\nyou", "{encoding}");
            assert_eq!(read.subject, "Grüße an dich now");
            assert_eq!(read.message_id, "<7@example.org>");
        }
        let read = read("nonsense");
        assert_eq!((read.subject.as_str(), read.text.as_str()), ("", ""));
    }
}
