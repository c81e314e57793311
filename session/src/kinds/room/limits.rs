//! How much of everything there may be.
//!
//! A room's state has 256 KiB: half of it are for the queue, most of the rest for
//! 500 seats with names of the longest kind, and what remains for the config. So
//! texts are bounded in bytes, too.

use std::ops::RangeInclusive;

pub const SECOND_MS: i64 = 1_000;
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
pub const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

pub const TITLE_CHARS_MAX: usize = 120;
pub const TITLE_BYTES_MAX: usize = 360;
pub const ABOUT_CHARS_MAX: usize = 300;
pub const ABOUT_BYTES_MAX: usize = 900;
pub const NAME_CHARS_MAX: usize = 30;
pub const NAME_BYTES_MAX: usize = 90;
pub const REASON_CHARS_MAX: usize = 200;
pub const ID_CHARS_MAX: usize = 64;

pub const SEATS: RangeInclusive<u32> = 2..=500;
pub const ITEMS_MAX: usize = 500;
/// In one command.
pub const ADDED_MAX: usize = 100;
pub const QUEUE_BYTES_MAX: usize = 128 * 1024;
pub const URL_CHARS_MAX: usize = 1_000;
pub const FILE_NAME_CHARS_MAX: usize = 200;
pub const SKIPS_MAX: usize = 50;
pub const TRACKS_MAX: usize = 10;
/// An item lasts a day at most, and a second at least.
pub const DURATION_MS: RangeInclusive<i64> = SECOND_MS..=DAY_MS;
pub const MEASURED_MAX: usize = 5;

pub const WORDS_MAX: usize = 200;
pub const WORD_CHARS_MAX: usize = 40;
pub const WORDS_BYTES_MAX: usize = 3 * 1024;
pub const HOSTS_MAX: usize = 50;
pub const HOSTS_BYTES_MAX: usize = 1536;
pub const EMOJI_MAX: usize = 24;
pub const STAND_INS_MAX: usize = 10;

/// The least and the most by which a command lies ahead.
pub const LEAD_MS: RangeInclusive<i64> = 200..=2_000;
/// What makes a player look for another place takes longer.
pub const SEEK_LEAD_MS: i64 = 500;
pub const TUNED_EVERY_MS: i64 = 10 * SECOND_MS;
/// In thousandths: a quarter to four times.
pub const RATE: RangeInclusive<i64> = 250..=4_000;
pub const START_AHEAD_MAX_MS: i64 = DAY_MS;
pub const UNDO_MS: i64 = 30 * SECOND_MS;
/// Nobody is here for so long: it stands where the last one left.
pub const ALONE_MS: i64 = 60 * SECOND_MS;
/// How long a seat is kept after a drop.
pub const DROPPED_MS: i64 = 60 * SECOND_MS;
pub const OWNER_AWAY_MS: i64 = 15 * SECOND_MS;
pub const WAIT_S: RangeInclusive<u32> = 3..=60;
/// With more people here nobody is waited for.
pub const WAITED_FOR_MAX: usize = 50;
pub const CHECK_MS: i64 = 30 * SECOND_MS;
/// 3, 2, 1.
pub const COUNT_MS: i64 = 3 * SECOND_MS;
pub const BALLOT_MS: i64 = 15 * SECOND_MS;
pub const POLL_S: RangeInclusive<u32> = 10..=3_600;
pub const CHOICES: RangeInclusive<usize> = 2..=10;
pub const CHOICE_CHARS_MAX: usize = 100;
pub const CHOICE_BYTES_MAX: usize = 300;
pub const QUESTION_CHARS_MAX: usize = 200;
pub const QUESTION_BYTES_MAX: usize = 600;
pub const VOICES_MAX: usize = 8;
pub const KICKED_MS: i64 = 10 * MINUTE_MS;
pub const MUTE_MIN: RangeInclusive<u32> = 1..=1_440;
pub const IDLE_MIN: RangeInclusive<u32> = 10..=1_440;
/// How long before the close it is told.
pub const IDLE_WARNED_MS: i64 = 5 * MINUTE_MS;

pub const MENTIONS_MAX: usize = 20;
/// For how long somebody may take back their own line.
pub const UNSAY_MS: i64 = 10 * MINUTE_MS;
pub const LINE_CHARS_MAX: usize = 1_000;
pub const REPEATED_MS: i64 = 60 * SECOND_MS;
/// A third time in `REPEATED_MS` is once too often.
pub const REPEATED_MAX: usize = 2;
