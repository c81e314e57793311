//! `If-Match` and `If-None-Match`: lists of entity tags (RFC 9110, 8.8.3 and
//! 13.1.1).

const BYTES_MAX: usize = 4 * 1024;

/// What a condition names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tags {
    /// `*`: whatever there is.
    Any,
    /// The strong ones. A weak tag is equal to none in the comparison that
    /// `If-Match` asks for.
    Of(Vec<String>),
}

impl Tags {
    /// `None` for what is no such list. A tag without its quotes is taken for
    /// one: it can mean nothing else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim_matches(is_space);
        if text.len() > BYTES_MAX {
            return None;
        }
        if text == "*" {
            return Some(Self::Any);
        }
        let (mut rest, mut strong, mut count) = (text, Vec::new(), 0);
        while !rest.is_empty() {
            // Lists may have empty elements.
            if let Some(behind) = rest.strip_prefix(',') {
                rest = behind.trim_start_matches(is_space);
                continue;
            }
            let (tag, behind) = tag(rest)?;
            rest = behind.trim_start_matches(is_space);
            if !(rest.is_empty() || rest.starts_with(',')) {
                return None;
            }
            strong.extend(tag.map(str::to_owned));
            count += 1;
        }
        (count > 0).then_some(Self::Of(strong))
    }

    /// Whether a tag of ours, which is strong, is among them.
    pub fn name(&self, tag: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Of(strong) => strong.iter().any(|one| one == tag),
        }
    }
}

/// The first tag of a text, `None` for a weak one, and what is behind it.
fn tag(text: &str) -> Option<(Option<&str>, &str)> {
    let (is_weak, quoted) = match text.strip_prefix("W/") {
        Some(quoted) => (true, quoted),
        None => (false, text),
    };
    if let Some(opaque) = quoted.strip_prefix('"') {
        let (opaque, behind) = opaque.split_once('"')?;
        let is_tag = opaque.bytes().all(|byte| byte.is_ascii_graphic());
        return is_tag.then_some(((!is_weak).then_some(opaque), behind));
    }
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let end = quoted.find(|c| !is_bare(c)).unwrap_or(quoted.len());
    (!is_weak && end > 0).then(|| (Some(&quoted[..end]), &quoted[end..]))
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(tags: &[&str]) -> Tags {
        Tags::Of(tags.iter().map(|tag| (*tag).to_owned()).collect())
    }

    #[test]
    fn lists_are_read_as_the_standard_writes_them() {
        assert_eq!(Tags::read("*"), Some(Tags::Any));
        assert_eq!(Tags::read(" * "), Some(Tags::Any));
        assert_eq!(Tags::read("\"1\""), Some(of(&["1"])));
        assert_eq!(Tags::read("\"1\", \"2\""), Some(of(&["1", "2"])));
        assert_eq!(Tags::read("\"1\" ,,\t\"a,b\","), Some(of(&["1", "a,b"])));
        assert_eq!(Tags::read("W/\"1\", \"2\""), Some(of(&["2"])));
        assert_eq!(Tags::read("W/\"1\""), Some(of(&[])));
        assert_eq!(Tags::read("\"\""), Some(of(&[""])));
        assert_eq!(Tags::read("7-12"), Some(of(&["7-12"])));
        for wrong in [
            "",
            " ",
            ",",
            "\"1",
            "1\"",
            "\"1\"\"2\"",
            "\"1\" \"2\"",
            "*, \"1\"",
            "\"1\", *",
            "W/1",
            "w/\"1\"",
            "\"9-9ü\"",
            "\"a b\"",
            "ü",
            "\"1\"; q=1",
        ] {
            assert_eq!(Tags::read(wrong), None, "{wrong}");
        }
        assert_eq!(Tags::read(&"\"1\",".repeat(2_000)), None, "too long");
    }

    #[test]
    fn a_weak_tag_is_equal_to_none() {
        let weak = Tags::read("W/\"1\"").unwrap();
        assert!(!weak.name("1") && !weak.name("W/\"1\""));
        assert!(!Tags::read("\"01\"").unwrap().name("1"));
        assert!(Tags::read("\"0\", \"1\"").unwrap().name("1"));
        assert!(Tags::Any.name("1"));
    }

    proptest! {
        #[test]
        fn whatever_is_listed_is_found(tags in prop::collection::vec("[!#-~]{0,8}", 1..8)) {
            let listed: Vec<String> = tags.iter().map(|tag| format!("\"{tag}\"")).collect();
            for separator in [",", ", ", " ,\t"] {
                let read = Tags::read(&listed.join(separator)).unwrap();
                prop_assert!(tags.iter().all(|tag| read.name(tag)));
            }
        }

        #[test]
        fn nothing_makes_it_panic(text in ".{0,40}") {
            let _ = Tags::read(&text);
        }
    }
}
