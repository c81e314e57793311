//! Chance, without a library for it.

use std::{
    fmt::Write,
    fs::File,
    hash::{BuildHasher, Hasher, RandomState},
    io::Read,
};

use anyhow::{Context, Result};

/// A number that differs from run to run. Not for secrets.
pub fn number() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// 256 bits as hexadecimal digits.
pub fn secret() -> Result<String> {
    let mut bytes = [0; 32];
    File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .context("reading /dev/urandom")?;
    let mut text = String::new();
    for byte in bytes {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}
