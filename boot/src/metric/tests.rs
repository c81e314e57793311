use std::collections::HashSet;

use super::*;

#[test]
fn names_are_unique_and_follow_prometheus() {
    let mut seen = HashSet::new();
    for metric in all() {
        assert!(seen.insert(metric.name), "{} is listed twice", metric.name);
        assert!(metric.name.starts_with("downbeat_"), "{}", metric.name);
        assert!(metric.help.ends_with('.'), "{}: help is a sentence", metric.name);
        let total = metric.name.ends_with("_total");
        assert_eq!(total, metric.kind == Kind::Counter, "{}", metric.name);
        assert_eq!(metric.is_service_wide, metric.help.ends_with("Service-wide."));
        if let Kind::Histogram(buckets) = metric.kind {
            let has_unit = ["_seconds", "_votes"].iter().any(|unit| metric.name.ends_with(unit));
            assert!(has_unit, "{}", metric.name);
            assert!(buckets.is_sorted(), "{}", metric.name);
        }
    }
}

#[test]
fn labels_stay_few() {
    for metric in all() {
        let series = metric.series();
        assert!((1..=256).contains(&series.len()), "{}: {}", metric.name, series.len());
    }
}
