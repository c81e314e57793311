//! How far ahead a command lies, so that it reaches all before it takes effect.

use super::limits::LEAD_MS;

/// For these round trips of those who are here: once and a half the 95th
/// percentile and a tenth of a second, within limits.
#[must_use]
pub fn lead_ms(round_trips_ms: &mut [u32]) -> i64 {
    round_trips_ms.sort_unstable();
    let at = (round_trips_ms.len() * 95).div_ceil(100).saturating_sub(1);
    let p95_ms = round_trips_ms.get(at).map_or(0, |ms| i64::from(*ms));
    (p95_ms * 3 / 2 + 100).clamp(*LEAD_MS.start(), *LEAD_MS.end())
}

#[cfg(test)]
mod tests {
    use super::lead_ms;

    #[test]
    fn a_lead_follows_the_slow_ones_within_its_limits() {
        assert_eq!(lead_ms(&mut []), 200);
        assert_eq!(lead_ms(&mut [20, 30, 10]), 200);
        assert_eq!(lead_ms(&mut [400, 40, 80]), 700);
        assert_eq!(lead_ms(&mut [9_000]), 2_000);
        // One of twenty is left behind.
        let mut many = [50; 20];
        many[7] = 1_000;
        assert_eq!(lead_ms(&mut many), 200);
    }
}
