//! What people in circles are told of, counted in what there is. Of whoever is veiled for
//! them they are told nothing, but what is there to see to where they keep order.

use downbeat_session::notice::NoticeType;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use super::reactions::Item;
use super::regards::veiled;
use super::unseen::AuthorKey;
use crate::notice::groups::{Causes, Counting, Group};
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// Causes later than those that were told: people, whoever came last first; but for those
/// of whom `$but` is true. What is older than notices are kept, or than their person is
/// in the circle, is never news.
macro_rules! people {
    ($from:literal $(, but $but:expr)?) => {
        concat!(
            "SELECT coalesce((array_agg(person ORDER BY last DESC, person))[1:3], '{}') AS actors,
                 count(*)::int AS count,
                 coalesce((extract(epoch FROM max(last)) * 1000000)::bigint, 0) AS last_us
             FROM (SELECT person, max(at) AS last FROM (",
            $from,
            ") AS cause
                 WHERE at > greatest('epoch'::timestamptz + $3 * interval '1 microsecond',
                     now() - interval '90 days', (SELECT joined_at FROM circle_member
                         WHERE circle_id = $4 AND user_id = $2))",
            $(" AND NOT ", $but,)?
            " GROUP BY person) AS person"
        )
    };
}

/// Whoever said something without their name, and what they are told of it with.
#[derive(Clone, Copy, Debug)]
pub struct Unseen<'a> {
    pub author: Uuid,
    pub key: &'a AuthorKey,
}

/// Something that was said, as its author is told of it.
struct Told<'a> {
    item: Item,
    author: Uuid,
    is_shown: bool,
    about: Value,
    /// Of what was said without a name: its notice must not lead to it, nor to whoever did
    /// something to it, whose rows do.
    unseen: Option<&'a AuthorKey>,
}

impl Told<'_> {
    fn subject(&self, of: NoticeType) -> String {
        match self.unseen {
            Some(key) => key.subject(of.as_str(), self.item.id),
            None => format!("{}:{}", of.as_str(), self.item.id),
        }
    }

    /// Of the item, its author, since when, and in which circle.
    fn values(&self, counting: &Counting) -> [sea_orm::Value; 4] {
        let Self { item, author, .. } = self;
        [item.id.into(), (*author).into(), counting.since_us.into(), item.circle.into()]
    }
}

impl Transaction {
    /// Tells whoever said something of those who react to it, and of what was said to it: to
    /// a message, or to a comment that others answered. Answers whom now. Its circle is held.
    /// `unseen` of what was said without a name.
    pub async fn notify_said(
        &self,
        item: Item,
        unseen: Option<Unseen<'_>>,
    ) -> Result<Vec<Uuid>, StoreError> {
        let Some(told) = self.hold_to_tell(item, unseen).await? else { return Ok(Vec::new()) };
        let reacted = self.notify_reactions(&told).await?;
        let said = self.notify_comments(&told).await?;
        Ok(reacted.into_iter().chain(said).collect())
    }

