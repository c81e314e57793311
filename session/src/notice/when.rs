//! When somebody is told.

use chrono::Weekday;

use super::{Mailing, NoticeType, Settings, TimeOfDay, next_ms};

pub const HOUR_MS: i64 = 3_600_000;
/// So many in any hour.
pub const TOLD_MAX: usize = 10;
/// When a mail of several is sent, by the clock of its person; weekly ones on Mondays.
const DIGEST: TimeOfDay = TimeOfDay::hour(8);
const SUMMARY: TimeOfDay = TimeOfDay::hour(18);

/// When what goes by the clock is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    pub remind_ms: Option<i64>,
    pub summary_ms: Option<i64>,
    pub digest_ms: Option<i64>,
}

/// When a notice is told: at once, or when their quiet hours are over and an hour has
/// room for it. `None` while they want none of its type. `told_ms` is when they were
/// told in the last hour, in order.
#[must_use]
pub fn when(settings: &Settings, of: NoticeType, told_ms: &[i64], now_ms: i64) -> Option<i64> {
    if settings.off.contains(&of) {
        return None;
    }
    let mut at_ms = now_ms;
    if let Some(first) = told_ms.len().checked_sub(TOLD_MAX).and_then(|at| told_ms.get(at)) {
        at_ms = at_ms.max(first + HOUR_MS);
    }
    Some(awake(settings, at_ms))
}

/// A time, or the end of the quiet hours that it is in.
fn awake(settings: &Settings, at_ms: i64) -> i64 {
    match settings.quiet {
        Some(quiet) if settings.is_quiet(at_ms) => next_ms(settings.tz(), quiet.to, None, at_ms),
        _ => at_ms,
    }
}

impl Times {
    /// The next ones after a time.
    #[must_use]
    pub fn of(settings: &Settings, after_ms: i64) -> Self {
        let next = |time, day| next_ms(settings.tz(), time, day, after_ms);
        Self {
            remind_ms: settings.reminder.map(|time| next(time, None)),
            summary_ms: settings.weekly_summary.then(|| next(SUMMARY, Some(Weekday::Sun))),
            digest_ms: match settings.mail {
                Mailing::Daily => Some(awake(settings, next(DIGEST, None))),
                Mailing::Weekly => Some(awake(settings, next(DIGEST, Some(Weekday::Mon)))),
                Mailing::Off | Mailing::Instantly => None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{collection::vec, prelude::*};

    use super::super::Quiet;
    use super::*;

    const OF: NoticeType = NoticeType::MessageReaction;

    fn settings(quiet: Option<(u16, u16)>) -> Settings {
        let quiet =
            quiet.map(|(from, to)| Quiet { from: TimeOfDay::hour(from), to: TimeOfDay::hour(to) });
        Settings { zone: "America/New_York".into(), quiet, ..Settings::default() }
    }

    #[test]
    fn what_is_off_is_never_told_by_itself() {
        let off = Settings { off: BTreeSet::from([OF]), ..Settings::default() };
        assert_eq!(when(&off, OF, &[], 0), None);
        assert_eq!(when(&off, NoticeType::System, &[], 0), Some(0));
    }

    #[test]
    fn what_goes_by_the_clock_is_off_until_it_is_wanted() {
        let none = Times { remind_ms: None, summary_ms: None, digest_ms: None };
        assert_eq!(Times::of(&Settings::default(), 0), none);
        let all = Settings {
            mail: Mailing::Weekly,
            reminder: Some(TimeOfDay::hour(20)),
            weekly_summary: true,
            ..Settings::default()
        };
        // 1970-01-01 was a Thursday.
        let times = Times {
            remind_ms: Some(20 * HOUR_MS),
            summary_ms: Some((3 * 24 + 18) * HOUR_MS),
            digest_ms: Some((4 * 24 + 8) * HOUR_MS),
        };
        assert_eq!(Times::of(&all, 0), times);
        let (from, to) = (TimeOfDay::hour(22), TimeOfDay::hour(9));
        let sleeper = Settings { quiet: Some(Quiet { from, to }), ..all };
        assert_eq!(Times::of(&sleeper, 0).digest_ms, Some((4 * 24 + 9) * HOUR_MS));
    }

    proptest! {
        /// Whatever comes when: nobody is told in their quiet hours, nor more than so
        /// many in any hour, and all that was held is told.
        #[test]
        fn nobody_is_told_too_much(
            mut causes in vec(0_i64..4 * 24 * HOUR_MS, 1..60),
            quiet in proptest::option::of((0_u16..24, 0_u16..24)),
            // The clock goes ahead, goes back, or does neither.
            begin in prop_oneof![Just(1_772_928_000_000_i64), Just(1_793_404_800_000), Just(0)],
        ) {
            let quiet = quiet.filter(|(from, to)| from != to);
            let settings = settings(quiet);
            causes.sort_unstable();
            let mut told: Vec<i64> = Vec::new();
            for cause in causes {
                let mut now_ms = begin + cause;
                now_ms = now_ms.max(told.last().copied().unwrap_or(now_ms));
                loop {
                    let lately: Vec<i64> =
                        told.iter().copied().filter(|at| *at > now_ms - HOUR_MS).collect();
                    let at_ms = when(&settings, OF, &lately, now_ms).unwrap();
                    prop_assert!(at_ms >= now_ms);
                    if at_ms == now_ms { break; }
                    prop_assert!(at_ms - now_ms <= 25 * HOUR_MS);
                    now_ms = at_ms;
                }
                prop_assert!(!settings.is_quiet(now_ms));
                told.push(now_ms);
            }
            for hour in told.windows(TOLD_MAX + 1) {
                prop_assert!(hour[TOLD_MAX] - hour[0] >= HOUR_MS);
            }
        }
    }
}
