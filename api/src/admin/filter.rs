//! A filter of jobs, as it stands in an address or in a body.

use downbeat_boot::clock;
use downbeat_store::{JobFilter, JobState, Like, Shown};
use poem_openapi::Object;
use uuid::Uuid;

use crate::{
    app::App,
    refusal::{FieldError, Refusal},
};

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
    /// In the arguments that are shown, in any case.
    pub text: Option<String>,
    pub since_ms: Option<i64>,
    pub until_ms: Option<i64>,
    /// A job: those with an error like its own, whatever ids and numbers it names.
    pub like: Option<Uuid>,
}

impl From<&JobFilter> for FilterView {
    fn from(filter: &JobFilter) -> Self {
        let JobFilter { states, name, queue, worker, text, .. } = filter.clone();
        let (since_ms, until_ms) = (filter.since_ms, filter.until_ms);
        let state = states.iter().map(|state| state.as_str().to_owned()).collect();
        let like = filter.like.as_ref().map(|like| like.job);
        Self { state, name, queue, worker, text, since_ms, until_ms, like }
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
        let (since_ms, until_ms) =
            (time("since_ms", since, &mut wrong), time("until_ms", until, &mut wrong));
        if !wrong.is_empty() {
            return Err(Refusal::invalid(wrong));
        }
        let state = state.iter().flat_map(|some| some.split(','));
        let state = state.map(str::trim).filter(|one| !one.is_empty()).map(Into::into).collect();
        Ok(Self { state, name, queue, worker, text, since_ms, until_ms, like: None })
    }

    /// And those with an error like a job's, as an address names it.
    pub fn like(self, job: Option<String>) -> Result<Self, Refusal> {
        let Some(job) = job.filter(|job| !job.is_empty()) else { return Ok(self) };
        let job = Uuid::parse_str(&job).map_err(|_| {
            Refusal::invalid(vec![FieldError::new("like", "must be the id of a job")])
        })?;
        Ok(Self { like: Some(job), ..self })
    }

    /// As the store is asked: an error that a job is meant to be like is the one that it
    /// has now, whatever becomes of that job meanwhile.
    pub async fn resolve(self, app: &App, ids: Vec<Uuid>) -> Result<JobFilter, Refusal> {
        let like = self.like;
        let mut filter = self.check(ids, app.jobs.shown())?;
        if let Some(job) = like {
            let cause = app.store.cause_of(job).await?.ok_or_else(|| {
                Refusal::invalid(vec![FieldError::new("like", "that job has no error")])
            })?;
            filter.like = Some(Like { job, cause });
        }
        Ok(filter)
    }

    /// `shown` is where a text is looked for.
    fn check(self, ids: Vec<Uuid>, shown: Shown) -> Result<JobFilter, Refusal> {
        let mut wrong = Vec::new();
        let mut states = Vec::new();
        for given in &self.state {
            match JobState::named(given) {
                Some(state) => states.push(state),
                None => wrong.push(FieldError::new("state", format!("`{given}` is no state"))),
            }
        }
        let name = word("name", self.name, &mut wrong);
        let queue = word("queue", self.queue, &mut wrong);
        let worker = word("worker", self.worker, &mut wrong);
        let text = word("text", self.text, &mut wrong);
        if ids.len() > IDS_MAX {
            wrong.push(FieldError::new("ids", format!("must be {IDS_MAX} at most")));
        }
        let (mut since_ms, until_ms) = (self.since_ms, self.until_ms);
        order(since_ms, until_ms, &mut wrong);
        if !wrong.is_empty() {
            return Err(Refusal::invalid(wrong));
        }
        if text.is_some() && since_ms.is_none() {
            let until_ms = until_ms.unwrap_or_else(clock::unix_ms);
            since_ms = Some(until_ms.saturating_sub(SEARCHED_MS));
        }
        let like = None;
        Ok(JobFilter { states, name, queue, worker, text, since_ms, until_ms, like, ids, shown })
    }
}

/// A word to look for, if there is one.
pub fn word(field: &str, given: Option<String>, wrong: &mut Vec<FieldError>) -> Option<String> {
    let given = given.filter(|given| !given.is_empty())?;
    if given.chars().count() > TEXT_CHARS_MAX {
        let message = format!("must have {TEXT_CHARS_MAX} characters at most");
        wrong.push(FieldError::new(field, message));
    } else if given.contains('\0') {
        wrong.push(FieldError::new(field, "must hold no NUL"));
    }
    Some(given)
}

/// A time of an address, if there is one.
pub fn time(field: &str, given: Option<String>, wrong: &mut Vec<FieldError>) -> Option<i64> {
    let ms = given.filter(|given| !given.is_empty())?.parse().ok();
    if ms.is_none() {
        wrong.push(FieldError::new(field, "must be epoch milliseconds"));
    }
    ms
}

/// That a range of time is one.
pub fn order(since_ms: Option<i64>, until_ms: Option<i64>, wrong: &mut Vec<FieldError>) {
    if since_ms.zip(until_ms).is_some_and(|(since_ms, until_ms)| since_ms >= until_ms) {
        wrong.push(FieldError::new("since_ms", "must be before until_ms"));
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
        let said = said(&filter.check(Vec::new(), Shown::new()).unwrap_err());
        for part in ["`alive` is no state", "\"text\"", "\"since_ms\""] {
            assert!(said.contains(part), "{said}");
        }
        let wrong = (None, Some("yesterday".to_owned()), None);
        assert!(FilterView::of_query(&[], None, None, None, wrong).is_err());
    }

    #[test]
    fn a_text_is_looked_for_in_a_day() {
        let filter = FilterView { text: Some("x".into()), ..FilterView::default() };
        let filter = filter.check(Vec::new(), Shown::new()).unwrap();
        assert!(filter.since_ms.unwrap() <= clock::unix_ms() - SEARCHED_MS);
        let until_ms = Some(i64::MIN);
        let filter = FilterView { text: Some("x".into()), until_ms, ..FilterView::default() };
        assert_eq!(filter.check(Vec::new(), Shown::new()).unwrap().since_ms, Some(i64::MIN));
    }
}
