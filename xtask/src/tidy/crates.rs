//! Which crate may use which, and who speaks to the outside.

use super::{
    Finding,
    manifest::dependencies,
    tree::{File, Tree},
};

/// Crates and those of ours that they may use; tests may use all.
const CRATES: &[(&str, &[&str])] = &[
    ("session", &[]),
    ("entity", &[]),
    ("migration", &[]),
    ("boot", &[]),
    ("live", &["session", "boot"]),
    ("store", &["session", "entity", "boot"]),
    ("twitch", &["boot"]),
    ("outside", &["boot"]),
    ("job", &["session", "live", "store", "twitch", "outside", "boot"]),
    ("api", &["session", "live", "store", "job", "twitch", "boot"]),
    ("worker", &["session", "live", "store", "job", "twitch", "outside", "migration", "boot"]),
    ("bench", &["session", "live", "store", "job", "twitch", "boot"]),
    ("xtask", &["boot"]),
    ("fuzz", &["session", "live", "store", "twitch", "api"]),
];

/// Foreign crates that only some of ours use.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("redis", &["live", "job", "bench", "tests"]),
    ("sea-orm", &["store", "entity", "bench", "tests"]),
    ("sea-orm-migration", &["migration"]),
    ("sqlx", &[]),
    ("apalis", &["job"]),
    ("apalis-core", &["job"]),
    ("apalis-redis", &["job"]),
    ("lettre", &["outside"]),
    ("image", &["api", "tests"]),
    ("poem", &["api", "worker", "twitch", "outside", "bench", "tests"]),
];

/// What the domain never touches.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant::now",
    "tokio",
    "redis::",
    "sea_orm",
    "reqwest",
];

pub fn uses(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (package, file) in manifests(tree) {
        if package == "tests" {
            continue;
        }
        let Some((_, may)) = CRATES.iter().find(|(name, _)| *name == package) else {
            found.push(Finding::new(
                &file.path,
                1,
                "a crate that ARCHITECTURE.md does not have: enter it here and there",
            ));
            continue;
        };
        for (number, name) in dependencies(&file.text) {
            let Some(other) = name.strip_prefix("downbeat-") else { continue };
            if !may.contains(&other) {
                let what = format!("`{package}` may not use `{other}`");
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

pub fn outside(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (package, file) in manifests(tree) {
        for (number, name) in dependencies(&file.text) {
            let rule = OUTSIDE.iter().find(|(outside, _)| *outside == name);
            if let Some((_, may)) = rule.filter(|(_, may)| !may.contains(&package)) {
                let what = format!("`{name}` stays in {may:?}, and out of `{package}`");
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

/// The domain asks no clock, reads no file and opens no socket.
pub fn purity(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in tree.under("session/src/") {
        for (number, line) in file.product_lines() {
            let code = !line.trim_start().starts_with("//");
            for word in IMPURE.iter().filter(|word| code && line.contains(**word)) {
                let what = format!("the domain is pure: no `{word}`");
                found.push(Finding::new(&file.path, number, what));
            }
        }
    }
    found
}

/// The manifests of the crates, with its folder.
fn manifests(tree: &Tree) -> impl Iterator<Item = (&str, &File)> {
    tree.files.iter().filter_map(|file| {
        let package = file.path.strip_suffix("/Cargo.toml")?;
        (!package.contains('/')).then_some((package, file))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(found: &[Finding]) -> Vec<String> {
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn api_and_worker_never_import_each_other() {
        let text = "[dependencies]\ndownbeat-boot.workspace = true\ndownbeat-worker = \"1\"\n";
        let found = uses(&Tree::of(&[("api/Cargo.toml", text)]));
        assert_eq!(messages(&found), ["api/Cargo.toml:3: `api` may not use `worker`"]);
    }

    #[test]
    fn a_new_crate_is_entered_into_the_plan() {
        assert_eq!(uses(&Tree::of(&[("cellar/Cargo.toml", "")])).len(), 1);
    }

    #[test]
    fn only_some_rooms_speak_redis() {
        let text = "[dependencies]\nredis.workspace = true\n";
        let tree = Tree::of(&[("live/Cargo.toml", text), ("worker/Cargo.toml", text)]);
        let found = outside(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "worker/Cargo.toml");
    }

    #[test]
    fn the_domain_asks_no_clock() {
        let text = "// SystemTime is named here\nlet now = SystemTime::now();\n";
        let found = purity(&Tree::of(&[("session/src/a.rs", text)]));
        assert_eq!(found.iter().map(|one| one.line).collect::<Vec<_>>(), [2]);
    }
}
