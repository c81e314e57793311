//! The names of dependencies in a `Cargo.toml`. A reader of whole TOML would
//! be the largest thing here; sections and keys are all that is asked.

/// Names with their lines, of all kinds of dependencies.
pub fn dependencies(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            inside = section.ends_with("dependencies");
            // `[dependencies.name]`
            if let Some((before, name)) = section.rsplit_once("dependencies.")
                && (before.is_empty() || before.ends_with(['-', '.']))
            {
                found.push((number, name.to_owned()));
            }
        } else if inside && line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let end = line.find(['.', '=', ' ']).unwrap_or(line.len());
            found.push((number, line[..end].to_owned()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_forms_are_read() {
        let text = "[package]\nname = \"x\"\n[dependencies]\na.workspace = true\nb = \"1\"\n# no\n\
                    [dev-dependencies.c]\nversion = \"1\"\n[target.'cfg(unix)'.dependencies]\nd={}\n\
                    [lints]\nworkspace = true\n";
        let names: Vec<_> = dependencies(text).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["a", "b", "c", "d"]);
    }
}
