//! Every alert is tested, once where it fires and once where it does not, and
//! whoever it wakes finds a recipe.

use super::{
    Finding,
    tree::{File, Tree},
};

const RULES: &str = "prometheus/rules/";
const TESTS: &str = "prometheus/tests/";
const RECIPES: &str = "docs/operations.md";

pub fn tested(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (file, number, name) in alerts(tree) {
        let (mut fires, mut is_silent) = (false, false);
        for test in tree.under(TESTS).flat_map(|file| asked(&file.text, name)) {
            if test.contains("exp_labels") { fires = true } else { is_silent = true }
        }
        if !fires {
            found.push(Finding::new(&file.path, number, format!("no test has `{name}` fire")));
        }
        if !is_silent {
            let what = format!("no test has `{name}` not fire");
            found.push(Finding::new(&file.path, number, what));
        }
    }
    found
}

pub fn explained(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    let page = tree.file(RECIPES);
    for (file, number, name) in alerts(tree) {
        let anchor = name.to_lowercase();
        if !file.text.contains(&format!("recipe: {RECIPES}#{anchor}\n")) {
            let what = format!("`{name}` does not lead to {RECIPES}#{anchor}");
            found.push(Finding::new(&file.path, number, what));
        }
        if page.is_some_and(|page| !has_heading(page, &anchor)) {
            found.push(Finding::new(&file.path, number, format!("`{name}` is not in {RECIPES}")));
        }
    }
    found
}

/// Every alert, with the line where it stands.
fn alerts(tree: &Tree) -> impl Iterator<Item = (&File, usize, &str)> {
    tree.under(RULES).flat_map(|file| {
        file.lines().filter_map(move |(number, line)| {
            Some((file, number, line.trim().strip_prefix("- alert: ")?))
        })
    })
}

/// What tests expect of an alert: from each place that names it to the next
/// that names any.
fn asked<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let parts = text.split("alertname: ").skip(1);
    parts
        .filter(|part| {
            part.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
        .collect()
}

/// A heading of that name, or an anchor that somebody set.
fn has_heading(page: &File, anchor: &str) -> bool {
    let mut headings = page.text.lines().filter(|line| line.starts_with('#'));
    headings.any(|line| line.trim_start_matches('#').trim().to_lowercase() == anchor)
        || page.text.contains(&format!("id=\"{anchor}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULE: &str = "- alert: Late\n  recipe: docs/operations.md#late\n";

    #[test]
    fn an_alert_that_is_only_seen_to_fire_is_found() {
        let fires = "- alertname: Late\n  exp_alerts: [{ exp_labels: {} }]\n";
        let silent = "- { alertname: Late, eval_time: 4m }\n- { alertname: LateToo }\n";
        let rule = ("prometheus/rules/x.yml", RULE);
        let told = |test: &str| tested(&Tree::of(&[rule, ("prometheus/tests/x.yml", test)])).len();
        assert_eq!(told(&format!("{fires}{silent}")), 0);
        assert_eq!((told(fires), told(silent), told("")), (1, 1, 2));
    }

    #[test]
    fn an_alert_without_a_recipe_is_found() {
        let told = |rule: &str, page: &str| {
            explained(&Tree::of(&[("prometheus/rules/x.yml", rule), (RECIPES, page)])).len()
        };
        assert_eq!(told(RULE, "# Operations\n### Late\n"), 0);
        assert_eq!(told(RULE, "# Later\n"), 1);
        assert_eq!(told("- alert: Late\n", "## Late\n"), 1);
    }
}
