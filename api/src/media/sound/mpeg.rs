//! MP3: frames one after the other (ISO/IEC 11172-3 and 13818-3, layer III). Frames go
//! over; what stands before, between and behind them does not.

use super::{Sound, Unsound, milliseconds};

/// One alone may be chance.
const FRAMES_MIN: usize = 3;
const HEAD_BYTES: usize = 4;
const TAG_HEAD_BYTES: usize = 10;
/// Kilobits a second, by index, of version 1 and of later ones.
const BITRATES: [[u32; 14]; 2] = [
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];
const RATES: [u32; 3] = [44_100, 48_000, 32_000];
/// What a first frame has that sounds of nothing and tells of the others.
const TELLING: [&[u8]; 3] = [b"Xing", b"Info", b"VBRI"];
/// It begins behind the frame's own head within so many bytes.
const TELLING_WITHIN: usize = 40;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Frame {
    bytes: usize,
    samples: u64,
    rate: u32,
}

pub fn anew(given: &[u8]) -> Result<Sound, Unsound> {
    let mut rest = behind_tag(given)?;
    let (mut content, mut frames, mut samples, mut rate) = (Vec::new(), 0, 0, 0);
    // A tag at the end, or a frame that was cut, is not read any more.
    while let Some((frame, (bytes, behind))) =
        frame(rest).and_then(|frame| Some((frame, rest.split_at_checked(frame.bytes)?)))
    {
        if rate != 0 && rate != frame.rate {
            return Err(Unsound::Broken);
        }
        rate = frame.rate;
        if frames > 0 || !tells(bytes) {
            content.extend(bytes);
            samples += frame.samples;
        }
        frames += 1;
        rest = behind;
    }
    if frames < FRAMES_MIN {
        return Err(Unsound::Broken);
    }
    Ok(Sound { content, duration_ms: milliseconds(samples, rate.into()) })
}

/// Whether such a frame is what it begins with.
pub fn is_frame(given: &[u8]) -> bool {
    frame(given).is_some()
}

/// Behind an ID3 tag, where one stands first.
fn behind_tag(given: &[u8]) -> Result<&[u8], Unsound> {
    if !given.starts_with(b"ID3") {
        return Ok(given);
    }
    let head = given.get(..TAG_HEAD_BYTES).ok_or(Unsound::Broken)?;
    let size = head[6..].iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f));
    let foot = if head[5] & 0x10 == 0 { 0 } else { TAG_HEAD_BYTES };
    given.get(TAG_HEAD_BYTES + size + foot..).ok_or(Unsound::Broken)
}

fn frame(given: &[u8]) -> Option<Frame> {
    let [first, second, third, _] = *given.first_chunk::<HEAD_BYTES>()?;
    let is_layer_3 = second >> 1 & 3 == 1;
    if first != 0xff || second & 0xe0 != 0xe0 || !is_layer_3 {
        return None;
    }
    // Versions 1, 2 and 2.5: each later one has half the rate.
    let halved = match second >> 3 & 3 {
        3 => 0,
        2 => 1,
        0 => 2,
        _ => return None,
    };
    let is_first = halved == 0;
    let bitrates = if is_first { &BITRATES[0] } else { &BITRATES[1] };
    let index = usize::from(third >> 4).checked_sub(1)?;
    let bitrate = *bitrates.get(index)? * 1_000;
    let rate = *RATES.get(usize::from(third >> 2 & 3))? >> halved;
    let (samples, slots) = if is_first { (1_152, 144) } else { (576, 72) };
    let padding = u32::from(third >> 1 & 1);
    let bytes = usize::try_from(slots * bitrate / rate + padding).ok()?;
    Some(Frame { bytes, samples, rate })
}

fn tells(frame: &[u8]) -> bool {
    let head = &frame[..frame.len().min(HEAD_BYTES + TELLING_WITHIN)];
    TELLING.iter().any(|text| head.windows(text.len()).any(|part| part == *text))
}

/// Frames of 26 ms, between a tag with a place and one with a name.
#[cfg(test)]
pub fn sample(frames: usize) -> Vec<u8> {
    let mut whole = b"ID3\x04\0\0\0\0\0\x0bPLACE=54,10".to_vec();
    // 32 kilobits a second of 44,100 Hz are 104 bytes.
    let mut frame = [0; 104];
    frame[..4].copy_from_slice(&[0xff, 0xfb, 0x10, 0xc0]);
    whole.extend(frame.repeat(frames));
    whole.extend(b"TAGsomebody");
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_frames_go_over() {
        let sound = anew(&sample(100)).unwrap();
        assert_eq!(sound.content.len(), 10_400);
        assert_eq!(sound.duration_ms, 2_613);
        assert!(sound.content.starts_with(&[0xff, 0xfb]));
    }

    #[test]
    fn a_frame_that_tells_of_others_stays_behind() {
        let mut given = sample(10);
        let at = 21 + 36;
        given[at..at + 4].copy_from_slice(b"Xing");
        assert_eq!(anew(&given).unwrap().content.len(), 9 * 104);
    }

    #[test]
    fn what_is_no_frame_is_none() {
        for head in [
            [0xff, 0xfd, 0x10, 0xc0],
            [0xff, 0xfb, 0x00, 0xc0],
            [0xff, 0xfb, 0xf0, 0xc0],
            [0xff, 0xfb, 0x1c, 0xc0],
            [0xff, 0xeb, 0x10, 0xc0],
        ] {
            assert_eq!(frame(&head), None, "{head:02x?}");
        }
        assert_eq!(anew(&sample(2)), Err(Unsound::Broken));
    }
}
