//! Boxes, of which MP4 is made: a size, a kind, and what is in it.

use super::super::Unsound;

/// A box: its kind, what is in it, and where in the file that and the box begin.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    pub kind: [u8; 4],
    pub inside: &'a [u8],
    pub begins: u64,
    pub inside_at: u64,
}

/// Those that stand one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Boxes<'a> {
    rest: &'a [u8],
    at: u64,
}

impl<'a> Boxes<'a> {
    pub const fn of(bytes: &'a [u8], at: u64) -> Self {
        Self { rest: bytes, at }
    }

    pub fn inside(found: &Found<'a>) -> Self {
        Self::of(found.inside, found.inside_at)
    }

    pub fn next(&mut self) -> Result<Option<Found<'a>>, Unsound> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let kind = *self.rest.get(4..).and_then(<[u8]>::first_chunk).ok_or(Unsound::Broken)?;
        let (head, size) = match number(self.rest, 0)? {
            0 => (8, self.rest.len() as u64),
            1 => (16, long(self.rest, 8)?),
            size => (8, size.into()),
        };
        let size = usize::try_from(size).map_err(|_| Unsound::Broken)?;
        let (whole, rest) = self.rest.split_at_checked(size).ok_or(Unsound::Broken)?;
        let inside = whole.get(head..).ok_or(Unsound::Broken)?;
        let begins = self.at;
        self.rest = rest;
        self.at += size as u64;
        Ok(Some(Found { kind, inside, begins, inside_at: begins + head as u64 }))
    }

    /// The first of a kind.
    pub fn find(mut self, kind: [u8; 4]) -> Result<Found<'a>, Unsound> {
        while let Some(found) = self.next()? {
            if found.kind == kind {
                return Ok(found);
            }
        }
        Err(Unsound::Broken)
    }
}

pub fn short(bytes: &[u8], at: usize) -> Result<u16, Unsound> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    Ok(u16::from_be_bytes(*found.ok_or(Unsound::Broken)?))
}

pub fn number(bytes: &[u8], at: usize) -> Result<u32, Unsound> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    Ok(u32::from_be_bytes(*found.ok_or(Unsound::Broken)?))
}

pub fn long(bytes: &[u8], at: usize) -> Result<u64, Unsound> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    Ok(u64::from_be_bytes(*found.ok_or(Unsound::Broken)?))
}

/// A box as it is written. All of ours are short.
pub fn boxed(kind: [u8; 4], inside: &[&[u8]]) -> Vec<u8> {
    let size = 8 + inside.iter().map(|part| part.len()).sum::<usize>();
    let mut whole = Vec::with_capacity(size);
    whole.extend(u32::try_from(size).unwrap_or(u32::MAX).to_be_bytes());
    whole.extend(kind);
    for part in inside {
        whole.extend(*part);
    }
    whole
}
