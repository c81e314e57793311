//! Opus, as far as containers tell of it: its head (RFC 7845, section 5.1) and how long a
//! packet sounds (RFC 6716, section 3.1).

use super::Unsound;

/// Of all its times, however it was recorded.
pub const RATE: u64 = 48_000;
/// Samples of the longest packet: 120 ms.
const PACKET_SAMPLES_MAX: u64 = 5_760;
const MAGIC: &[u8] = b"OpusHead";
const HEAD_BYTES: usize = 19;

/// What is known of a stream before its first packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub channels: u8,
    /// Samples at its begin that are not played.
    pub skipped: u16,
    rate: u32,
    gain: u16,
}

impl Head {
    /// Of one or two channels: others need a map of them.
    pub fn read(given: &[u8]) -> Result<Self, Unsound> {
        let [
            b'O',
            b'p',
            b'u',
            b's',
            b'H',
            b'e',
            b'a',
            b'd',
            version,
            channels,
            s0,
            s1,
            r0,
            r1,
            r2,
            r3,
            g0,
            g1,
            family,
            ..,
        ] = *given
        else {
            return Err(Unsound::Broken);
        };
        if version > 15 || family != 0 || !(1..=2).contains(&channels) {
            return Err(Unsound::Foreign);
        }
        Ok(Self {
            channels,
            skipped: u16::from_le_bytes([s0, s1]),
            rate: u32::from_le_bytes([r0, r1, r2, r3]),
            gain: u16::from_le_bytes([g0, g1]),
        })
    }

    pub fn written(&self) -> Vec<u8> {
        let mut head = Vec::with_capacity(HEAD_BYTES);
        head.extend(MAGIC);
        head.extend([1, self.channels]);
        head.extend(self.skipped.to_le_bytes());
        head.extend(self.rate.to_le_bytes());
        head.extend(self.gain.to_le_bytes());
        head.push(0);
        head
    }
}

/// How many samples a packet sounds, of which the first bytes are given.
pub fn samples(packet: &[u8]) -> Result<u64, Unsound> {
    let toc = *packet.first().ok_or(Unsound::Broken)?;
    let size = u32::from(toc >> 3);
    let frame: u64 = match size {
        0..=11 => [480, 960, 1_920, 2_880][(size % 4) as usize],
        12..=15 => [480, 960][(size % 2) as usize],
        _ => [120, 240, 480, 960][(size % 4) as usize],
    };
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u64::from(packet.get(1).ok_or(Unsound::Broken)? & 0x3f),
    };
    let samples = frame * frames;
    if (1..=PACKET_SAMPLES_MAX).contains(&samples) { Ok(samples) } else { Err(Unsound::Broken) }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A packet of 20 ms, in which nothing is heard.
    pub const SILENCE: [u8; 3] = [0xf8, 0xff, 0xfe];
    pub const HEAD: Head = Head { channels: 1, skipped: 312, rate: 48_000, gain: 0 };

    #[test]
    fn a_head_is_read_as_it_is_written() {
        assert_eq!(Head::read(&HEAD.written()), Ok(HEAD));
        let mut mapped = HEAD.written();
        mapped[18] = 1;
        assert_eq!(Head::read(&mapped), Err(Unsound::Foreign));
        assert_eq!(Head::read(b"OpusHead"), Err(Unsound::Broken));
    }

    #[test]
    fn packets_sound_as_long_as_their_first_byte_says() {
        assert_eq!(samples(&SILENCE), Ok(960));
        assert_eq!(samples(&[0x08 | 1]), Ok(1_920));
        assert_eq!(samples(&[0x18 | 3, 2]), Ok(5_760));
        assert_eq!(samples(&[0x18 | 3, 3]), Err(Unsound::Broken));
        assert_eq!(samples(&[0xf8 | 3, 0]), Err(Unsound::Broken));
        assert_eq!(samples(&[]), Err(Unsound::Broken));
    }
}
