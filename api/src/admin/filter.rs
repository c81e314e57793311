//! A filter of jobs, as it stands in an address or in a body.

use downbeat_boot::clock;
use downbeat_store::{JobFilter, JobState};
use poem_openapi::Object;
use uuid::Uuid;

use crate::refusal::{FieldError, Refusal};

/// A text search reads every job in its range: without one, it is a day.
const SEARCHED_MS: i64 = 24 * 60 * 60 * 1000;
const TEXT_CHARS_MAX: usize = 200;
const IDS_MAX: usize = 1_000;

/// What is missing matches all; a member that is not known is refused, since it
/// may have been to narrow the choice.
#[derive(Debug, Clone, Default, Object)]
#[oai(default, deny_unknown_fields)]
pub struct FilterView {
    pub state: Vec<String>,
    pub name: Option<String>,
    pub queue: Option<String>,
    pub worker: Option<String>,
    /// In the arguments, in any case.
    pub text: Option<String>,
    pub since_ms: Option<i64>,
    pub until_ms: Option<i64>,
}

impl From<&JobFilter> for FilterView {
    fn from(filter: &JobFilter) -> Self {
        let JobFilter { states, name, queue, worker, text, since_ms, until_ms, ids: _ } =
            filter.clone();
        let state = states.iter().map(|state| state.as_str().to_owned()).collect();
        Self { state, name, queue, worker, text, since_ms, until_ms }
    }
}

impl FilterView {
    /// From an address, where all is text.
    pub fn of_query(
        state: &[String],
        name: Option<String>,
        queue: Option<String>,
        worker: Option<String>,
        (text, since, until): (Option<String>, Option<String>, Option<String>),
    ) -> Result<Self, Refusal> {
        let mut wrong = Vec::new();
        let mut time = |field: &str, given: Option<String>| {
            let read = given.filter(|given| !given.is_empty())?;
            let ms = read.parse().ok();
            if ms.is_none() {
                wrong.push(FieldError::new(field, "must be epoch milliseconds"));
            }
            ms
        };
        let (since_ms, until_ms) = (time("since_ms", since), time("until_ms", until));
        if !wrong.is_empty() {
            return Err(Refusal::invalid(wrong));
        }
        let state = state.iter().flat_map(|some| some.split(','));
        let state = state.map(str::trim).filter(|one| !one.is_empty()).map(Into::into).collect();
        Ok(Self { state, name, queue, worker, text, since_ms, until_ms })
    }

    pub fn check(self, ids: Vec<Uuid>) -> Result<JobFilter, Refusal> {
        let mut wrong = Vec::new();
        let mut states = Vec::new();
        for given in &self.state {
            match JobState::named(given) {
                Some(state) => states.push(state),
                None => wrong.push(FieldError::new("state", format!("`{given}` is no state"))),
            }
        }
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        let (name, queue) = (given(self.name), given(self.queue));
        let (worker, text) = (given(self.worker), given(self.text));
        for (field, value) in
            [("name", &name), ("queue", &queue), ("worker", &worker), ("text", &text)]
        {
            let is_long = |value: &String| value.chars().count() > TEXT_CHARS_MAX;
            if value.as_ref().is_some_and(|value| is_long(value) || value.contains('\0')) {
                let message = format!("must have {TEXT_CHARS_MAX} characters at most");
                wrong.push(FieldError::new(field, message));
            }
        }
        if ids.len() > IDS_MAX {
            wrong.push(FieldError::new("ids", format!("must be {IDS_MAX} at most")));
        }
        let (mut since_ms, until_ms) = (self.since_ms, self.until_ms);
        if let (Some(since_ms), Some(until_ms)) = (since_ms, until_ms)
            && since_ms >= until_ms
        {
            wrong.push(FieldError::new("since_ms", "must be before until_ms"));
        }
        if !wrong.is_empty() {
            return Err(Refusal::invalid(wrong));
        }
        if text.is_some() && since_ms.is_none() {
            since_ms = Some(until_ms.unwrap_or_else(clock::unix_ms) - SEARCHED_MS);
        }
        Ok(JobFilter { states, name, queue, worker, text, since_ms, until_ms, ids })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(refusal: &Refusal) -> String {
        format!("{refusal:?}")
    }

    #[test]
    fn each_wrong_part_is_named() {
        let filter = FilterView {
            state: vec!["dead".into(), "alive".into()],
            text: Some("x".repeat(201)),
            since_ms: Some(2),
            until_ms: Some(1),
            ..FilterView::default()
        };
        let said = said(&filter.check(Vec::new()).unwrap_err());
        for part in ["`alive` is no state", "\"text\"", "\"since_ms\""] {
            assert!(said.contains(part), "{said}");
        }
        let wrong = (None, Some("yesterday".to_owned()), None);
        assert!(FilterView::of_query(&[], None, None, None, wrong).is_err());
    }

    #[test]
    fn a_text_is_looked_for_in_a_day() {
        let filter = FilterView { text: Some("x".into()), ..FilterView::default() };
        let filter = filter.check(Vec::new()).unwrap();
        assert!(filter.since_ms.unwrap() <= clock::unix_ms() - SEARCHED_MS);
    }
}
