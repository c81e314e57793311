//! Ogg with one stream of Opus (RFC 3533, RFC 7845). Its pages are numbered and summed
//! anew, and its comments are written without any.

use super::{
    Sound, Unsound, milliseconds,
    opus::{self, Head, RATE},
};

const MAGIC: &[u8] = b"OggS";
const TAGS: &[u8] = b"OpusTags";
const HEAD_BYTES: usize = 27;
/// What a page says of itself.
const CONTINUES: u8 = 1;
const IS_FIRST: u8 = 2;
const IS_LAST: u8 = 4;
/// Of a page on which no packet ends.
const NO_TIME: u64 = u64::MAX;
/// Of all streams of ours: a file has one.
const SERIAL: u32 = 1;
/// A page whose time is so far ahead of its packets is not of this recording.
const AHEAD_SAMPLES: u64 = RATE;

struct Page<'a> {
    flags: u8,
    /// Samples up to its end.
    time: u64,
    serial: u32,
    /// How long its pieces are, each 255 bytes at most.
    lacing: &'a [u8],
    data: &'a [u8],
}

pub fn anew(given: &[u8]) -> Result<Sound, Unsound> {
    let mut rest = given;
    let first = page(&mut rest)?.ok_or(Unsound::Broken)?;
    if first.flags & IS_FIRST == 0 || first.lacing.len() != 1 {
        return Err(Unsound::Foreign);
    }
    let head = Head::read(first.data).map_err(|_| Unsound::Foreign)?;
    let serial = first.serial;
    skip_tags(&mut rest, serial)?;
    let mut content = Vec::with_capacity(given.len());
    put(&mut content, (IS_FIRST, 0, 0), &lacing(head.written().len()), &head.written());
    let tags = [TAGS, &8_u32.to_le_bytes(), b"downbeat", &0_u32.to_le_bytes()].concat();
    put(&mut content, (0, 0, 1), &lacing(tags.len()), &tags);
    let (mut number, mut samples, mut last_time) = (2, 0, 0);
    let mut is_open = false;
    while let Some(page) = page(&mut rest)? {
        let is_expected = page.serial == serial && page.flags & IS_FIRST == 0;
        if !is_expected || (page.flags & CONTINUES != 0) != is_open {
            return Err(Unsound::Broken);
        }
        samples += packets(&page, &mut is_open)?;
        if page.time != NO_TIME {
            if page.time < last_time || page.time > samples + AHEAD_SAMPLES {
                return Err(Unsound::Broken);
            }
            last_time = page.time;
        }
        let flags = page.flags & (CONTINUES | IS_LAST);
        put(&mut content, (flags, page.time, number), page.lacing, page.data);
        number += 1;
    }
    if samples == 0 || is_open {
        return Err(Unsound::Broken);
    }
    let audible = samples.saturating_sub(head.skipped.into());
    Ok(Sound { content, duration_ms: milliseconds(audible, RATE) })
}

/// The pages of the comments, which end with a page.
fn skip_tags(rest: &mut &[u8], serial: u32) -> Result<(), Unsound> {
    let mut is_first = true;
    while let Some(page) = page(rest)? {
        let goes_on = page.flags & CONTINUES != 0;
        if page.serial != serial || goes_on == is_first {
            return Err(Unsound::Broken);
        }
        if is_first && !page.data.starts_with(TAGS) {
            return Err(Unsound::Broken);
        }
        is_first = false;
        match page.lacing.iter().position(|piece| *piece < 255) {
            Some(end) if end + 1 == page.lacing.len() => return Ok(()),
            Some(_) => return Err(Unsound::Broken),
            None => {}
        }
    }
    Err(Unsound::Broken)
}

/// How many samples the packets sound that begin on a page. `is_open`: whether one goes on
/// behind it.
fn packets(page: &Page<'_>, is_open: &mut bool) -> Result<u64, Unsound> {
    let (mut samples, mut at) = (0, 0);
    for piece in page.lacing {
        let bytes = usize::from(*piece);
        if !*is_open {
            samples += opus::samples(&page.data[at..at + bytes])?;
        }
        *is_open = *piece == 255;
        at += bytes;
    }
    Ok(samples)
}

