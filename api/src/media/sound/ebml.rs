//! EBML (RFC 8794), of which `WebM` is made: elements with an id, a size and what is in
//! them, which may be elements again.

use super::Unsound;

/// An element whose size is not said goes on until another begins.
pub type Size = Option<usize>;

/// Elements, one after the other.
#[derive(Debug, Clone, Copy)]
pub struct Elements<'a> {
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    pub const fn of(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The id and the size of the next; what is in it comes then. `None` at the end.
    pub fn head(&mut self) -> Result<Option<(u32, Size)>, Unsound> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (id, _) = self.number(4, true)?;
        let (size, is_unknown) = self.number(8, false)?;
        let id = u32::try_from(id).map_err(|_| Unsound::Broken)?;
        let size = usize::try_from(size).map_err(|_| Unsound::Broken)?;
        Ok(Some((id, (!is_unknown).then_some(size))))
    }

    /// What is in an element of a known size.
    pub fn inside(&mut self, size: Size) -> Result<&'a [u8], Unsound> {
        let (inside, rest) =
            self.rest.split_at_checked(size.ok_or(Unsound::Broken)?).ok_or(Unsound::Broken)?;
        self.rest = rest;
        Ok(inside)
    }

    /// The next, whole.
    pub fn next(&mut self) -> Result<Option<(u32, &'a [u8])>, Unsound> {
        let Some((id, size)) = self.head()? else { return Ok(None) };
        Ok(Some((id, self.inside(size)?)))
    }

    /// A number whose first byte says how many bytes it has; and whether all its bits are
    /// set.
    fn number(&mut self, bytes_max: u32, has_mark: bool) -> Result<(u64, bool), Unsound> {
        let first = *self.rest.first().ok_or(Unsound::Broken)?;
        let more = first.leading_zeros();
        if more >= bytes_max {
            return Err(Unsound::Broken);
        }
        let (bytes, rest) = self.rest.split_at_checked(more as usize + 1).ok_or(Unsound::Broken)?;
        self.rest = rest;
        let whole = bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let mark = 1_u64 << (7 * (more + 1));
        let value = whole & (mark - 1);
        Ok((if has_mark { whole } else { value }, value == mark - 1))
    }
}

/// A whole number, as elements have it.
pub fn unsigned(inside: &[u8]) -> Result<u64, Unsound> {
    if inside.len() > 8 {
        return Err(Unsound::Broken);
    }
    Ok(inside.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// Adds an element.
pub fn put(to: &mut Vec<u8>, id: u32, inside: &[u8]) {
    put_head(to, id, inside.len());
    to.extend(inside);
}

pub fn put_unsigned(to: &mut Vec<u8>, id: u32, number: u64) {
    let bytes = number.to_be_bytes();
    let skipped = (number.leading_zeros() as usize / 8).min(7);
    put(to, id, &bytes[skipped..]);
}

/// Adds the begin of an element; its size always has eight bytes.
pub fn put_head(to: &mut Vec<u8>, id: u32, size: usize) {
    let skipped = id.leading_zeros() as usize / 8;
    to.extend(&id.to_be_bytes()[skipped..]);
    to.extend((size as u64 | 1 << 56).to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_read_as_they_are_written() {
        let mut all = Vec::new();
        put_unsigned(&mut all, 0xd7, 0);
        put_unsigned(&mut all, 0x2a_d7b1, 1_000_000);
        put(&mut all, 0x1a45_dfa3, b"");
        let mut elements = Elements::of(&all);
        assert_eq!(elements.next(), Ok(Some((0xd7, &b"\0"[..]))));
        let (id, inside) = elements.next().unwrap().unwrap();
        assert_eq!((id, unsigned(inside)), (0x2a_d7b1, Ok(1_000_000)));
        assert_eq!(elements.next(), Ok(Some((0x1a45_dfa3, &b""[..]))));
        assert_eq!(elements.next(), Ok(None));
    }

    #[test]
    fn sizes_may_be_short_or_not_said() {
        assert_eq!(Elements::of(b"\xa3\x81x").next(), Ok(Some((0xa3, &b"x"[..]))));
        for unknown in [&b"\xa3\xff"[..], b"\xa3\x01\xff\xff\xff\xff\xff\xff\xff"] {
            assert_eq!(Elements::of(unknown).head(), Ok(Some((0xa3, None))));
        }
        for broken in [&b"\xa3"[..], b"\xa3\x82x", b"\x00", b"\x08\0\0\0\0", b"\xa3\x00"] {
            assert!(Elements::of(broken).next().is_err(), "{broken:?}");
        }
    }
}
