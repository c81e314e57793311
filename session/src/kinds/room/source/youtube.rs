//! Videos of `YouTube`.

use crate::kinds::room::playback::Rate;

/// Where its player comes from.
pub const HOST: &str = "www.youtube-nocookie.com";

/// What its player offers, in thousandths.
const RATES: [i64; 8] = [250, 500, 750, 1_000, 1_250, 1_500, 1_750, 2_000];

pub fn id(text: &str) -> Option<&str> {
    let is_id = text.len() == 11
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_id.then_some(text)
}

pub fn plays_at(rate: Rate) -> bool {
    RATES.contains(&rate.permille())
}
