//! What was decided about people and what they said, and how it is taken back.
//!
//! A decision is **lifted** once what it did to its person is over before its time. What
//! several decisions did to one person, or to one item, lasts while any of them stands.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use downbeat_session::kinds::circle::ladder::WARNINGS_THAT_COUNT;

use super::appeals::AppealRecord;
use super::reactions::Item;
use crate::notice::list::circle_name;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What is decided, as it is kept.
#[derive(Clone, Copy, Debug)]
pub struct NewDecision<'a> {
    pub circle: Uuid,
    /// The message or comment that it is about, if it is about one.
    pub item: Option<Uuid>,
    pub person: Option<Uuid>,
    /// Of whoever said it without a name, in the place of a person.
    pub mark: Option<&'a [u8]>,
    pub by: Uuid,
    pub is_by_house: bool,
    pub act: &'a str,
    /// Of a warning.
    pub came_to: Option<&'a str>,
    pub rule: Option<i16>,
    pub reason: Option<&'a str>,
    pub until_ms: Option<i64>,
}

/// A decision as whoever it is about finds it. Who decided is not told.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DecisionRecord {
    pub id: Uuid,
    pub circle_id: Uuid,
    /// `None` where they may not see that circle.
    pub circle_name: Option<String>,
    pub act: String,
    pub came_to: String,
    pub rule: Option<i16>,
    pub reason: Option<String>,
    /// What they said; `None` once it is removed.
    pub text: Option<String>,
    pub until_ms: Option<i64>,
    pub made_ms: i64,
    pub is_lifted: bool,
    /// Whether it is about what they said without their name.
    pub is_unseen: bool,
    pub appeal: Option<Uuid>,
    pub appeal_text: Option<String>,
    pub appeal_state: Option<String>,
    pub appeal_reason: Option<String>,
    pub appeal_ms: Option<i64>,
    pub appeal_decided_ms: Option<i64>,
}

/// Somebody who may have been warned in a circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, FromQueryResult)]
pub struct Warned {
    pub circle: Uuid,
    pub person: Uuid,
}

/// Decisions about a person, `$1`, or about whoever has one of the marks `$2`, of which they
/// are told; not their own about themselves.
macro_rules! decisions {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.circle_id, ",
            circle_name!("$1"),
            " AS circle_name, d.act, coalesce(d.came_to, d.act) AS came_to, d.rule, d.reason,
                 coalesce(s.text, k.text) AS text,
                 (extract(epoch FROM d.until) * 1000)::bigint AS until_ms,
                 (extract(epoch FROM d.made_at) * 1000)::bigint AS made_ms,
                 d.lifted_at IS NOT NULL AS is_lifted, d.mark IS NOT NULL AS is_unseen,
                 a.id AS appeal, a.text AS appeal_text, a.state AS appeal_state,
                 a.reason AS appeal_reason,
                 (extract(epoch FROM a.made_at) * 1000)::bigint AS appeal_ms,
                 (extract(epoch FROM a.decided_at) * 1000)::bigint AS appeal_decided_ms
             FROM decision d JOIN circle c ON c.id = d.circle_id
             LEFT JOIN message s ON s.id = d.item_id LEFT JOIN comment k ON k.id = d.item_id
             LEFT JOIN appeal a ON a.decision_id = d.id
             WHERE (d.person = $1 OR d.mark = ANY($2)) AND d.by IS DISTINCT FROM $1
                 AND d.act IN ('hide', 'remove', 'warn', 'restrict', 'ban') ",
            $rest
        )
    };
}

impl Store {
    /// What was decided about somebody, newest first, before one of them.
    pub async fn decisions_about(
        &self,
        (person, marks): (Uuid, Vec<Vec<u8>>),
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<DecisionRecord>, StoreError> {
        let find = sql(
            decisions!("AND ($3::uuid IS NULL OR d.id < $3) ORDER BY d.id DESC LIMIT $4"),
            [person.into(), marks.into(), before.into(), i64::from(limit).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one = |row: &QueryResult| Ok(DecisionRecord::from_query_result(row, "")?);
        rows.iter().map(one).collect()
    }

    /// One of them.
    pub async fn decision_about(
        &self,
        (person, marks): (Uuid, Vec<Vec<u8>>),
        id: Uuid,
    ) -> Result<Option<DecisionRecord>, StoreError> {
        let find = sql(decisions!("AND d.id = $3"), [person.into(), marks.into(), id.into()]);
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| DecisionRecord::from_query_result(&row, "")).transpose()?)
    }

    /// When people were warned, each in a circle: newest first, as many as count at most.
    pub async fn warnings_of(&self, people: &[Warned]) -> Result<Vec<(Warned, i64)>, StoreError> {
        let (circles, persons): (Vec<Uuid>, Vec<Uuid>) =
            people.iter().map(|one| (one.circle, one.person)).unzip();
        let find = sql(
            "SELECT one.circle, one.person, w.at_ms
             FROM unnest($1::uuid[], $2::uuid[]) AS one (circle, person) CROSS JOIN LATERAL (
                 SELECT (extract(epoch FROM d.made_at) * 1000)::bigint AS at_ms FROM decision d
                 WHERE d.circle_id = one.circle AND d.person = one.person AND d.act = 'warn'
                     AND NOT EXISTS (SELECT FROM appeal a
                         WHERE a.decision_id = d.id AND a.state = 'overturned')
                 ORDER BY d.made_at DESC LIMIT $3) AS w
             ORDER BY w.at_ms DESC",
            [circles.into(), persons.into(), WARNINGS_THAT_COUNT.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one = |row: &QueryResult| {
            Ok((Warned::from_query_result(row, "")?, row.try_get("", "at_ms")?))
        };
        rows.iter().map(one).collect()
    }
}

impl Transaction {
    /// When somebody was warned in a circle, newest first; as many as count at most. A
    /// warning that an appeal overturned was none.
    pub async fn warnings(&self, circle: Uuid, person: Uuid) -> Result<Vec<i64>, StoreError> {
        let find = sql(
            "SELECT (extract(epoch FROM d.made_at) * 1000)::bigint AS at_ms FROM decision d
             WHERE d.circle_id = $1 AND d.person = $2 AND d.act = 'warn'
                 AND NOT EXISTS (SELECT FROM appeal a
                     WHERE a.decision_id = d.id AND a.state = 'overturned')
             ORDER BY d.made_at DESC LIMIT $3",
            [circle.into(), person.into(), WARNINGS_THAT_COUNT.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "at_ms")).collect::<Result<_, _>>()?)
    }

    /// Its id.
    pub async fn note_decision(&self, new: NewDecision<'_>) -> Result<Uuid, StoreError> {
        let id = Uuid::now_v7();
        let note = sql(
            "INSERT INTO decision (id, circle_id, item_id, person, by, by_house, act, came_to,
                 rule, reason, until, mark)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
                 to_timestamp($11::bigint / 1000.0), $12)",
            [
                id.into(),
                new.circle.into(),
                new.item.into(),
                new.person.into(),
                new.by.into(),
                new.is_by_house.into(),
                new.act.into(),
                new.came_to.into(),
                new.rule.into(),
                new.reason.into(),
                new.until_ms.into(),
                new.mark.map(<[u8]>::to_vec).into(),
            ],
        );
        self.0.execute_raw(note).await?;
        Ok(id)
    }

