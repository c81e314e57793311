//! Writing a file: what a player has to know, one chunk of packets, and nothing else.

use super::{super::Unsound, Packet, Track, boxes::boxed};

/// Of all matrices: nothing is turned.
const UPRIGHT: [u32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

pub fn written(
    given: &[u8],
    track: &Track,
    (packets, units): (&[Packet], u32),
) -> Result<Vec<u8>, Unsound> {
    let ftyp = boxed(*b"ftyp", &[b"M4A ", &numbers(&[0]), b"M4A mp42isom"]);
    // Its size is the same wherever the packets stand.
    let head = moov(track, packets, (units, 0)).len();
    let begin = u32::try_from(ftyp.len() + head + 8).map_err(|_| Unsound::TooLong)?;
    let moov = moov(track, packets, (units, begin));
    let mut content = Vec::new();
    for packet in packets {
        let from = usize::try_from(packet.at).map_err(|_| Unsound::Broken)?;
        let to = usize::try_from(packet.bytes).ok().and_then(|bytes| from.checked_add(bytes));
        let part = to.and_then(|to| given.get(from..to)).ok_or(Unsound::Broken)?;
        // Packets that stand in one another would make more of a file than it is.
        if content.len() + part.len() > given.len() {
            return Err(Unsound::Broken);
        }
        content.extend(part);
    }
    Ok([ftyp, moov, boxed(*b"mdat", &[&content])].concat())
}

fn moov(track: &Track, packets: &[Packet], (units, begin): (u32, u32)) -> Vec<u8> {
    let scale = track.scale;
    let movie = numbers(&[0, 0, 0, scale, units, 0x1_0000, 0x0100_0000, 0, 0]);
    let movie = boxed(*b"mvhd", &[&movie, &numbers(&UPRIGHT), &numbers(&[0, 0, 0, 0, 0, 0, 2])]);
    // It is on, and part of the film.
    let header = numbers(&[3, 0, 0, 1, 0, units, 0, 0, 0, 0x0100_0000]);
    let header = boxed(*b"tkhd", &[&header, &numbers(&UPRIGHT), &numbers(&[0, 0])]);
    // No language: `und`.
    let times = boxed(*b"mdhd", &[&numbers(&[0, 0, 0, scale, units, 0x55c4_0000])]);
    let handler = boxed(*b"hdlr", &[&numbers(&[0, 0]), b"soun", &numbers(&[0, 0, 0]), b"\0"]);
    let balance = boxed(*b"smhd", &[&numbers(&[0, 0])]);
    let url = boxed(*b"url ", &[&numbers(&[1])]);
    let dinf = boxed(*b"dinf", &[&boxed(*b"dref", &[&numbers(&[0, 1]), &url])]);
    let minf = boxed(*b"minf", &[&balance, &dinf, &stbl(track, packets, begin)]);
    let mdia = boxed(*b"mdia", &[&times, &handler, &minf]);
    boxed(*b"moov", &[&movie, &boxed(*b"trak", &[&header, &mdia])])
}

fn stbl(track: &Track, packets: &[Packet], begin: u32) -> Vec<u8> {
    let mut runs: Vec<[u32; 2]> = Vec::new();
    for packet in packets {
        match runs.last_mut() {
            Some([many, each]) if *each == packet.units => *many += 1,
            _ => runs.push([1, packet.units]),
        }
    }
    let count = u32::try_from(packets.len()).unwrap_or(u32::MAX);
    let bytes: Vec<u32> = packets.iter().map(|packet| packet.bytes).collect();
    let chunks = u32::from(count > 0);
    let durations =
        [&numbers(&[0, counted(runs.len())])[..], &numbers(runs.as_flattened())].concat();
    let chunk_map = [0, chunks, 1, count, 1];
    let chunk_map = if count > 0 { &chunk_map[..] } else { &chunk_map[..2] };
    let places = [0, chunks, begin];
    let places = if count > 0 { &places[..] } else { &places[..2] };
    boxed(
        *b"stbl",
        &[
            &stsd(track),
            &boxed(*b"stts", &[&durations]),
            &boxed(*b"stsc", &[&numbers(chunk_map)]),
            &boxed(*b"stsz", &[&numbers(&[0, 0, count]), &numbers(&bytes)]),
            &boxed(*b"stco", &[&numbers(places)]),
        ],
    )
}

fn stsd(track: &Track) -> Vec<u8> {
    let known = descriptor(5, &[&track.config]);
    // AAC, of a stream of audio; buffers and bitrates are not said.
    let decoder = descriptor(4, &[&[0x40, 0x15, 0, 0, 0], &[0; 8], &known]);
    let stream = descriptor(3, &[&[0, 1, 0], &decoder, &descriptor(6, &[&[2]])]);
    let esds = boxed(*b"esds", &[&numbers(&[0]), &stream]);
    let [channels, rate] = [track.channels, track.rate].map(u16::to_be_bytes);
    let entry = [
        &[0, 0, 0, 0, 0, 0, 0, 1][..],
        &[0; 8],
        &channels,
        &[0, 16, 0, 0, 0, 0],
        &rate,
        &[0, 0],
        &esds,
    ];
    boxed(*b"stsd", &[&numbers(&[0, 1]), &boxed(*b"mp4a", &entry)])
}

fn descriptor(tag: u8, inside: &[&[u8]]) -> Vec<u8> {
    let inside = inside.concat();
    // All of ours have fewer bytes than need a second for their size.
    [&[tag, u8::try_from(inside.len()).unwrap_or(0x7f)][..], &inside].concat()
}

fn numbers(all: &[u32]) -> Vec<u8> {
    all.iter().flat_map(|number| number.to_be_bytes()).collect()
}

fn counted(all: usize) -> u32 {
    u32::try_from(all).unwrap_or(u32::MAX)
}
