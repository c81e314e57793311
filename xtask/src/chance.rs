//! Chance, without a library for it.

use std::{
    fmt::Write,
    fs::File,
    hash::{BuildHasher, Hasher, RandomState},
    io::Read,
};

use anyhow::{Context, Result};

fn bytes() -> Result<[u8; 32]> {
    let mut bytes = [0; 32];
    File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .context("reading /dev/urandom")?;
    Ok(bytes)
}

/// A number that differs from run to run. Not for secrets.
pub fn number() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A key as the settings `secrets.keys` and `journal.keys` have it.
pub fn key() -> Result<String> {
    Ok(format!("demo:{}", base64()?))
}

/// 256 bits in base64.
pub fn base64() -> Result<String> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bytes = bytes()?;
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits =
            (0..3).fold(0, |bits, n| bits << 8 | u32::from(three.get(n).copied().unwrap_or(0)));
        for n in 0..=three.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * n) & 63) as usize]));
        }
    }
    Ok(text + "=")
}

/// A key of push, as the setting has it.
pub fn push_key() -> Result<String> {
    Ok(base64()?.replace('+', "-").replace('/', "_").replace('=', ""))
}

/// 256 bits as hexadecimal digits.
pub fn secret() -> Result<String> {
    let bytes = bytes()?;
    let mut text = String::new();
    for byte in bytes {
        write!(text, "{byte:02x}")?;
    }
    Ok(text)
}
