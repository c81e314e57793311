//! Reading a file: its one track, and where its packets are.

use super::{
    super::Unsound,
    Packets, Track,
    boxes::{Boxes, Found, number, short},
    fragments::{self, Defaults},
    tables,
};

/// AAC, as MPEG-4 numbers what is coded.
const AAC: u8 = 0x40;
/// Kinds of AAC: low complexity, and with one or two kinds of what it leaves out.
const OBJECTS: [u8; 3] = [2, 5, 29];
const CONFIG_BYTES_MAX: usize = 64;
/// What stands in an entry before its boxes.
const ENTRY_BYTES: usize = 28;

pub fn read(given: &[u8]) -> Result<(Track, Packets), Unsound> {
    let (mut head, mut contents, mut moofs) = (None, Vec::new(), Vec::new());
    let mut boxes = Boxes::of(given, 0);
    while let Some(found) = boxes.next()? {
        match &found.kind {
            b"moov" if head.is_some() => return Err(Unsound::Broken),
            b"moov" => head = Some(found),
            b"moof" => moofs.push(found),
            b"mdat" => contents.push(found),
            _ => {}
        }
    }
    let (track, mut packets, defaults) = movie(&head.ok_or(Unsound::Broken)?)?;
    for moof in &moofs {
        fragments::add(moof, defaults, &mut packets)?;
    }
    // Only what is said to be content is taken for it.
    let is_content = |at: u64, end: u64| {
        // They stand one behind the other: it is the last that begins before, or none.
        let begun = contents.partition_point(|it| it.inside_at <= at);
        let last = begun.checked_sub(1).and_then(|last| contents.get(last));
        last.is_some_and(|it| end <= it.inside_at + it.inside.len() as u64)
    };
    let is_whole =
        packets.0.iter().all(|it| is_content(it.at, it.at.saturating_add(it.bytes.into())));
    if is_whole { Ok((track, packets)) } else { Err(Unsound::Broken) }
}

fn movie(moov: &Found<'_>) -> Result<(Track, Packets, Defaults), Unsound> {
    let (mut track, mut defaults) = (None, Defaults::default());
    let mut boxes = Boxes::inside(moov);
    while let Some(found) = boxes.next()? {
        match &found.kind {
            b"trak" if track.is_some() => return Err(Unsound::Foreign),
            b"trak" => track = Some(read_track(&found)?),
            b"mvex" => defaults = Defaults::of(Boxes::inside(&found).find(*b"trex")?.inside)?,
            _ => {}
        }
    }
    let (track, packets) = track.ok_or(Unsound::Broken)?;
    Ok((track, packets, defaults))
}

fn read_track(trak: &Found<'_>) -> Result<(Track, Packets), Unsound> {
    let media = Boxes::inside(trak).find(*b"mdia")?;
    let handler = Boxes::inside(&media).find(*b"hdlr")?;
    if handler.inside.get(8..12) != Some(b"soun") {
        return Err(Unsound::Foreign);
    }
    let times = Boxes::inside(&media).find(*b"mdhd")?.inside;
    // Its times have eight bytes in its later version.
    let scale = number(times, if times.first() == Some(&1) { 20 } else { 12 })?;
    if scale == 0 {
        return Err(Unsound::Broken);
    }
    let info = Boxes::inside(&media).find(*b"minf")?;
    let tables = Boxes::inside(&info).find(*b"stbl")?;
    let entries = Boxes::inside(&tables).find(*b"stsd")?;
    Ok((described(&entries, scale)?, tables::packets(&tables)?))
}

/// What the decoder is told.
fn described(entries: &Found<'_>, scale: u32) -> Result<Track, Unsound> {
    let entries = entries.inside.get(8..).ok_or(Unsound::Broken)?;
    let mut entries = Boxes::of(entries, 0);
    let entry = entries.next()?.ok_or(Unsound::Broken)?;
    if entry.kind != *b"mp4a" || entries.next()?.is_some() {
        return Err(Unsound::Foreign);
    }
    let (version, channels, rate) =
        (short(entry.inside, 8)?, short(entry.inside, 16)?, short(entry.inside, 24)?);
    if version != 0 || !(1..=2).contains(&channels) {
        return Err(Unsound::Foreign);
    }
    let boxes = entry.inside.get(ENTRY_BYTES..).ok_or(Unsound::Broken)?;
    let described = Boxes::of(boxes, 0).find(*b"esds")?.inside;
    let config = config(described.get(4..).ok_or(Unsound::Broken)?)?;
    Ok(Track { scale, channels, rate, config })
}

/// Descriptors in one another (ISO/IEC 14496-1): of the stream, of its decoder, and what
/// that has to know.
fn config(described: &[u8]) -> Result<Vec<u8>, Unsound> {
    let stream = descriptor(described, 3)?;
    // Its number, and flags of which others come.
    if stream.get(2).is_none_or(|flags| flags & 0xe0 != 0) {
        return Err(Unsound::Foreign);
    }
    let decoder = descriptor(stream.get(3..).ok_or(Unsound::Broken)?, 4)?;
    if decoder.first() != Some(&AAC) {
        return Err(Unsound::Foreign);
    }
    let config = descriptor(decoder.get(13..).ok_or(Unsound::Broken)?, 5)?;
    let object = config.first().ok_or(Unsound::Broken)? >> 3;
    if !(2..=CONFIG_BYTES_MAX).contains(&config.len()) || !OBJECTS.contains(&object) {
        return Err(Unsound::Foreign);
    }
    Ok(config.to_vec())
}

/// What is in the descriptor that stands first, which has this tag.
fn descriptor(given: &[u8], tag: u8) -> Result<&[u8], Unsound> {
    let (first, mut rest) = given.split_first().ok_or(Unsound::Broken)?;
    if *first != tag {
        return Err(Unsound::Broken);
    }
    let mut size = 0;
    for _ in 0..4 {
        let (byte, behind) = rest.split_first().ok_or(Unsound::Broken)?;
        rest = behind;
        size = size << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return rest.get(..size).ok_or(Unsound::Broken);
        }
    }
    Err(Unsound::Broken)
}
