//! Names that a pack has for survivors.

use std::collections::HashSet;

use unicode_normalization::is_nfkc;

use super::check::Findings;

const NAMES: [usize; 2] = [200, 2_000];
const NAME_CHARS: [usize; 2] = [2, 20];

pub(super) fn check(names: &[String], findings: &mut Findings) {
    let [least, most] = NAMES;
    findings.hold((least..=most).contains(&names.len()), "names", || {
        format!("{}; {least} to {most}", names.len())
    });
    let mut seen = HashSet::new();
    for (n, name) in names.iter().enumerate() {
        let place = format!("names.{n}");
        let [short, long] = NAME_CHARS;
        let chars = name.chars().count();
        findings.hold((short..=long).contains(&chars), place.as_str(), || {
            format!("{chars} characters; {short} to {long}")
        });
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'');
        let is_plain = is_nfkc(name) && name.trim() == name && name.chars().all(is_word);
        findings.hold(is_plain, place.as_str(), || "letters and digits, in NFKC".to_owned());
        findings.hold(seen.insert(caseless::default_case_fold_str(name)), place, || {
            format!("`{name}` is there twice")
        });
    }
}
