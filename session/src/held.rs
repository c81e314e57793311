//! What is held against its limits, field by field.

use crate::{Problem, text};

/// Problems, gathered as they are found.
#[derive(Default)]
pub(crate) struct Held(pub Vec<Problem>);

impl Held {
    pub fn hold(&mut self, good: bool, field: &str, limit: &str) {
        if !good {
            self.0.push(Problem::new(field, limit));
        }
    }

    pub fn text(&mut self, text: &str, chars_max: usize, field: &str) {
        let is_good = text::is_text(text, chars_max);
        self.hold(is_good, field, &format!("1 to {chars_max} characters"));
    }

    pub fn name(&mut self, name: &str, chars_max: usize, field: &str) {
        let is_good = text::is_name(name, chars_max);
        self.hold(is_good, field, &format!("1 to {chars_max} characters"));
    }
}