    /// Somebody was let in again: bans of theirs are over.
    pub async fn lift_bans(&self, circle: Uuid, person: Uuid) -> Result<(), StoreError> {
        let lift = sql(
            "UPDATE decision SET lifted_at = now()
             WHERE circle_id = $1 AND person = $2 AND lifted_at IS NULL
                 AND coalesce(came_to, act) = 'ban'",
            [circle.into(), person.into()],
        );
        self.0.execute_raw(lift).await?;
        Ok(())
    }

    /// Takes back what a decision did, in a held circle, where no other that stands did the
    /// same. Answers whether its item is shown again: what was removed stays removed.
    pub async fn take_back(&self, appeal: &AppealRecord) -> Result<bool, StoreError> {
        let (circle, decision) = (appeal.circle_id, appeal.decision_id);
        let lift = sql(
            "UPDATE decision SET lifted_at = coalesce(lifted_at, now()) WHERE id = $1",
            [decision.into()],
        );
        self.0.execute_raw(lift).await?;
        // Whoever has no name is restricted by the decision itself.
        match (appeal.came_to.as_str(), appeal.person) {
            ("restrict", Some(person)) => self.restrict_by_what_stands(circle, person).await?,
            ("ban", Some(person)) => self.ban_by_what_stands(circle, person).await?,
            _ => {}
        }
        let Some(id) = appeal.item_id.filter(|_| appeal.act != "remove") else {
            return Ok(false);
        };
        if self.is_hidden_by_another(id, decision).await? {
            return Ok(false);
        }
        self.keep_item(Item { id, circle, is_comment: appeal.is_comment }, None).await?;
        Ok(true)
    }

    async fn restrict_by_what_stands(&self, circle: Uuid, person: Uuid) -> Result<(), StoreError> {
        let set = sql(
            "UPDATE circle_member SET updated_at = now(), restricted_until = (
                 SELECT max(until) FROM decision
                 WHERE circle_id = $1 AND person = $2 AND lifted_at IS NULL AND until > now()
                     AND coalesce(came_to, act) = 'restrict')
             WHERE circle_id = $1 AND user_id = $2",
            [circle.into(), person.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }

    /// Whoever is banned no more is out, and may come in as anybody may.
    async fn ban_by_what_stands(&self, circle: Uuid, person: Uuid) -> Result<(), StoreError> {
        let set = sql(
            "UPDATE circle_member m SET updated_at = now(),
                 state = CASE WHEN ban.stands THEN 'banned' ELSE 'left' END,
                 until = ban.until, reason = CASE WHEN ban.stands THEN m.reason END
             FROM (SELECT count(*) > 0 AS stands,
                     CASE WHEN bool_or(until IS NULL) THEN NULL ELSE max(until) END AS until
                 FROM decision
                 WHERE circle_id = $1 AND person = $2 AND lifted_at IS NULL
                     AND (until IS NULL OR until > now()) AND coalesce(came_to, act) = 'ban') AS ban
             WHERE m.circle_id = $1 AND m.user_id = $2 AND m.state = 'banned'",
            [circle.into(), person.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }

    /// Whether an item would be hidden without this decision: by one that was made after
    /// somebody last kept it, and that no appeal overturned.
    async fn is_hidden_by_another(&self, item: Uuid, decision: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT EXISTS (SELECT FROM decision d
                 WHERE d.item_id = $1 AND d.id <> $2
                     AND d.act IN ('hide', 'warn', 'restrict', 'ban')
                     AND d.made_at > coalesce((SELECT max(made_at) FROM decision
                         WHERE item_id = $1 AND act = 'keep'), '-infinity')
                     AND NOT EXISTS (SELECT FROM appeal a
                         WHERE a.decision_id = d.id AND a.state = 'overturned')) AS is_hidden",
            [item.into(), decision.into()],
        );
        let row = self.0.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "is_hidden")?)
    }
}
