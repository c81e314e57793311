//! What a `WebP` says of what is in it, before its decoder believes that: a chunk may say
//! that it is longer than the file, and a picture in it that it is larger than its canvas.

use super::picture::{PIXELS_MAX, Unseen};

/// What stands before the first chunk.
const HEAD_BYTES: usize = 12;
/// The name of a chunk and its size.
const CHUNK_HEAD_BYTES: usize = 8;
/// What stands in a frame before its chunks.
const FRAME_HEAD_BYTES: usize = 16;
const FRAME: &[u8] = b"ANMF";
/// Those whose size the decoder believes.
const BELIEVED: [&[u8]; 9] =
    [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", FRAME, b"ICCP", b"EXIF", b"XMP "];
/// Where a picture of VP8 has its mark; its width and its height are behind it.
const MARK_AT: usize = 3;
const MARK: [u8; 3] = [0x9d, 0x01, 0x2a];
const SIDE_BITS: u16 = 0x3fff;

/// Whether all that is in it is within the file, and no picture beyond what is taken.
pub fn believed(given: &[u8]) -> Result<(), Unseen> {
    each(given.get(HEAD_BYTES..).ok_or(Unseen::Broken)?, |name, inside| {
        if name != FRAME {
            return Ok(());
        }
        each(inside.get(FRAME_HEAD_BYTES..).ok_or(Unseen::Broken)?, |_, _| Ok(()))
    })
}

/// The chunks that stand one behind the other. A frame's picture goes by any name.
fn each(mut rest: &[u8], look: impl Fn(&[u8], &[u8]) -> Result<(), Unseen>) -> Result<(), Unseen> {
    while let Some((head, behind)) = rest.split_at_checked(CHUNK_HEAD_BYTES) {
        let (name, size) = head.split_at(4);
        let size = size.iter().rev().fold(0, |size, byte| size << 8 | usize::from(*byte));
        fits(behind)?;
        let Some((inside, behind)) = behind.split_at_checked(size) else {
            // What stands behind the last chunk is nobody's.
            return if BELIEVED.contains(&name) { Err(Unseen::Broken) } else { Ok(()) };
        };
        look(name, inside)?;
        // Each begins at an even place; the last may have nothing behind it.
        rest = behind.get(size % 2..).unwrap_or_default();
    }
    Ok(())
}

/// A picture is unpacked as large as it says, whatever is made of it then.
fn fits(inside: &[u8]) -> Result<(), Unseen> {
    let Some([width_low, width_high, height_low, height_high, ..]) =
        inside.get(MARK_AT..).and_then(|it| it.strip_prefix(&MARK))
    else {
        return Ok(());
    };
    let width = u16::from_le_bytes([*width_low, *width_high]) & SIDE_BITS;
    let height = u16::from_le_bytes([*height_low, *height_high]) & SIDE_BITS;
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Unseen::TooManyPixels);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(name: &[u8], size: u32, inside: &[u8]) -> Vec<u8> {
        [name, &size.to_le_bytes(), inside].concat()
    }

    /// One that says how large it is, and has these chunks behind that.
    fn extended(chunks: &[u8]) -> Vec<u8> {
        let canvas = chunk(b"VP8X", 10, &[0x08, 0, 0, 0, 7, 0, 0, 7, 0, 0]);
        [&b"RIFF\xff\0\0\0WEBP"[..], &canvas, chunks].concat()
    }

    /// The begin of a picture of VP8.
    fn picture(side: u16) -> Vec<u8> {
        [&[0, 0, 0][..], &MARK, &side.to_le_bytes(), &side.to_le_bytes()].concat()
    }

    #[test]
    fn a_chunk_is_not_longer_than_its_file() {
        for size in [3, 0xffff_fff0] {
            let given = extended(&chunk(b"EXIF", size, b"MM"));
            assert_eq!(believed(&given), Err(Unseen::Broken), "{size}");
        }
        assert_eq!(believed(&extended(&chunk(b"EXIF", 2, b"MM"))), Ok(()));
        assert_eq!(believed(&extended(b"\0\0\0\0\xff\xff\xff\xff")), Ok(()), "what is behind it");
        assert_eq!(believed(&extended(b"\0\0")), Ok(()));
    }

    #[test]
    fn a_picture_is_not_larger_than_it_may_be_whatever_its_canvas_is() {
        let large = chunk(b"VP8 ", 10, &picture(16_383));
        assert_eq!(believed(&extended(&large)), Err(Unseen::TooManyPixels));
        assert_eq!(believed(&extended(&chunk(b"VP8 ", 10, &picture(8)))), Ok(()));
        for name in [b"VP8 ", b"ABCD"] {
            let alpha = chunk(b"ALPH", 1, &[0, 0]);
            let picture = chunk(name, 10, &picture(16_383));
            let frame = [&[0; 16][..], &alpha, &picture].concat();
            let given = extended(&chunk(FRAME, u32::try_from(frame.len()).unwrap(), &frame));
            assert_eq!(believed(&given), Err(Unseen::TooManyPixels));
        }
    }
}
