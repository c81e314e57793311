//! What happened in a session while its lines were said, as all who take part may read
//! it. It has no rev: how many there are between two would tell of what nobody sees.

use downbeat_session::Description;
use downbeat_store::{Bound, EventRow, Within};
use poem_openapi::Object;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::lines::PAGE;
use crate::{app::App, refusal::Refusal};

const MOST: usize = 100;

/// Something that happened, with what everybody there saw of it.
#[derive(Debug, PartialEq, Eq, Object)]
pub(super) struct Happening {
    at_ms: i64,
    name: String,
    /// Whom it is about.
    #[oai(skip_serializing_if = "Option::is_none")]
    seat: Option<String>,
    /// What they were called as they came.
    #[oai(skip_serializing_if = "Option::is_none")]
    called: Option<String>,
    /// What they are called from then on.
    #[oai(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    #[oai(skip_serializing_if = "Option::is_none")]
    role: Option<String>,
    #[oai(skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// The seat whose command it was.
    #[oai(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[oai(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

/// The time that a page of lines is about. Pages that go on from each other have all of
/// it, and nothing twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Meanwhile {
    from_ms: i64,
    until_ms: Option<i64>,
    /// Whether the last of it are told where it is too much.
    is_last: bool,
}

impl Meanwhile {
    /// Of lines, each its number and its time; `bound_ms` is when the line was said that
    /// they are next to. `None`: none of it is theirs.
    pub fn of(bound: Bound, bound_ms: Option<i64>, lines: &[(i64, i64)]) -> Option<Self> {
        // What there was before all lines belongs to the first.
        let begins = |(n, at_ms): &(i64, i64)| if *n <= 1 { 0 } else { *at_ms };
        match bound {
            Bound::Newest => {
                let from_ms = lines.first().map_or(0, begins);
                Some(Self { from_ms, until_ms: None, is_last: true })
            }
            Bound::Before(_) => {
                let from_ms = lines.first().map(begins)?;
                Some(Self { from_ms, until_ms: bound_ms, is_last: true })
            }
            Bound::After(n) => {
                let from_ms = if n == 0 { 0 } else { bound_ms? };
                let last = lines.last().filter(|_| lines.len() >= PAGE);
                let until_ms = last.map(|(_, at_ms)| *at_ms);
                Some(Self { from_ms, until_ms, is_last: false })
            }
        }
    }

    /// What happened then, and whether that is all.
    pub async fn told(
        &self,
        app: &App,
        id: Uuid,
        kind: &Description,
    ) -> Result<(Vec<Happening>, bool), Refusal> {
        if kind.retold.is_empty() {
            return Ok((Vec::new(), true));
        }
        let names: Vec<&str> = kind.retold.iter().map(|retold| retold.event).collect();
        let Self { from_ms, until_ms, is_last } = *self;
        let wanted = Within { names: &names, from_ms, until_ms, is_last };
        let one_more = u32::try_from(MOST + 1).unwrap_or(u32::MAX);
        let mut events = app.store.events_within(id, wanted, one_more).await?;
        let is_all = events.len() <= MOST;
        if is_last {
            events.drain(..events.len().saturating_sub(MOST));
        } else {
            events.truncate(MOST);
        }
        Ok((events.iter().filter_map(|event| Happening::of(kind, event)).collect(), is_all))
    }
}

impl Happening {
    fn of(kind: &Description, event: &EventRow) -> Option<Self> {
        let told: Map<String, Value> = kind.retell(&event.payload)?;
        let text = |member: &str| told.get(member)?.as_str().map(str::to_owned);
        Some(Self {
            at_ms: event.at_ms,
            name: event.name.clone(),
            seat: text("seat"),
            called: text("called"),
            to: text("to"),
            role: text("role"),
            item: text("item"),
            by: text("by"),
            why: text("why"),
        })
    }
}

#[cfg(test)]
mod tests {
    use downbeat_session::kinds;
    use serde_json::json;

    use super::*;

    /// Line `n` was said at `n` seconds.
    fn lines(numbers: std::ops::RangeInclusive<i64>) -> Vec<(i64, i64)> {
        numbers.map(|n| (n, n * 1_000)).collect()
    }

    fn time(bound: Bound, lines: &[(i64, i64)]) -> Option<(i64, Option<i64>)> {
        let bound_ms = match bound {
            Bound::Before(n) | Bound::After(n) => Some(n * 1_000),
            Bound::Newest => None,
        };
        Meanwhile::of(bound, bound_ms, lines).map(|it| (it.from_ms, it.until_ms))
    }

    #[test]
    fn pages_that_go_on_from_each_other_have_each_time_once() {
        // Back from the newest of 250 lines.
        assert_eq!(time(Bound::Newest, &lines(151..=250)), Some((151_000, None)));
        assert_eq!(time(Bound::Before(151), &lines(51..=150)), Some((51_000, Some(151_000))));
        assert_eq!(time(Bound::Before(51), &lines(1..=50)), Some((0, Some(51_000))));
        assert_eq!(time(Bound::Before(1), &[]), None);
        // On from the first.
        assert_eq!(time(Bound::After(0), &lines(1..=100)), Some((0, Some(100_000))));
        assert_eq!(time(Bound::After(100), &lines(101..=200)), Some((100_000, Some(200_000))));
        assert_eq!(time(Bound::After(200), &lines(201..=250)), Some((200_000, None)));
        assert_eq!(time(Bound::After(250), &[]), Some((250_000, None)));
    }

    #[test]
    fn where_nothing_was_said_all_that_happened_is_told() {
        assert_eq!(time(Bound::Newest, &[]), Some((0, None)));
        // There is no such line.
        assert_eq!(Meanwhile::of(Bound::After(9), None, &[]), None);
    }

    #[test]
    fn all_that_a_kind_tells_again_has_a_place() {
        const MEMBERS: [&str; 7] = ["seat", "called", "to", "role", "item", "by", "why"];
        for retold in kinds::all().flat_map(|kind| kind.retold) {
            for member in retold.members {
                let name = member.rsplit('/').next().unwrap();
                assert!(MEMBERS.contains(&name), "{member} of {}", retold.event);
            }
        }
        let payload = json!({ "name": "kicked", "seat": "lou", "reason": "loud", "by": "ada" });
        let event = EventRow {
            session_id: Uuid::nil(),
            incarnation: 1,
            rev: 1,
            seq: 0,
            at_ms: 7,
            name: "kicked".to_owned(),
            payload,
            actor: json!({}),
            command_id: None,
        };
        let told = Happening::of(kinds::named("room").unwrap(), &event).unwrap();
        assert_eq!((told.seat.as_deref(), told.by, told.at_ms), (Some("lou"), None, 7));
    }
}
