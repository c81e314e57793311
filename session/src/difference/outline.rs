//! Where the members of a JSON object lie in its text, and what lies in those
//! that are maps or lists. Nothing is copied, and each byte is looked at once.
//!
//! A text that is mostly as another one is outlined along that one: what is the
//! same is compared, which is much faster than to look for its end.

use std::ops::Range;

/// A view as JSON, and where its members lie.
#[derive(Debug)]
pub struct Outlined {
    text: Vec<u8>,
    /// `None` where it is no object.
    members: Option<Vec<Place>>,
}

/// Where a member lies.
#[derive(Debug)]
struct Place {
    key: Range<usize>,
    value: Range<usize>,
    parts: Vec<PartPlace>,
}

#[derive(Debug)]
struct PartPlace {
    key: Range<usize>,
    value: Range<usize>,
}

#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// With its quotes.
    pub key: &'a [u8],
    pub value: &'a [u8],
    of: &'a Outlined,
    place: &'a Place,
}

/// What a map has at a key, or an item of a list, which has none.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    pub key: &'a [u8],
    pub value: &'a [u8],
}

impl Outlined {
    #[must_use]
    pub fn new(text: Vec<u8>) -> Self {
        let members = outline(&text, None);
        Self { text, members }
    }

    /// Along one that is much the same.
    #[must_use]
    pub fn like(text: Vec<u8>, other: &Self) -> Self {
        let members = outline(&text, Some(other));
        Self { text, members }
    }

    #[must_use]
    pub fn text(&self) -> &[u8] {
        &self.text
    }

    /// Of memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let parts = self.members.iter().flatten().map(|member| member.parts.len());
        self.text.len() + parts.sum::<usize>() * size_of::<PartPlace>()
    }

    /// `None` where it is no object.
    pub(super) fn members(&self) -> Option<impl Iterator<Item = Member<'_>> + Clone> {
        Some(self.members.as_ref()?.iter().map(|place| self.at(place)))
    }

    pub(super) fn member(&self, key: &[u8]) -> Option<Member<'_>> {
        self.members()?.find(|member| member.key == key)
    }

    fn at<'a>(&'a self, place: &'a Place) -> Member<'a> {
        let Place { key, value, parts: _ } = place;
        let (key, value) = (&self.text[key.clone()], &self.text[value.clone()]);
        Member { key, value, of: self, place }
    }
}

impl<'a> Member<'a> {
    /// Of a map or a list.
    pub fn parts(&self) -> Vec<Part<'a>> {
        self.place.parts.iter().map(|place| self.of.part(place)).collect()
    }

    fn part(&self, n: usize) -> Option<Part<'a>> {
        Some(self.of.part(self.place.parts.get(n)?))
    }
}

impl Outlined {
    fn part(&self, PartPlace { key, value }: &PartPlace) -> Part<'_> {
        Part { key: &self.text[key.clone()], value: &self.text[value.clone()] }
    }
}

/// `None` of anything but an object.
fn outline(text: &[u8], like: Option<&Outlined>) -> Option<Vec<Place>> {
    let mut scan = Scan { text, at: 0 };
    let mut members = Vec::new();
    scan.each(b'{', b'}', |scan, _| {
        let key = scan.key()?;
        let like = like.and_then(|like| like.member(&text[key.clone()]));
        let like = |n: usize| like.and_then(|like| like.part(n));
        let (from, mut parts) = (scan.at, Vec::new());
        match scan.peek()? {
            b'{' => scan.each(b'{', b'}', |scan, n| {
                let key = scan.key()?;
                let known = like(n).filter(|known| known.key == &text[key.clone()]);
                parts.push(PartPlace { key, value: scan.value(known)? });
                Some(())
            })?,
            b'[' => scan.each(b'[', b']', |scan, n| {
                parts.push(PartPlace { key: 0..0, value: scan.value(like(n))? });
                Some(())
            })?,
            _ => {
                scan.value(None)?;
            }
        }
        members.push(Place { key, value: from..scan.at, parts });
        Some(())
    })?;
    scan.peek().is_none().then_some(members)
}

impl<'a> Part<'a> {
    /// The `id` of an item, with its quotes; `None` where it has none, or one that
    /// is no text.
    pub fn id(&self) -> Option<&'a [u8]> {
        let (mut scan, mut id) = (Scan { text: self.value, at: 0 }, None);
        // It stops where the id was found.
        let _found = scan.each(b'{', b'}', |scan, _| {
            let key = scan.key()?;
            let value = scan.value(None)?;
            if &self.value[key] == b"\"id\"" {
                let value = &self.value[value];
                id = value.starts_with(b"\"").then_some(value);
                return None;
            }
            Some(())
        });
        id
    }
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    /// The next byte that is no white space, which is not taken.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.get(self.at)? {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// What stands between commas, and which one it is.
    fn each(
        &mut self,
        open: u8,
        close: u8,
        mut one: impl FnMut(&mut Self, usize) -> Option<()>,
    ) -> Option<()> {
        self.take(open)?;
        if self.peek()? == close {
            return self.take(close);
        }
        for n in 0.. {
            one(self, n)?;
            if self.peek()? == close {
                break;
            }
            self.take(b',')?;
        }
        self.take(close)
    }

    /// A member's name with its quotes, up to its value.
    fn key(&mut self) -> Option<Range<usize>> {
        self.peek().filter(|byte| *byte == b'"')?;
        let from = self.at;
        self.text_end()?;
        let key = from..self.at;
        self.take(b':')?;
        self.peek()?;
        Some(key)
    }

    /// Behind a text that begins here.
    fn text_end(&mut self) -> Option<()> {
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..)?;
            let found = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
            self.at += found + 1;
            if rest[found] == b'"' {
                return Some(());
            }
            self.at += 1;
        }
    }

    /// A value, which may be as one that is known.
    fn value(&mut self, known: Option<Part<'_>>) -> Option<Range<usize>> {
        let first = self.peek()?;
        let from = self.at;
        if let Some(Part { value, .. }) = known
            && self.text.get(from..)?.starts_with(value)
            && matches!(self.text.get(from + value.len()), Some(b',' | b'}' | b']'))
        {
            self.at += value.len();
            return Some(from..self.at);
        }
        match first {
            b'"' => self.text_end()?,
            b'{' | b'[' => self.container_end()?,
            _ => {
                let is_end =
                    |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
                let rest = self.text.get(from..)?;
                self.at += rest.iter().position(is_end).unwrap_or(rest.len());
            }
        }
        (self.at <= self.text.len()).then_some(from..self.at)
    }

    /// Behind a map or a list that begins here.
    fn container_end(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.text.get(self.at)? {
                b'"' => {
                    self.text_end()?;
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }
}
