//! What chat says.

/// Votes in all the clothes in which they count.
pub(super) const FOR: &[&str] =
    &["yes", "yes", "yes", "YES", "Yes", "yEs", " yes ", "Yes ", "ＹＥＳ", "ｙｅｓ"];
pub(super) const AGAINST: &[&str] =
    &["no", "no", "no", "NO", "No", "nO", " no", "no ", "ＮＯ", "ｎｏ"];

/// Near misses and everything else. None of it counts.
pub(super) const NOISE: &[&str] = &[
    "yess",
    "YES!!",
    "yes please",
    "yes yes yes",
    "y e s",
    "nooo",
    "NO!!",
    "no way",
    "nope",
    "not yes",
    "yes no",
    "LUL",
    "Kappa Kappa",
    "PogChamp what a play PogChamp",
    "yes PogChamp",
    "BibleThump",
    "GG",
    "first time here, hi",
    "\"yes\" \\o/",
    "😂😂😂",
    "🔥",
    "👨‍👩‍👧‍👦 hi from all of us",
    "はい",
    "いいえ",
    "草",
    "ない",
    "да",
    "нет",
    "ну давай",
    "نعم",
    "لا",
    "ما شاء الله",
    "oui",
    "nein",
    "sí",
    "¿qué?",
    "네",
    "아니",
    "是",
    "can you play that again?",
    "!uptime",
    "modCheck",
    "audio is fine for me",
    "o7",
    "?????",
];

#[cfg(test)]
mod tests {
    use caseless::Caseless;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// As a meter compares, its triggers being "yes" and "no".
    fn folded(text: &str) -> String {
        text.nfkc().default_case_fold().nfkc().collect::<String>().trim().to_owned()
    }

    #[test]
    fn votes_count_and_noise_does_not() {
        assert!(FOR.iter().all(|text| folded(text) == "yes"));
        assert!(AGAINST.iter().all(|text| folded(text) == "no"));
        assert!(NOISE.iter().all(|text| !["yes", "no"].contains(&folded(text).as_str())));
    }
}
