//! What a file is: by its first bytes, and by what whoever sends it says. Both agree, or
//! it is not taken.

use super::sound::begins_with_frame;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    Png,
    Jpeg,
    WebP,
    Gif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoundFormat {
    WebM,
    Ogg,
    Mp4,
    Mpeg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Picture(PictureFormat),
    Sound(SoundFormat),
}

impl SoundFormat {
    /// As it is kept, and given.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::WebM => "audio/webm",
            Self::Ogg => "audio/ogg",
            Self::Mp4 => "audio/mp4",
            Self::Mpeg => "audio/mpeg",
        }
    }
}

/// As its bytes and its name say, where both say the same.
pub fn of(content_type: Option<&str>, bytes: &[u8]) -> Option<Format> {
    let seen = seen(bytes)?;
    (said(content_type?) == Some(seen)).then_some(seen)
}

fn said(content_type: &str) -> Option<Format> {
    let name = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Some(match name.as_str() {
        "image/png" => Format::Picture(PictureFormat::Png),
        "image/jpeg" => Format::Picture(PictureFormat::Jpeg),
        "image/webp" => Format::Picture(PictureFormat::WebP),
        "image/gif" => Format::Picture(PictureFormat::Gif),
        "audio/webm" => Format::Sound(SoundFormat::WebM),
        "audio/ogg" | "audio/opus" => Format::Sound(SoundFormat::Ogg),
        "audio/mp4" | "audio/x-m4a" | "audio/m4a" => Format::Sound(SoundFormat::Mp4),
        "audio/mpeg" | "audio/mp3" => Format::Sound(SoundFormat::Mpeg),
        _ => return None,
    })
}

fn seen(bytes: &[u8]) -> Option<Format> {
    Some(match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Format::Picture(PictureFormat::Png),
        [0xff, 0xd8, 0xff, ..] => Format::Picture(PictureFormat::Jpeg),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Format::Picture(PictureFormat::Gif),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Format::Picture(PictureFormat::WebP)
        }
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Format::Sound(SoundFormat::WebM),
        [b'O', b'g', b'g', b'S', ..] => Format::Sound(SoundFormat::Ogg),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Format::Sound(SoundFormat::Mp4),
        [b'I', b'D', b'3', ..] => Format::Sound(SoundFormat::Mpeg),
        _ if begins_with_frame(bytes) => Format::Sound(SoundFormat::Mpeg),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_name_agree() {
        let png = b"\x89PNG\r\n\x1a\n....";
        let picture = Some(Format::Picture(PictureFormat::Png));
        assert_eq!(of(Some("image/png"), png), picture);
        assert_eq!(of(Some("Image/PNG; charset=binary"), png), picture);
        for wrong in [Some("image/jpeg"), Some("audio/webm"), Some("text/html"), None] {
            assert_eq!(of(wrong, png), None, "{wrong:?}");
        }
        for page in [&b"<!doctype html>"[..], b"<svg xmlns=", b"", b"GIF8", b"%PDF-1.7"] {
            assert_eq!(of(Some("image/png"), page), None);
        }
        let recorded = Some(Format::Sound(SoundFormat::WebM));
        assert_eq!(of(Some("audio/webm;codecs=opus"), b"\x1a\x45\xdf\xa3"), recorded);
    }
}
