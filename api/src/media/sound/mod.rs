//! Recordings: their containers are walked and written anew; what sounds in them is
//! never decoded.
//!
//! Of each container only what says how it sounds goes over, by name: tags, comments,
//! covers, other tracks and whatever is not known stay behind. How long one is comes
//! from its packets, never from what it says of itself.

mod ebml;
mod mp4;
mod mpeg;
mod ogg;
mod opus;
mod webm;

pub use mpeg::is_frame as begins_with_frame;

use super::format::SoundFormat;

/// So long is one at most.
pub const DURATION_MS_MAX: u32 = 120_000;
/// A recorder that is told to stop at two minutes may need a moment for it.
const GRACE_MS: u32 = 2_000;

#[derive(Debug, PartialEq, Eq)]
pub struct Sound {
    pub content: Vec<u8>,
    pub duration_ms: u32,
}

/// Why one is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsound {
    /// It is cut, or not what it begins as.
    Broken,
    /// What is in it is not of those that are taken.
    Foreign,
    TooLong,
}

/// The same recording, of which nothing but the sound is left.
pub fn anew(format: SoundFormat, given: &[u8]) -> Result<Sound, Unsound> {
    let sound = match format {
        SoundFormat::WebM => webm::anew(given)?,
        SoundFormat::Ogg => ogg::anew(given)?,
        SoundFormat::Mp4 => mp4::anew(given)?,
        SoundFormat::Mpeg => mpeg::anew(given)?,
    };
    if sound.duration_ms > DURATION_MS_MAX + GRACE_MS {
        return Err(Unsound::TooLong);
    }
    Ok(sound)
}

/// What a rate makes of a count of samples; too many for a recording of ours are the most.
fn milliseconds(samples: u64, rate: u64) -> u32 {
    u32::try_from((samples * 1_000).div_ceil(rate.max(1))).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [SoundFormat; 4] =
        [SoundFormat::WebM, SoundFormat::Ogg, SoundFormat::Mp4, SoundFormat::Mpeg];

    proptest! {
        #[test]
        fn nothing_that_comes_is_more_than_refused(
            given in prop::collection::vec(any::<u8>(), 0..2_000),
        ) {
            for format in ALL {
                let _ = anew(format, &given);
            }
        }

        #[test]
        fn a_broken_one_is_refused_or_comes_to_something_whole(
            at in 0_usize..2_000, byte: u8, cut in 0_usize..2_000,
        ) {
            let samples = [webm::sample(30), ogg::sample(30), mp4::sample(30), mpeg::sample(30)];
            for (format, mut given) in ALL.into_iter().zip(samples) {
                let place = at % given.len();
                given[place] = byte;
                given.truncate(given.len() - cut % given.len());
                if let Ok(sound) = anew(format, &given) {
                    prop_assert_eq!(anew(format, &sound.content), Ok(sound));
                }
            }
        }
    }

    #[test]
    fn what_is_longer_than_two_minutes_is_refused() {
        let samples =
            [webm::sample(7_000), ogg::sample(7_000), mp4::sample(7_000), mpeg::sample(5_500)];
        for (format, given) in ALL.into_iter().zip(samples) {
            assert_eq!(anew(format, &given), Err(Unsound::TooLong), "{format:?}");
        }
    }
}
