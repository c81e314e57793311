//! `WebM` with one track of Opus, as browsers record it: without sizes and without a
//! duration. Written anew it has both.

use super::{
    Sound, Unsound,
    ebml::{Elements, put, put_head, put_unsigned, unsigned},
    milliseconds,
    opus::{self, Head, RATE},
};

const EBML: u32 = 0x1a45_dfa3;
const DOC_TYPE: u32 = 0x4282;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_a966;
const TIME_SCALE: u32 = 0x2a_d7b1;
const DURATION: u32 = 0x4489;
const MUXING_APP: u32 = 0x4d80;
const WRITING_APP: u32 = 0x5741;
const TRACKS: u32 = 0x1654_ae6b;
const TRACK: u32 = 0xae;
const TRACK_NUMBER: u32 = 0xd7;
const TRACK_UID: u32 = 0x73c5;
const TRACK_TYPE: u32 = 0x83;
const CODEC: u32 = 0x86;
const CODEC_PRIVATE: u32 = 0x63a2;
const CODEC_DELAY: u32 = 0x56aa;
const SEEK_PRE_ROLL: u32 = 0x56bb;
const AUDIO: u32 = 0xe1;
const FREQUENCY: u32 = 0xb5;
const CHANNELS: u32 = 0x9f;
const CLUSTER: u32 = 0x1f43_b675;
const TIME: u32 = 0xe7;
const SIMPLE_BLOCK: u32 = 0xa3;
const BLOCK_GROUP: u32 = 0xa0;
const BLOCK: u32 = 0xa1;

const TYPE_AUDIO: u64 = 2;
const OPUS: &[u8] = b"A_OPUS";
/// Nanoseconds of a unit of time, where nothing else is said; ours, too.
const MILLISECOND_NS: u64 = 1_000_000;
const PRE_ROLL_NS: u64 = 80 * MILLISECOND_NS;
/// Of one cluster.
const CLUSTER_MS: u32 = 5_000;
/// Lacing puts several packets into a block; no recorder of Opus does.
const LACED: u8 = 0b110;
const IS_KEY: u8 = 0x80;

/// A packet, and when it sounds.
struct Packet<'a> {
    at_ms: u32,
    bytes: &'a [u8],
}

struct Track {
    number: u64,
    head: Head,
}

/// What was read so far.
struct Reading<'a> {
    scale_ns: u64,
    track: Option<Track>,
    cluster: Option<u64>,
    packets: Vec<Packet<'a>>,
    samples: u64,
}

pub fn anew(given: &[u8]) -> Result<Sound, Unsound> {
    let reading = read(given)?;
    let (Some(track), Some(last)) = (&reading.track, reading.packets.last()) else {
        return Err(Unsound::Broken);
    };
    let end_ms = last.at_ms.saturating_add(milliseconds(opus::samples(last.bytes)?, RATE));
    // Packets that all begin at once sound one after the other.
    let duration_ms = end_ms.max(milliseconds(reading.samples, RATE));
    let content = written(&track.head, &reading.packets, duration_ms);
    Ok(Sound { content, duration_ms })
}

fn read(given: &[u8]) -> Result<Reading<'_>, Unsound> {
    let mut elements = Elements::of(given);
    let Some((EBML, head)) = elements.next()? else { return Err(Unsound::Broken) };
    webm(head)?;
    let Some((SEGMENT, _)) = elements.head()? else { return Err(Unsound::Broken) };
    let mut reading = Reading {
        scale_ns: MILLISECOND_NS,
        track: None,
        cluster: None,
        packets: Vec::new(),
        samples: 0,
    };
    // Segment and clusters may have no size: what is in them is told from what follows
    // them by its id.
    while let Some((id, size)) = elements.head()? {
        match id {
            CLUSTER => reading.cluster = None,
            INFO => reading.info(elements.inside(size)?)?,
            TRACKS => reading.tracks(elements.inside(size)?)?,
            TIME => reading.cluster = Some(unsigned(elements.inside(size)?)?),
            SIMPLE_BLOCK => reading.block(elements.inside(size)?)?,
            BLOCK_GROUP => {
                let mut group = Elements::of(elements.inside(size)?);
                while let Some((id, inside)) = group.next()? {
                    if id == BLOCK {
                        reading.block(inside)?;
                    }
                }
            }
            _ => drop(elements.inside(size)?),
        }
    }
    Ok(reading)
}

