//! Pictures: looked at within limits, turned as their camera was held, made smaller where
//! they are large, and written anew from their pixels alone.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageError, ImageFormat,
    ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, webp::WebPEncoder},
};

use super::{format::PictureFormat, webp};

/// What a picture may come to once it is unpacked.
pub const PIXELS_MAX: u64 = 24_000_000;
const SIDE_MAX: u32 = 16_384;
/// While it is unpacked, and for that alone.
const ALLOCATED_BYTES_MAX: u64 = 128 * 1024 * 1024;
/// Of a picture that is kept.
pub const KEPT_SIDE_MAX: u32 = 2_048;
/// One that came out larger is made half as wide and high.
const KEPT_BYTES_MAX: usize = 5_000_000;
const JPEG_QUALITY: u8 = 85;

#[derive(Debug)]
pub struct Picture {
    pub content: Vec<u8>,
    pub content_type: &'static str,
    pub width: u32,
    pub height: u32,
}

/// Why one is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    Broken,
    TooManyPixels,
}

impl From<ImageError> for Unseen {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Limits(_) => Self::TooManyPixels,
            _ => Self::Broken,
        }
    }
}

/// The same picture, of which nothing but what is seen is left.
pub fn anew(format: PictureFormat, given: &[u8]) -> Result<Picture, Unseen> {
    if format == PictureFormat::WebP {
        webp::believed(given)?;
    }
    let mut reader = ImageReader::with_format(Cursor::new(given), of(format));
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(ALLOCATED_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    // Of its head alone: nothing is unpacked yet.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX
        || decoder.total_bytes() > ALLOCATED_BYTES_MAX
    {
        return Err(Unseen::TooManyPixels);
    }
    // A camera that wrote nonsense there held it upright.
    let orientation = decoder.orientation().ok();
    let mut picture = DynamicImage::from_decoder(decoder)?;
    if picture.width() > KEPT_SIDE_MAX || picture.height() > KEPT_SIDE_MAX {
        picture = picture.thumbnail(KEPT_SIDE_MAX, KEPT_SIDE_MAX);
    }
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    let kept = written(&picture)?;
    if kept.content.len() <= KEPT_BYTES_MAX {
        return Ok(kept);
    }
    let half = KEPT_SIDE_MAX / 2;
    written(&picture.thumbnail(half, half))
}

fn of(format: PictureFormat) -> ImageFormat {
    match format {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::WebP => ImageFormat::WebP,
        PictureFormat::Gif => ImageFormat::Gif,
    }
}

/// As JPEG, or, where something shows through, as `WebP` that loses nothing.
fn written(picture: &DynamicImage) -> Result<Picture, Unseen> {
    let (width, height) = (picture.width(), picture.height());
    let mut content = Vec::new();
    let clear = picture.color().has_alpha().then(|| picture.to_rgba8());
    let clear = clear.filter(|it| it.pixels().any(|pixel| pixel.0[3] < u8::MAX));
    let content_type = if let Some(clear) = clear {
        let encoder = WebPEncoder::new_lossless(&mut content);
        encoder.write_image(&clear, width, height, ExtendedColorType::Rgba8)?;
        "image/webp"
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut content, JPEG_QUALITY);
        encoder.write_image(&picture.to_rgb8(), width, height, ExtendedColorType::Rgb8)?;
        "image/jpeg"
    };
    Ok(Picture { content, content_type, width, height })
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};
    use proptest::prelude::*;

    use super::*;

    fn packed(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut packed = Cursor::new(Vec::new());
        picture.write_to(&mut packed, format).unwrap();
        packed.into_inner()
    }

    #[test]
    fn a_large_picture_is_made_smaller_and_keeps_its_shape() {
        let wide = DynamicImage::ImageRgb8(RgbImage::from_pixel(4_096, 1_024, Rgb([200, 20, 20])));
        let kept = anew(PictureFormat::Png, &packed(&wide, ImageFormat::Png)).unwrap();
        assert_eq!((kept.width, kept.height, kept.content_type), (2_048, 512, "image/jpeg"));
    }

    #[test]
    fn what_shows_through_goes_on_to() {
        let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 9])));
        let kept = anew(PictureFormat::Png, &packed(&clear, ImageFormat::Png)).unwrap();
        assert_eq!(kept.content_type, "image/webp");
        let full = DynamicImage::ImageRgba8(RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 255])));
        let kept = anew(PictureFormat::WebP, &packed(&full, ImageFormat::WebP)).unwrap();
        assert_eq!(kept.content_type, "image/jpeg");
    }

    #[test]
    fn a_bomb_is_told_by_its_head() {
        let small = DynamicImage::ImageRgb8(RgbImage::new(1, 1));
        let mut bomb = packed(&small, ImageFormat::Gif);
        // The width and the height of a GIF.
        bomb[6..10].copy_from_slice(&[0x60, 0xea, 0x60, 0xea]);
        assert_eq!(anew(PictureFormat::Gif, &bomb).unwrap_err(), Unseen::TooManyPixels);
    }

    fn shade(at: u32) -> u8 {
        u8::try_from(at * 9).unwrap_or(u8::MAX)
    }

    proptest! {
        #[test]
        fn a_broken_one_is_refused_or_comes_to_a_picture(at: usize, byte: u8, cut in 0_usize..200) {
            let picture = RgbImage::from_fn(24, 16, |x, y| Rgb([shade(x), shade(y), 7]));
            let picture = DynamicImage::ImageRgb8(picture);
            for (format, name) in [
                (PictureFormat::Png, ImageFormat::Png),
                (PictureFormat::Jpeg, ImageFormat::Jpeg),
                (PictureFormat::WebP, ImageFormat::WebP),
                (PictureFormat::Gif, ImageFormat::Gif),
            ] {
                let mut given = packed(&picture, name);
                let place = at % given.len();
                given[place] = byte;
                given.truncate(given.len() - cut % given.len());
                if let Ok(kept) = anew(format, &given) {
                    prop_assert!(kept.width <= KEPT_SIDE_MAX && !kept.content.is_empty());
                }
            }
        }
    }
}
