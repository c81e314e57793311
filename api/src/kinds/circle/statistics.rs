//! What its owner is told of a circle: how many, never who.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_session::kinds::circle::{
    Rank,
    days::days,
    limits::{STATISTICS_DAYS_MAX, STATISTICS_PEOPLE_MIN},
};
use downbeat_store::CircleShare as Counted;
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::visit::{LOOK, Visit, account};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const DAYS: u32 = 30;

pub struct Statistics;

/// A day of a circle, by the clock of its zone.
#[derive(Debug, Object)]
struct CircleDay {
    /// As `2026-12-01`.
    day: String,
    /// At its end, as the rows of those who are in it and of those who left tell.
    members: i64,
    /// Who said something or reacted.
    active: i64,
    messages: i64,
}

/// How many of how many.
#[derive(Debug, Object)]
struct CircleShare {
    count: i64,
    of: i64,
}

#[derive(Debug, Object)]
struct CircleStatistics {
    /// Oldest first; the last is today.
    days: Vec<CircleDay>,
    /// Messages of these days that somebody else answered or reacted to within a day;
    /// those that have not had one yet do not count.
    answers: CircleShare,
    /// Who was active in the week before the last seven days, and is back in these. Null
    /// where those were less than five.
    returned: Option<CircleShare>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Statistics {
    /// Get statistics of a circle
    ///
    /// Of the last `days`, 30 or up to 90. By its owner. Where it has less than five
    /// members nothing is counted: 409 `too_few`. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/statistics", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "days")] count: Query<Option<u32>>,
    ) -> Answer<CircleStatistics> {
        let user = account(&caller, LOOK)?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        visit.at_least(Rank::Owner)?;
        let count = count.0.unwrap_or(DAYS);
        if !(1..=STATISTICS_DAYS_MAX).contains(&count) {
            let message = format!("must be between 1 and {STATISTICS_DAYS_MAX}");
            return Err(Refusal::invalid(vec![FieldError::new("days", message)]));
        }
        if visit.circle.members < STATISTICS_PEOPLE_MIN {
            let detail = format!("of fewer than {STATISTICS_PEOPLE_MIN} people nothing is counted");
            return Err(Refusal::conflict("too_few", detail));
        }
        let days = days(&visit.config.zone, count, clock::unix_ms());
        let begins_ms: Vec<i64> = days.iter().map(|it| it.begins_ms).collect();
        let counted = app.store.circle_days(id.0, &begins_ms).await?;
        let since_ms = begins_ms.first().copied().unwrap_or_default();
        let answers = app.store.circle_answers(id.0, since_ms).await?;
        let returned = app.store.circle_returns(id.0).await?;
        let named = days.iter().zip(counted).map(|(it, counted)| CircleDay {
            day: it.day.to_string(),
            members: counted.members,
            active: counted.active,
            messages: counted.messages,
        });
        Ok(Json(CircleStatistics {
            days: named.collect(),
            answers: share(answers),
            returned: (returned.of >= STATISTICS_PEOPLE_MIN).then(|| share(returned)),
        }))
    }
}

const fn share(counted: Counted) -> CircleShare {
    let Counted { count, of } = counted;
    CircleShare { count, of }
}
