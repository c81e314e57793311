//! A person's survivors, once the person is gone.

use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use crate::sql::statement::{Values, sql};
use crate::{StoreError, Transaction};

/// Takes a person and their own names from survivors and from parties. Whatever
/// else was told names slots and survivors, and nobody.
pub async fn erase(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    transaction.hold_parties_of(&[user]).await?;
    let hold =
        sql("SELECT FROM survivors WHERE user_id = $1 ORDER BY id FOR UPDATE", [user.into()]);
    transaction.0.query_all_raw(hold).await?;
    let members = sql(
        "UPDATE mission_members AS m SET user_id = NULL, name = s.pack_name
         FROM survivors s WHERE s.id = m.survivor_id AND s.user_id = $1",
        [user.into()],
    );
    transaction.0.execute_raw(members).await?;
    let survivors = sql(
        "UPDATE survivors SET user_id = NULL, own_name = NULL, auto = false,
             state = CASE state WHEN 'active' THEN 'retired' ELSE state END
         WHERE user_id = $1",
        [user.into()],
    );
    transaction.0.execute_raw(survivors).await?;
    Ok(())
}

/// The same in what happened, and in states that were kept. `histories` are the
/// tables of events.
pub async fn erase_traces(
    transaction: &Transaction,
    user: Uuid,
    histories: &[String],
) -> Result<(), StoreError> {
    for history in histories {
        let named = format!(
            "UPDATE {history} AS e SET payload = jsonb_set(jsonb_set(e.payload,
                 '{{seat,name}}', to_jsonb(s.pack_name)), '{{seat,user}}', to_jsonb($2::text))
             FROM survivors s
             WHERE e.name = 'seated' AND e.payload->'seat'->>'user' = $1
                 AND s.id::text = e.payload->'seat'->>'survivor'"
        );
        transaction.0.execute_raw(of_nobody(named, user)).await?;
    }
    let kept = "UPDATE session_snapshot AS k SET state = jsonb_set(k.state, '{state,seats}', (
             SELECT jsonb_agg(CASE WHEN seat->'who'->>'user' = $1
                 THEN jsonb_set(jsonb_set(seat, '{who,name}', to_jsonb(s.pack_name)),
                     '{who,user}', to_jsonb($2::text))
                 ELSE seat END)
             FROM jsonb_array_elements(k.state->'state'->'seats') AS seat
             LEFT JOIN survivors s ON s.id::text = seat->'who'->>'survivor'))
         WHERE jsonb_path_exists(k.state, '$.state.seats[*].who ? (@.user == $user)',
             jsonb_build_object('user', $1::text))";
    transaction.0.execute_raw(of_nobody(kept.to_owned(), user)).await?;
    Ok(())
}

fn of_nobody(text: String, user: Uuid) -> Statement {
    let mut values = Values::default();
    values.add(user.to_string());
    values.add(Uuid::nil().to_string());
    values.statement(text)
}
