//! Every metric stands on a dashboard: one that nobody looks at is not one.

use super::{Finding, tree::Tree};

const LIST: &str = "boot/src/metric.rs";

/// Metrics that are on no dashboard, each for a reason.
const NOT_DRAWN: &[&str] = &[];

pub fn drawn(tree: &Tree) -> Vec<Finding> {
    let dashboards: Vec<_> =
        tree.under("grafana/").filter(|file| file.extension() == "json").collect();
    let Some(list) = tree.file(LIST).filter(|_| !dashboards.is_empty()) else { return Vec::new() };
    let mut found = Vec::new();
    for (number, line) in list.product_lines() {
        let Some(name) = line.trim().strip_prefix('"').and_then(|rest| rest.split('"').next())
        else {
            continue;
        };
        let metric = name.starts_with("downbeat_") && !NOT_DRAWN.contains(&name);
        if metric && !dashboards.iter().any(|file| file.text.contains(name)) {
            let what = format!("`{name}` is on no dashboard in grafana/");
            found.push(Finding::new(LIST, number, what));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_without_a_panel_is_found() {
        let list = "counter(\n    \"downbeat_a_total\",\n    \"Help.\",\n)\n\"downbeat_b\",\n";
        let tree = Tree::of(&[(LIST, list), ("grafana/x.json", "rate(downbeat_a_total[1m])")]);
        let found = drawn(&tree);
        assert_eq!(found.iter().map(|one| one.line).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn before_there_are_dashboards_nothing_is_asked() {
        assert!(drawn(&Tree::of(&[(LIST, "\"downbeat_b\",\n")])).is_empty());
    }
}
