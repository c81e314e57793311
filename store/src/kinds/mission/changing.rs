//! What a person changes of a survivor of theirs.

use uuid::Uuid;

use super::survivors::{one, survivor_columns};
use super::{MissionError, Survivor, refused};
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// How many times a survivor goes out again before its person has to look.
pub const AUTO_MAX: i16 = 12;

/// `None` leaves something as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurvivorChange {
    pub knacks: Option<Vec<String>>,
    pub caution: Option<i16>,
    pub auto: Option<bool>,
    /// `Some(None)` takes its own name away.
    pub name: Option<Option<String>>,
}

impl Transaction {
    /// Changes a survivor that is held.
    pub async fn change_survivor(
        &self,
        id: Uuid,
        change: SurvivorChange,
    ) -> Result<Survivor, StoreError> {
        let SurvivorChange { knacks, caution, auto, name } = change;
        let (is_named, own_name) = (name.is_some(), name.flatten());
        let update = concat!(
            "UPDATE survivors SET knacks = coalesce($2::text[], knacks),
                 caution = coalesce($3::smallint, caution), auto = coalesce($4::boolean, auto),
                 auto_left = CASE coalesce($4::boolean, auto) WHEN true THEN $5 ELSE 0 END,
                 own_name = CASE WHEN $6 THEN $7::text ELSE own_name END,
                 version = version + 1, updated_at = now()
             WHERE id = $1 RETURNING ",
            survivor_columns!()
        );
        let values = [
            id.into(),
            knacks.into(),
            caution.into(),
            auto.into(),
            AUTO_MAX.into(),
            is_named.into(),
            own_name.into(),
        ];
        one(&self.0, sql(update, values)).await?.ok_or(StoreError::NotFound)
    }

    /// Has a survivor that is held, and at home, go out no more. Its person may make
    /// another.
    pub async fn retire(&self, id: Uuid) -> Result<Survivor, MissionError> {
        if self.is_anywhere(id).await? {
            return refused("busy");
        }
        let retire = concat!(
            "UPDATE survivors SET state = 'retired', auto = false, auto_left = 0,
                 version = version + 1, updated_at = now()
             WHERE id = $1 AND state = 'active' RETURNING ",
            survivor_columns!()
        );
        match one(&self.0, sql(retire, [id.into()])).await? {
            Some(survivor) => Ok(survivor),
            None => refused("lost"),
        }
    }
}
