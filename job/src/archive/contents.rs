//! What rows come to, as they pass: how many, and the SHA-256 of them all.

use std::io;

use bytes::Bytes;
use downbeat_store::Contents;
use sha2::{Digest, Sha256};
use tokio::sync::mpsc;

use super::chunks::{Outcome, taken};

/// Reads CSV as Postgres writes it: a line is a row, unless it ends within quotes,
/// which stand twice where they are meant.
#[derive(Default)]
pub struct Counting {
    hash: Sha256,
    lines: i64,
    is_quoted: bool,
}

impl Counting {
    pub fn take(&mut self, chunk: &[u8]) {
        self.hash.update(chunk);
        for byte in chunk {
            match byte {
                b'"' => self.is_quoted = !self.is_quoted,
                b'\n' if !self.is_quoted => self.lines += 1,
                _ => {}
            }
        }
    }

    /// The first line has the names of the columns.
    pub fn end(self) -> Contents {
        let rows = (self.lines - 1).max(0);
        Contents { rows, sha256: hex::encode(self.hash.finalize()) }
    }
}

/// A thread that counts what is sent, and keeps none of it.
pub fn counted() -> io::Result<(mpsc::Sender<Bytes>, Outcome<Contents>)> {
    taken("archive count", |mut from| {
        let mut counting = Counting::default();
        while let Some(chunk) = from.blocking_recv() {
            counting.take(&chunk);
        }
        Ok(counting.end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(chunks: &[&str]) -> Contents {
        let mut counting = Counting::default();
        for chunk in chunks {
            counting.take(chunk.as_bytes());
        }
        counting.end()
    }

    #[test]
    fn a_row_may_have_lines_and_quotes_of_its_own() {
        let whole = "a,b\n1,\"one\ntwo \"\"three\"\"\n\"\n2,plain\n";
        let counted = count(&[whole]);
        assert_eq!(counted.rows, 2);
        let (left, right) = whole.split_at(9);
        assert_eq!(count(&[left, right]), counted, "however it is cut");
        assert_eq!(count(&["a,b\n"]).rows, 0);
        assert_ne!(count(&["a,b\n", "1,2\n"]).sha256, counted.sha256);
    }
}