fn webm(head: &[u8]) -> Result<(), Unsound> {
    let mut elements = Elements::of(head);
    while let Some((id, inside)) = elements.next()? {
        if id == DOC_TYPE {
            return if inside == b"webm" { Ok(()) } else { Err(Unsound::Foreign) };
        }
    }
    Err(Unsound::Broken)
}

impl<'a> Reading<'a> {
    fn info(&mut self, inside: &[u8]) -> Result<(), Unsound> {
        let mut elements = Elements::of(inside);
        while let Some((id, inside)) = elements.next()? {
            if id == TIME_SCALE {
                self.scale_ns = unsigned(inside)?;
            }
        }
        Ok(())
    }

    fn tracks(&mut self, inside: &[u8]) -> Result<(), Unsound> {
        let mut elements = Elements::of(inside);
        while let Some((id, inside)) = elements.next()? {
            if id != TRACK {
                continue;
            }
            if self.track.is_some() {
                return Err(Unsound::Foreign);
            }
            self.track = Some(track(inside)?);
        }
        Ok(())
    }

    fn block(&mut self, inside: &'a [u8]) -> Result<(), Unsound> {
        let (Some(track), Some(cluster)) = (&self.track, self.cluster) else {
            return Err(Unsound::Broken);
        };
        let [number, early, late, flags, bytes @ ..] = inside else { return Err(Unsound::Broken) };
        // Numbers beyond 126 have more bytes; a file with one track needs none.
        if u64::from(*number) != track.number | 0x80 || flags & LACED != 0 {
            return Err(Unsound::Foreign);
        }
        let units = cluster.checked_add_signed(i16::from_be_bytes([*early, *late]).into());
        let exact = units.and_then(|units| units.checked_mul(self.scale_ns));
        let at_ms = exact.and_then(|ns| u32::try_from(ns / MILLISECOND_NS).ok());
        let at_ms = at_ms.ok_or(Unsound::Broken)?;
        if self.packets.last().is_some_and(|last| last.at_ms > at_ms) {
            return Err(Unsound::Broken);
        }
        self.samples += opus::samples(bytes)?;
        self.packets.push(Packet { at_ms, bytes });
        Ok(())
    }
}

fn track(inside: &[u8]) -> Result<Track, Unsound> {
    let (mut number, mut kind, mut codec, mut head) = (0, 0, None, None);
    let mut elements = Elements::of(inside);
    while let Some((id, inside)) = elements.next()? {
        match id {
            TRACK_NUMBER => number = unsigned(inside)?,
            TRACK_TYPE => kind = unsigned(inside)?,
            CODEC => codec = Some(inside),
            CODEC_PRIVATE => head = Some(inside),
            _ => {}
        }
    }
    if kind != TYPE_AUDIO || codec != Some(OPUS) || !(1..=126).contains(&number) {
        return Err(Unsound::Foreign);
    }
    Ok(Track { number, head: Head::read(head.ok_or(Unsound::Broken)?)? })
}