fn page<'a>(rest: &mut &'a [u8]) -> Result<Option<Page<'a>>, Unsound> {
    if rest.is_empty() {
        return Ok(None);
    }
    let (head, behind) = rest.split_at_checked(HEAD_BYTES).ok_or(Unsound::Broken)?;
    if !head.starts_with(MAGIC) || head[4] != 0 {
        return Err(Unsound::Broken);
    }
    let (lacing, behind) = behind.split_at_checked(head[26].into()).ok_or(Unsound::Broken)?;
    let bytes = lacing.iter().map(|piece| usize::from(*piece)).sum();
    let (data, behind) = behind.split_at_checked(bytes).ok_or(Unsound::Broken)?;
    let sum = sum(&[&head[..22], &[0; 4], &head[26..], lacing, data]);
    if sum.to_le_bytes() != head[22..26] {
        return Err(Unsound::Broken);
    }
    *rest = behind;
    let time = head[6..14].iter().rev().fold(0, |time, byte| time << 8 | u64::from(*byte));
    let serial = head[14..18].iter().rev().fold(0, |serial, byte| serial << 8 | u32::from(*byte));
    Ok(Some(Page { flags: head[5], time, serial, lacing, data }))
}

fn put(to: &mut Vec<u8>, (flags, time, number): (u8, u64, u32), lacing: &[u8], data: &[u8]) {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    head.extend(MAGIC);
    head.extend([0, flags]);
    head.extend(time.to_le_bytes());
    head.extend(SERIAL.to_le_bytes());
    head.extend(number.to_le_bytes());
    head.extend([0; 4]);
    // A page was read with as many pieces, or has the few of a head.
    head.push(u8::try_from(lacing.len()).unwrap_or(u8::MAX));
    let sum = sum(&[&head, lacing, data]);
    head[22..26].copy_from_slice(&sum.to_le_bytes());
    to.extend(head);
    to.extend(lacing);
    to.extend(data);
}

/// Of a packet that ends on its page.
fn lacing(bytes: usize) -> Vec<u8> {
    let mut lacing = vec![255; bytes / 255];
    lacing.push(u8::try_from(bytes % 255).unwrap_or_default());
    lacing
}

/// The sum that a page has: of 32 bits, by the polynomial 0x04c11db7.
fn sum(parts: &[&[u8]]) -> u32 {
    const TABLE: [u32; 256] = table();
    let bytes = parts.iter().copied().flatten();
    bytes.fold(0, |sum: u32, byte| {
        let [first, ..] = sum.to_be_bytes();
        sum << 8 ^ TABLE[usize::from(first ^ byte)]
    })
}

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let (mut place, mut byte) = (0, 0_u32);
    while place < table.len() {
        let (mut value, mut bit) = (byte << 24, 0);
        while bit < 8 {
            value = if value >> 31 == 1 { value << 1 ^ 0x04c1_1db7 } else { value << 1 };
            bit += 1;
        }
        table[place] = value;
        place += 1;
        byte += 1;
    }
    table
}

/// Packets of 20 ms, as a recorder writes them.
#[cfg(test)]
pub fn sample(packets: u32) -> Vec<u8> {
    use super::opus::tests::{HEAD, SILENCE};

    let mut whole = Vec::new();
    let head = HEAD.written();
    put(&mut whole, (IS_FIRST, 0, 0), &lacing(head.len()), &head);
    let tags = [TAGS, b"\x08\0\0\0recorder\x01\0\0\0\x0b\0\0\0PLACE=54,10"].concat();
    put(&mut whole, (0, 0, 1), &lacing(tags.len()), &tags);
    for n in 0..packets {
        let flags = if n + 1 == packets { IS_LAST } else { 0 };
        let time = u64::from(n + 1) * 960;
        put(&mut whole, (flags, time, n + 2), &lacing(SILENCE.len()), &SILENCE);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_as_the_format_has_it() {
        assert_eq!(sum(&[b"123456789"]), 0x89a1_897f);
    }

    #[test]
    fn a_recording_loses_its_comments() {
        let sound = anew(&sample(100)).unwrap();
        assert_eq!(sound.duration_ms, 1_994);
        let has = |text: &[u8]| sound.content.windows(text.len()).any(|part| part == text);
        assert!(!has(b"PLACE") && !has(b"recorder"));
    }

    #[test]
    fn what_is_cut_or_of_another_stream_is_refused() {
        let given = sample(3);
        assert_eq!(anew(&given[..given.len() - 1]), Err(Unsound::Broken));
        assert_eq!(anew(&[given.clone(), given].concat()), Err(Unsound::Broken));
        let mut vorbis = Vec::new();
        put(&mut vorbis, (IS_FIRST, 0, 0), &lacing(7), b"\x01vorbis");
        assert_eq!(anew(&vorbis), Err(Unsound::Foreign));
    }
}
