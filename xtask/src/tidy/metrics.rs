//! Every metric stands on a dashboard, for one that nobody looks at is not one;
//! and what dashboards and alerts name exists.

use std::collections::BTreeSet;

use super::{
    Finding,
    tree::{File, Tree},
};

const LISTS: [&str; 2] = ["boot/src/metric.rs", "boot/src/metric/people.rs"];

/// Metrics that are on no dashboard, each for a reason.
const NOT_DRAWN: &[&str] = &[];

/// What Prometheus adds to the name of a histogram.
const PARTS: &[&str] = &["_bucket", "_count", "_sum"];

pub fn drawn(tree: &Tree) -> Vec<Finding> {
    let dashboards = || tree.under("grafana/").filter(|file| file.extension() == "json");
    if dashboards().next().is_none() {
        return Vec::new();
    }
    let drawn: BTreeSet<&str> =
        dashboards().flat_map(|file| words(&file.text)).map(whole).collect();
    listed(tree)
        .filter(|(_, _, name)| !drawn.contains(name) && !NOT_DRAWN.contains(name))
        .map(|(list, number, name)| {
            Finding::new(&list.path, number, format!("`{name}` is on no dashboard in grafana/"))
        })
        .collect()
}

pub fn known(tree: &Tree) -> Vec<Finding> {
    let known: BTreeSet<&str> = listed(tree).map(|(_, _, name)| name).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for file in tree.under("grafana/").chain(tree.under("prometheus/")) {
        for (number, line) in file.lines() {
            for word in words(line).filter(|word| !known.contains(whole(word))) {
                let what = format!("`{word}` is no metric of {}", LISTS[0]);
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

/// The metrics of the lists, with their files and lines.
fn listed(tree: &Tree) -> impl Iterator<Item = (&File, usize, &str)> {
    LISTS.iter().filter_map(|list| tree.file(list)).flat_map(|list| {
        list.product_lines().flat_map(move |(number, line)| {
            let literals = line.split('"').skip(1).step_by(2);
            literals
                .filter(|text| text.starts_with("downbeat_") && !text.contains(' '))
                .map(move |name| (list, number, name))
        })
    })
}

/// Whatever looks like a metric of ours.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("downbeat_").map(|(at, _)| {
        let rest = &text[at..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// The metric that a series belongs to.
fn whole(series: &str) -> &str {
    PARTS.iter().find_map(|part| series.strip_suffix(part)).unwrap_or(series)
}

#[cfg(test)]
mod tests {
    use super::*;

    const METRICS: &str = "counter(\n    \"downbeat_a_total\",\n    \"Help.\",\n)\n\
                           gauge(\"downbeat_b\", \"Help.\", &[]),\n\"downbeat_b_seconds\",\n";

    #[test]
    fn a_metric_without_a_panel_is_found() {
        let panels = "rate(downbeat_a_total[1m]) rate(downbeat_b_seconds_bucket[1m])";
        let tree = Tree::of(&[(LISTS[0], METRICS), ("grafana/x.json", panels)]);
        assert_eq!(drawn(&tree).iter().map(|one| one.line).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn a_panel_or_a_rule_without_a_metric_is_found() {
        let (good, bad) = ("rate(downbeat_b_seconds_count[1m])", "a\nmax(downbeat_old) > 1");
        let files =
            [(LISTS[0], METRICS), ("grafana/x.json", good), ("prometheus/rules/x.yml", bad)];
        assert_eq!(known(&Tree::of(&files)).iter().map(|one| one.line).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn before_there_are_dashboards_nothing_is_asked() {
        assert!(drawn(&Tree::of(&[(LISTS[0], "\"downbeat_b\",\n")])).is_empty());
    }
}
