//! Reading packed bytes from their front.

use crate::LiveError;

/// What is left of a string that is read from its front.
pub struct Cut<'a>(pub &'a [u8]);

impl<'a> Cut<'a> {
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], LiveError> {
        let (head, rest) = self
            .0
            .split_at_checked(length)
            .ok_or_else(|| LiveError::Unreadable("cut short".into()))?;
        self.0 = rest;
        Ok(head)
    }

    pub fn number<const N: usize>(&mut self) -> Result<[u8; N], LiveError> {
        self.take(N)?.try_into().map_err(|_| LiveError::Unreadable("cut short".into()))
    }
}
