//! How much of everything a circle may have.

pub const NAME_CHARS_MAX: usize = 60;
pub const DESCRIPTION_CHARS_MAX: usize = 500;
pub const ABOUT_CHARS_MAX: usize = 2_000;
pub const RULES_MAX: usize = 10;
pub const RULE_CHARS_MAX: usize = 200;
pub const TAGS_MAX: usize = 8;
pub const TAG_CHARS_MAX: usize = 30;
pub const COLORS_MAX: usize = 2;
pub const QUESTION_CHARS_MAX: usize = 200;
pub const ANSWER_CHARS_MAX: usize = 500;
pub const REASON_CHARS_MAX: usize = 500;
pub const SLOW_S_MAX: u32 = 3_600;
pub const MEMBERS_MAX: u32 = 100_000;

/// Circles that a person is in, or asks to be.
pub const MEMBERSHIPS_MAX: i64 = 50;
pub const PINNED_MAX: i64 = 5;
pub const MESSAGE_CHARS_MAX: usize = 2_000;
/// Of one message, where they are images; of recordings it has one.
pub const IMAGES_MAX: usize = 4;
/// What an image shows, in words.
pub const ALT_CHARS_MAX: usize = 300;
pub const COMMENT_CHARS_MAX: usize = 1_000;
/// Of one message.
pub const COMMENTS_MAX: i64 = 1_000;
/// A message is edited for so long after it was written.
pub const EDITED_FOR_MS: i64 = 24 * 3_600_000;
pub const VERSION_DAYS: u16 = 30;
/// A circle that is deleted, or handed over, is so after these days.
pub const CHANGED_MIND_DAYS: u16 = 7;
/// Changes that can be asked for; whoever is further behind reads anew.
pub const CHANGES_KEPT: i64 = 200;
/// Of one circle that have not been used up.
pub const INVITATIONS_MAX: i64 = 100;
pub const INVITATION_USES_MAX: i32 = 100;
pub const INVITATION_DAYS_MAX: u16 = 30;
/// A member is trusted with links after so long.
pub const TRUSTED_AFTER_DAYS: i64 = 7;
/// Reports of so many hide what they are about.
pub const REPORTS_THAT_HIDE: i64 = 3;
/// A report counts towards that from accounts of so many days.
pub const REPORTER_DAYS: i64 = 7;
pub const CLAIMED_FOR_MIN: i64 = 15;
/// A case that waited so long is the house's, too.
pub const HOUSE_AFTER_HOURS: i64 = 72;
/// What somebody says against a decision about them, and within how many days.
pub const APPEAL_CHARS_MAX: usize = 1_000;
pub const APPEAL_DAYS: i64 = 30;
/// Appeals that one answer shows.
pub const APPEALS_SHOWN: i64 = 50;
/// Messages of whoever is new that are held, where a circle wants it.
pub const NEWCOMERS_MESSAGES: i64 = 3;
/// What somebody says of themselves.
pub const PROFILE_CHARS_MAX: usize = 500;
/// Whom somebody follows, blocks, and mutes: of each.
pub const REGARDED_MAX: i64 = 1_000;
/// Circles of two people that are told.
pub const SHARED_CIRCLES_SHOWN: i64 = 20;
/// Words that a circle looks out for.
pub const WORDS_MAX: usize = 200;
pub const WORD_CHARS_MAX: usize = 60;
/// Texts that take turns as the message of the day.
pub const DAILY_TEXTS_MAX: usize = 31;
/// Messages of a circle that wait for their time, and for how long they may.
pub const SCHEDULED_MAX: i64 = 20;
pub const SCHEDULED_DAYS_MAX: i64 = 30;
/// Days that are counted at once.
pub const STATISTICS_DAYS_MAX: u32 = 90;
/// Of fewer people nothing is counted.
pub const STATISTICS_PEOPLE_MIN: i64 = 5;
/// Words that are looked for at once.
pub const SEARCH_WORDS_MAX: usize = 10;
