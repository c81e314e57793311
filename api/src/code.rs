//! A code by which people come in: short enough to be typed from a projector, and too
//! long to be found by trying, since few may try.

use rand::Rng;

/// Nothing that looks like another, and no vowels, so that no code is a word.
const LETTERS: &[u8; 28] = b"23456789BCDFGHJKLMNPQRSTVWXZ";
/// 28^8 are about 4 * 10^11.
const CHARS: usize = 8;

pub fn new() -> String {
    let letter = |_| char::from(LETTERS[rand::rng().random_range(0..LETTERS.len())]);
    (0..CHARS).map(letter).collect()
}

/// A code as somebody typed it; `None` for what can be none.
pub fn read(typed: &str) -> Option<String> {
    if typed.len() > 4 * CHARS {
        return None;
    }
    let bare = typed.chars().filter(|c| !matches!(c, '-' | ' '));
    let code: String = bare.map(|c| c.to_ascii_uppercase()).collect();
    let is_code = code.len() == CHARS && code.bytes().all(|byte| LETTERS.contains(&byte));
    is_code.then_some(code)
}

/// As it is shown: in two halves.
pub fn shown(code: &str) -> String {
    let (first, second) = code.split_at_checked(CHARS / 2).unwrap_or((code, ""));
    format!("{first}-{second}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for _ in 0..1_000 {
            let code = new();
            assert_eq!(read(&code).as_deref(), Some(code.as_str()));
            assert_eq!(read(&shown(&code).to_lowercase()), Some(code));
        }
        assert_eq!(read(" bcdf ghjk ").as_deref(), Some("BCDFGHJK"));
        for nothing in ["", "BCDF", "BCDF-GHJKL", "BCDF-GHJ0", "BCDF-GHJA", "üBCDFGHJ"] {
            assert_eq!(read(nothing), None, "{nothing}");
        }
        assert_eq!(read(&"-".repeat(100)), None);
    }
}