fn written(head: &Head, packets: &[Packet<'_>], duration_ms: u32) -> Vec<u8> {
    let mut segment = Vec::new();
    put(&mut segment, INFO, &info(duration_ms));
    put(&mut segment, TRACKS, &tracks(head));
    let mut from = 0;
    while let Some(first) = packets.get(from) {
        let is_in = |packet: &&Packet<'_>| packet.at_ms - first.at_ms < CLUSTER_MS;
        let count = packets[from..].iter().take_while(is_in).count();
        put(&mut segment, CLUSTER, &cluster(first.at_ms, &packets[from..from + count]));
        from += count;
    }
    let mut whole = Vec::new();
    let mut head = Vec::new();
    // Its version, that of its readers, and how long ids and sizes are at most.
    for (id, number) in [(0x4286, 1), (0x42f7, 1), (0x42f2, 4), (0x42f3, 8)] {
        put_unsigned(&mut head, id, number);
    }
    put(&mut head, DOC_TYPE, b"webm");
    for (id, number) in [(0x4287, 4), (0x4285, 2)] {
        put_unsigned(&mut head, id, number);
    }
    put(&mut whole, EBML, &head);
    put_head(&mut whole, SEGMENT, segment.len());
    whole.append(&mut segment);
    whole
}

fn info(duration_ms: u32) -> Vec<u8> {
    let mut info = Vec::new();
    put_unsigned(&mut info, TIME_SCALE, MILLISECOND_NS);
    put(&mut info, DURATION, &f64::from(duration_ms).to_be_bytes());
    put(&mut info, MUXING_APP, b"downbeat");
    put(&mut info, WRITING_APP, b"downbeat");
    info
}

fn tracks(head: &Head) -> Vec<u8> {
    let mut audio = Vec::new();
    put(&mut audio, FREQUENCY, &48_000_f64.to_be_bytes());
    put_unsigned(&mut audio, CHANNELS, head.channels.into());
    let mut track = Vec::new();
    put_unsigned(&mut track, TRACK_NUMBER, 1);
    put_unsigned(&mut track, TRACK_UID, 1);
    put_unsigned(&mut track, TRACK_TYPE, TYPE_AUDIO);
    put(&mut track, CODEC, OPUS);
    put(&mut track, CODEC_PRIVATE, &head.written());
    put_unsigned(&mut track, CODEC_DELAY, u64::from(head.skipped) * 1_000_000_000 / RATE);
    put_unsigned(&mut track, SEEK_PRE_ROLL, PRE_ROLL_NS);
    put(&mut track, AUDIO, &audio);
    let mut tracks = Vec::new();
    put(&mut tracks, TRACK, &track);
    tracks
}

fn cluster(from_ms: u32, packets: &[Packet<'_>]) -> Vec<u8> {
    let mut cluster = Vec::new();
    put_unsigned(&mut cluster, TIME, from_ms.into());
    for packet in packets {
        // A cluster is shorter than a block's time reaches.
        let behind = i16::try_from(packet.at_ms - from_ms).unwrap_or(i16::MAX);
        let [early, late] = behind.to_be_bytes();
        put_head(&mut cluster, SIMPLE_BLOCK, 4 + packet.bytes.len());
        cluster.extend([0x81, early, late, IS_KEY]);
        cluster.extend(packet.bytes);
    }
    cluster
}

/// Packets of 20 ms, as a recorder writes them.
#[cfg(test)]
pub fn sample(packets: u32) -> Vec<u8> {
    use super::opus::tests::{HEAD, SILENCE};

    let mut whole = b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm".to_vec();
    whole.extend(b"\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff");
    let mut info = Vec::new();
    put_unsigned(&mut info, TIME_SCALE, MILLISECOND_NS);
    put(&mut info, MUXING_APP, b"a recorder");
    put(&mut whole, INFO, &info);
    put(&mut whole, TRACKS, &tracks(&HEAD));
    // A tag, with where it was recorded.
    put(&mut whole, 0x1254_c367, b"LOCATION 54.3,10.1");
    for n in 0..packets {
        if n % 50 == 0 {
            whole.extend(b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff");
            put_unsigned(&mut whole, TIME, u64::from(n) * 20);
        }
        let behind = i16::try_from(n % 50 * 20).unwrap().to_be_bytes();
        let block = [&[0x81, behind[0], behind[1], IS_KEY][..], &SILENCE].concat();
        put(&mut whole, SIMPLE_BLOCK, &block);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_gets_its_duration_and_loses_its_tags() {
        let sound = anew(&sample(400)).unwrap();
        assert_eq!(sound.duration_ms, 8_000);
        let has = |text: &[u8]| sound.content.windows(text.len()).any(|part| part == text);
        assert!(!has(b"LOCATION") && !has(b"a recorder"));
        let read = read(&sound.content).unwrap();
        assert_eq!(read.packets.len(), 400);
        assert_eq!(read.packets.last().map(|packet| packet.at_ms), Some(7_980));
    }

    #[test]
    fn pictures_and_other_sounds_are_foreign() {
        let given = sample(1);
        let at = given.windows(OPUS.len()).position(|part| part == OPUS).unwrap();
        let mut other = given.clone();
        other[at..at + OPUS.len()].copy_from_slice(b"A_VORB");
        assert_eq!(anew(&other), Err(Unsound::Foreign));
        let mut moving = given;
        let kind = moving.windows(2).position(|part| part == [0x83, 0x01]).unwrap();
        moving[kind + 9] = 1;
        assert_eq!(anew(&moving), Err(Unsound::Foreign));
        assert_eq!(anew(&sample(0)), Err(Unsound::Broken));
    }
}
