//! How much of everything a journal may have.

pub const TITLE_CHARS_MAX: usize = 200;
pub const TEXT_CHARS_MAX: usize = 50_000;
pub const TAGS_MAX: usize = 20;
pub const TAG_CHARS_MAX: usize = 40;
/// Of what somebody is grateful for, and of wins.
pub const LINES_MAX: usize = 10;
pub const LINE_CHARS_MAX: usize = 200;
pub const MOOD_MAX: u8 = 10;
pub const NOTE_CHARS_MAX: usize = 500;

pub const ENTRIES_A_DAY: i64 = 10;
pub const MOODS_A_DAY: i64 = 20;
/// What an import may add up to: a hundred years of entries.
pub const ENTRIES_MAX: i64 = 365_000;
pub const MOODS_MAX: i64 = 730_000;
pub const VERSIONS_MAX: i64 = 20;
pub const TRASH_DAYS: u16 = 30;
/// A day takes entries for so long after it began.
pub const OPEN_DAYS: i32 = 2;

pub const DRAFT_BYTES_MAX: usize = 64 * 1024;
pub const DRAFTS_MAX: u32 = 50;
/// Of everybody, in live Redis.
pub const DRAFTS_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Other prompts that a day offers after its first.
pub const SWAPS_MAX: i16 = 5;
/// A prompt is not offered again for so many days.
pub const PROMPT_REST_DAYS: i32 = 60;
