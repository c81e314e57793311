//! How many bytes something has as JSON, without writing it down.

use std::io::{self, Write};

use serde::Serialize;

pub fn bytes(value: &(impl Serialize + ?Sized)) -> usize {
    let mut count = Count(0);
    // It takes all that is written, so nothing fails.
    let _ = serde_json::to_writer(&mut count, value);
    count.0
}

struct Count(usize);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