    /// `None` of what is there no more, or is nobody's.
    async fn hold_to_tell<'a>(
        &self,
        item: Item,
        unseen: Option<Unseen<'a>>,
    ) -> Result<Option<Told<'a>>, StoreError> {
        // Whoever reacts holds it, too: none that is counted comes before one that is not.
        let find = if item.is_comment {
            "SELECT author, state, message_id AS message FROM comment WHERE id = $1 FOR NO KEY UPDATE"
        } else {
            "SELECT author, state, id AS message FROM message WHERE id = $1 FOR NO KEY UPDATE"
        };
        let Some(row) = self.0.query_one_raw(sql(find, [item.id.into()])).await? else {
            return Ok(None);
        };
        let (author, state): (Option<Uuid>, String) =
            (row.try_get("", "author")?, row.try_get("", "state")?);
        let message: Uuid = row.try_get("", "message")?;
        let (is_shown, key) = (state == "shown", unseen.map(|unseen| unseen.key));
        let author = author.or(unseen.map(|unseen| unseen.author));
        let about = if key.is_some() {
            json!({ "anonymous": true })
        } else {
            json!({ "item": item.id, "message": message, "is_comment": item.is_comment })
        };
        Ok(author.map(|author| Told { item, author, is_shown, about, unseen: key }))
    }

    async fn notify_reactions(&self, told: &Told<'_>) -> Result<Option<Uuid>, StoreError> {
        let reacted = |counting: &Counting| {
            sql(
                people!(
                    "SELECT user_id AS person, at FROM reaction
                     WHERE item_id = $1 AND user_id <> $2",
                    but veiled!("$2", "cause.person")
                ),
                told.values(counting),
            )
        };
        self.count_of(told, NoticeType::MessageReaction, reacted).await
    }

    async fn notify_comments(&self, told: &Told<'_>) -> Result<Option<Uuid>, StoreError> {
        let said = |counting: &Counting| {
            let text = if told.item.is_comment {
                people!(
                    "SELECT author AS person, created_at AS at FROM comment
                     WHERE parent = $1 AND state = 'shown' AND author <> $2",
                    but veiled!("$2", "cause.person")
                )
            } else {
                // What answers their own comment is told as that.
                people!(
                    "SELECT c.author AS person, c.created_at AS at FROM comment c
                     LEFT JOIN comment p ON p.id = c.parent
                     WHERE c.message_id = $1 AND c.state = 'shown' AND c.author <> $2
                         AND p.author IS DISTINCT FROM $2",
                    but veiled!("$2", "cause.person")
                )
            };
            sql(text, told.values(counting))
        };
        self.count_of(told, NoticeType::MessageComment, said).await
    }

    /// What is not shown has no causes.
    async fn count_of(
        &self,
        told: &Told<'_>,
        of: NoticeType,
        causes: impl Fn(&Counting) -> Statement,
    ) -> Result<Option<Uuid>, StoreError> {
        let (user, subject) = (told.author, told.subject(of));
        if !told.is_shown {
            self.untell_notice(user, &subject).await?;
            return Ok(None);
        }
        let circle = told.item.circle;
        let group = Group { user, of, subject: &subject, circle, about: &told.about };
        self.count_into((group, told.unseen.is_none()), causes).await
    }

    /// Tells those who keep order in a held circle who asks to join; answers whom now.
    pub async fn notify_join_requests(&self, circle: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let asks = sql(
            "SELECT FROM circle_member WHERE circle_id = $1 AND state = 'pending' LIMIT 1",
            [circle.into()],
        );
        let text = people!(
            "SELECT user_id AS person, joined_at AS at FROM circle_member
             WHERE circle_id = $1 AND state = 'pending' AND user_id <> $2"
        );
        self.notify_keepers(circle, NoticeType::CircleJoinRequest, asks, text).await
    }

    /// Tells them what waits for a moderator: cases, and what people say against decisions.
    /// Who reported, said or wrote it is not told. A case that another of them gave to the
    /// house is news once more.
    pub async fn notify_waiting(&self, circle: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let waits = sql(
            "SELECT WHERE EXISTS (SELECT FROM circle_case WHERE circle_id = $1)
                 OR EXISTS (SELECT FROM appeal a JOIN decision d ON d.id = a.decision_id
                     WHERE a.circle_id = $1 AND a.state = 'open' AND NOT d.by_house)",
            [circle.into()],
        );
        let text = "SELECT '{}'::uuid[] AS actors, count(*)::int AS count,
                 coalesce((extract(epoch FROM max(at)) * 1000000)::bigint, 0) AS last_us
             FROM (SELECT CASE WHEN EXISTS (SELECT FROM decision d
                         WHERE d.item_id = c.item_id AND d.act = 'escalate' AND d.by <> $2)
                     THEN coalesce(c.escalated_at, c.opened_at) ELSE c.opened_at END AS at
                 FROM circle_case c WHERE c.circle_id = $1
                 UNION ALL SELECT a.made_at FROM appeal a JOIN decision d ON d.id = a.decision_id
                     WHERE a.circle_id = $1 AND a.state = 'open' AND NOT d.by_house
                         AND a.person <> $2) AS cause
             WHERE at > greatest('epoch'::timestamptz + $3 * interval '1 microsecond',
                 now() - interval '90 days', (SELECT joined_at FROM circle_member
                     WHERE circle_id = $4 AND user_id = $2))";
        self.notify_keepers(circle, NoticeType::CircleWaiting, waits, text).await
    }

    /// Where there is nothing of it, what they have not read of it goes.
    async fn notify_keepers(
        &self,
        circle: Uuid,
        of: NoticeType,
        any: Statement,
        causes: &'static str,
    ) -> Result<Vec<Uuid>, StoreError> {
        let (about, subject) = (json!({}), format!("{}:{circle}", of.as_str()));
        if self.0.query_one_raw(any).await?.is_none() {
            let answered = sql(
                "DELETE FROM notice WHERE circle_id = $1 AND subject = $2 AND state <> 'read'",
                [circle.into(), subject.as_str().into()],
            );
            self.0.execute_raw(answered).await?;
            return Ok(Vec::new());
        }
        let keepers = sql(
            "SELECT user_id FROM circle_member WHERE circle_id = $1 AND state = 'active'
                 AND role IN ('moderator', 'admin', 'owner') ORDER BY user_id",
            [circle.into()],
        );
        let mut told = Vec::new();
        for row in self.0.query_all_raw(keepers).await? {
            let user: Uuid = row.try_get("", "user_id")?;
            let group = Group { user, of, subject: &subject, circle, about: &about };
            let counted = |counting: &Counting| {
                sql(causes, [circle.into(), user.into(), counting.since_us.into(), circle.into()])
            };
            told.extend(self.count_into((group, true), counted).await?);
        }
        Ok(told)
    }

    /// Whoever is to be told now: somebody who is in the circle.
    async fn count_into(
        &self,
        (group, names_actors): (Group<'_>, bool),
        causes: impl Fn(&Counting) -> Statement,
    ) -> Result<Option<Uuid>, StoreError> {
        let Group { user, subject, circle, .. } = group;
        let is_in = sql(
            "SELECT FROM circle_member WHERE circle_id = $1 AND user_id = $2 AND state = 'active'",
            [circle.into(), user.into()],
        );
        if self.0.query_one_raw(is_in).await?.is_none() {
            return Ok(None);
        }
        self.hold_told(user).await?;
        let counting = self.counting(user, subject).await?;
        let row = self.0.query_one_raw(causes(&counting)).await?.ok_or(StoreError::NotFound)?;
        let mut causes = Causes::from_query_result(&row, "")?;
        if !names_actors {
            self.disguise(&mut causes).await?;
        }
        Ok(self.keep_causes(group, &counting, &causes).await?.then_some(user))
    }

    /// Nobody is named, and the time is that of counting: of a cause it would be in its row,
    /// too. Who causes something holds what is held here, so none of before comes later.
    async fn disguise(&self, causes: &mut Causes) -> Result<(), StoreError> {
        causes.actors.clear();
        if causes.count > 0 {
            let now = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now_us";
            let row = self.0.query_one_raw(sql(now, [])).await?.ok_or(StoreError::NotFound)?;
            causes.last_us = row.try_get("", "now_us")?;
        }
        Ok(())
    }

    /// Members whose report of an item is open, and who are told what becomes of it.
    pub async fn reporters(&self, item: Item) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT r.by FROM circle_report r JOIN circle_member m
                 ON m.circle_id = $2 AND m.user_id = r.by AND m.state = 'active'
             WHERE r.item_id = $1 AND r.closed_at IS NULL ORDER BY r.by",
            [item.id.into(), item.circle.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "by")).collect::<Result<_, _>>()?)
    }
}
