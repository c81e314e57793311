//! A person who sat in rooms of others, once the person is gone.

use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use crate::sql::statement::{Values, sql};
use crate::upkeep::erasure::ERASED;
use crate::{StoreError, Transaction};

/// Takes a person from seats and from bans.
pub async fn erase(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    let friends = sql("DELETE FROM friendship WHERE one = $1 OR other = $1", [user.into()]);
    transaction.0.execute_raw(friends).await?;
    let bans = sql(
        "UPDATE room_ban SET person = NULL, place = NULL, name = $2, reason = NULL
         WHERE person = $1",
        [user.into(), ERASED.into()],
    );
    transaction.0.execute_raw(bans).await?;
    let reports = sql(
        "UPDATE room_report SET by_person = NULL,
             text = CASE WHEN by_person = $1 THEN NULL ELSE text END,
             lines = CASE WHEN person = $1 THEN '[]' ELSE lines END,
             name = CASE WHEN person = $1 THEN $2 ELSE name END,
             person = CASE WHEN person = $1 THEN NULL ELSE person END
         WHERE by_person = $1 OR person = $1",
        [user.into(), ERASED.into()],
    );
    transaction.0.execute_raw(reports).await?;
    let tokens = sql(
        "UPDATE link_tokens SET revoked_at = coalesce(revoked_at, now()), sealed = NULL
         WHERE participant IN (SELECT id::text FROM room_seat WHERE person = $1)
             AND session_id IN (SELECT session_id FROM room_seat WHERE person = $1)",
        [user.into()],
    );
    transaction.0.execute_raw(tokens).await?;
    Ok(())
}

/// Where a person sat: sessions and seats.
pub async fn sat(transaction: &Transaction, user: Uuid) -> Result<Vec<(Uuid, String)>, StoreError> {
    let seats = sql(
        "SELECT session_id, id::text AS seat FROM room_seat WHERE person = $1 ORDER BY 1, 2",
        [user.into()],
    );
    let rows = transaction.0.query_all_raw(seats).await?;
    let seat = |row: &QueryResult| Ok((row.try_get("", "session_id")?, row.try_get("", "seat")?));
    rows.iter().map(seat).collect()
}

/// The same in what happened there: names that they had. Their seats, by which those
/// are found, go last. `histories` are the tables of events.
pub async fn erase_traces(
    transaction: &Transaction,
    user: Uuid,
    histories: &[String],
) -> Result<(), StoreError> {
    transaction.erase_lines(&sat(transaction, user).await?).await?;
    for history in histories {
        for (event, member) in [("seated", "called"), ("renamed", "to")] {
            let mut values = Values::default();
            let (who, erased) = (values.add(user), values.add(ERASED));
            let named = format!(
                "UPDATE {history} AS e
                 SET payload = jsonb_set(e.payload, '{{{member}}}', to_jsonb({erased}::text))
                 FROM room_seat s
                 WHERE s.person = {who} AND e.session_id = s.session_id
                     AND e.name = '{event}' AND e.payload->>'seat' = s.id::text"
            );
            transaction.0.execute_raw(values.statement(named)).await?;
        }
    }
    let kept = "UPDATE session_snapshot AS k
         SET state = jsonb_set(k.state, ARRAY['state', 'seats', s.id::text, 'name'], to_jsonb($2::text))
         FROM room_seat s
         WHERE s.person = $1 AND k.session_id = s.session_id
             AND k.state #> ARRAY['state', 'seats', s.id::text] IS NOT NULL";
    transaction.0.execute_raw(sql(kept, [user.into(), ERASED.into()])).await?;
    let quoted = "UPDATE room_report AS r
         SET lines = coalesce((SELECT jsonb_agg(line) FROM jsonb_array_elements(r.lines) AS line
             WHERE NOT EXISTS (SELECT FROM room_seat s WHERE s.person = $1
                 AND s.session_id = r.session_id AND s.id::text = line->>'seat')), '[]')
         WHERE r.session_id IN (SELECT session_id FROM room_seat WHERE person = $1)";
    transaction.0.execute_raw(sql(quoted, [user.into()])).await?;
    let seats = "UPDATE room_seat SET name = $2, place = NULL WHERE person = $1";
    transaction.0.execute_raw(sql(seats, [user.into(), ERASED.into()])).await?;
    Ok(())
}
