//! MP4 with one track of AAC (ISO/IEC 14496-12 and -14), whole or in fragments, as
//! browsers record it. Written anew it is whole: one list of packets, and the packets.

mod boxes;
mod fragments;
mod reading;
mod tables;
mod writing;

use super::{Sound, Unsound, milliseconds};

/// Two minutes have fewer of any rate.
const PACKETS_MAX: usize = 12_000;

/// A packet: where it stands in the file, and how many units of time it sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Packet {
    at: u64,
    bytes: u32,
    units: u32,
}

/// What is known of the track before its packets.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Track {
    /// Units of time in a second.
    scale: u32,
    channels: u16,
    rate: u16,
    /// What its decoder has to know.
    config: Vec<u8>,
}

/// Packets in their order.
#[derive(Debug, Default)]
struct Packets(Vec<Packet>);

impl Packets {
    fn add(&mut self, packet: Packet) -> Result<(), Unsound> {
        if self.0.len() == PACKETS_MAX {
            return Err(Unsound::TooLong);
        }
        if packet.units == 0 || packet.bytes == 0 {
            return Err(Unsound::Broken);
        }
        self.0.push(packet);
        Ok(())
    }
}

pub fn anew(given: &[u8]) -> Result<Sound, Unsound> {
    let (track, Packets(packets)) = reading::read(given)?;
    let units: u64 = packets.iter().map(|packet| u64::from(packet.units)).sum();
    if packets.is_empty() {
        return Err(Unsound::Broken);
    }
    let duration_ms = milliseconds(units, track.scale.into());
    let units = u32::try_from(units).map_err(|_| Unsound::TooLong)?;
    let content = writing::written(given, &track, (&packets, units))?;
    Ok(Sound { content, duration_ms })
}

/// Packets of 1,024 samples, in a whole file.
#[cfg(test)]
pub fn sample(packets: u32) -> Vec<u8> {
    let track = Track { scale: 48_000, channels: 1, rate: 48_000, config: vec![0x11, 0x88] };
    let given = b"packets!".repeat(packets as usize);
    let at = |n| u64::from(n) * 8;
    let all: Vec<Packet> =
        (0..packets).map(|n| Packet { at: at(n), bytes: 8, units: 1_024 }).collect();
    let whole = writing::written(&given, &track, (&all, packets * 1_024)).unwrap();
    // A box of things that nobody asked for.
    [whole, boxes::boxed(*b"udta", &[b"PLACE 54.3,10.1"])].concat()
}

#[cfg(test)]
mod tests {
    use super::{boxes::boxed, *};

    #[test]
    fn a_recording_loses_what_is_beside_it() {
        let sound = anew(&sample(375)).unwrap();
        assert_eq!(sound.duration_ms, 8_000);
        let has = |text: &[u8]| sound.content.windows(text.len()).any(|part| part == text);
        assert!(has(b"packets!") && !has(b"PLACE"));
        assert_eq!(anew(&sound.content), Ok(sound));
    }

    #[test]
    fn a_film_is_foreign() {
        let mut film = sample(3);
        let at = film.windows(4).position(|part| part == b"soun").unwrap();
        film[at..at + 4].copy_from_slice(b"vide");
        assert_eq!(anew(&film), Err(Unsound::Foreign));
        assert_eq!(anew(&boxed(*b"ftyp", &[b"qt  "])), Err(Unsound::Broken));
    }

    #[test]
    fn fragments_come_together() {
        // Its head, with a table of nothing; then two fragments of two packets each.
        let track = Track { scale: 48_000, channels: 1, rate: 48_000, config: vec![0x11, 0x88] };
        let mut given = writing::written(b"", &track, (&[], 0)).unwrap();
        for packets in [b"onetwo", b"sixten"] {
            // Where its packets stand, behind its own begin; and their sizes.
            let trun = [0x201, 2, 72, 3, 3].map(u32::to_be_bytes).concat();
            let tfhd = [0x2_0008, 1, 1_024].map(u32::to_be_bytes).concat();
            let traf = boxed(*b"traf", &[&boxed(*b"tfhd", &[&tfhd]), &boxed(*b"trun", &[&trun])]);
            let moof = boxed(*b"moof", &[&traf]);
            assert_eq!(moof.len() + 8, 72);
            given.extend(moof);
            given.extend(boxed(*b"mdat", &[packets]));
        }
        let sound = anew(&given).unwrap();
        assert!(sound.content.ends_with(b"onetwosixten"));
        assert_eq!(sound.duration_ms, 86);
    }
}
