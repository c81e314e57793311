//! The staff: who may use the console, and how that ends.
//!
//! Who changes who is of the staff holds it meanwhile ([`Transaction::hold_staff`]),
//! so that there is one first admin, and never none.

use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::json;
use uuid::Uuid;

use crate::access::sign_in::note;
use crate::audit::Doer;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What a member of the staff may do in the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staff {
    /// Looks only.
    Reader,
    Admin,
}

impl Staff {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Admin => "admin",
        }
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Reader, Self::Admin].into_iter().find(|staff| staff.as_str() == name)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    pub user_id: Uuid,
    pub display_name: String,
    pub staff: Staff,
}

impl Store {
    /// The staff, in the order in which they came.
    pub async fn staff(&self) -> Result<Vec<StaffMember>, StoreError> {
        members(&self.db).await
    }

    /// Makes a member of the staff without an account elsewhere.
    pub async fn create_staff(
        &self,
        display_name: &str,
        staff: Staff,
        doer: &Doer,
    ) -> Result<Uuid, StoreError> {
        let transaction = self.begin().await?;
        let id = transaction.create_staff(display_name, staff, doer).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// The same for an admin, unless there is one: then it is that one. Of two at
    /// once the second finds the first.
    pub async fn create_first_admin(
        &self,
        display_name: &str,
        doer: &Doer,
    ) -> Result<Result<Uuid, StaffMember>, StoreError> {
        let transaction = self.begin().await?;
        let staff = transaction.hold_staff().await?;
        if let Some(admin) = staff.into_iter().find(|one| one.staff == Staff::Admin) {
            return Ok(Err(admin));
        }
        let id = transaction.create_staff(display_name, Staff::Admin, doer).await?;
        transaction.commit().await?;
        Ok(Ok(id))
    }
}

impl Transaction {
    /// The staff, which nobody else changes until this transaction is over.
    pub async fn hold_staff(&self) -> Result<Vec<StaffMember>, StoreError> {
        let hold = sql("SELECT pg_advisory_xact_lock(hashtext('staff'))", []);
        self.0.query_one_raw(hold).await?;
        members(&self.0).await
    }

    /// Gives a member of the staff another role, or takes it away. Whoever calls
    /// holds the staff.
    pub async fn set_staff(
        &self,
        user: Uuid,
        to: Option<Staff>,
        by: (&Doer, Option<&str>),
    ) -> Result<(), StoreError> {
        let to = to.map(Staff::as_str);
        let set = sql(
            "UPDATE users SET staff = $2 WHERE id = $1",
            [user.into(), to.map(str::to_owned).into()],
        );
        self.0.execute_raw(set).await?;
        note(self, by, "user.role", user, json!({ "staff": to })).await
    }

    /// Voids the login links of a person that still open something; how many. So it does
    /// with those that were mailed to them.
    pub async fn void_login_links(
        &self,
        user: Uuid,
        by: (&Doer, Option<&str>),
    ) -> Result<u64, StoreError> {
        self.void_mail_links(user).await?;
        let void = sql(
            "UPDATE login_link SET expires_at = now() WHERE user_id = $1
                 AND expires_at > now() AND (is_reusable OR used_at IS NULL)",
            [user.into()],
        );
        let voided = self.0.execute_raw(void).await?.rows_affected();
        if voided > 0 {
            note(self, by, "login_link.void", user, json!({ "links": voided })).await?;
        }
        Ok(voided)
    }

    async fn create_staff(
        &self,
        display_name: &str,
        staff: Staff,
        doer: &Doer,
    ) -> Result<Uuid, StoreError> {
        let id = Uuid::now_v7();
        let insert = sql(
            "INSERT INTO users (id, display_name, staff) VALUES ($1, $2, $3)",
            [id.into(), display_name.into(), staff.as_str().into()],
        );
        self.0.execute_raw(insert).await?;
        let details = json!({ "staff": staff.as_str(), "name": display_name });
        note(self, (doer, None), "user.create", id, details).await?;
        Ok(id)
    }
}

async fn members(db: &impl ConnectionTrait) -> Result<Vec<StaffMember>, StoreError> {
    let list =
        sql("SELECT id, display_name, staff FROM users WHERE staff IS NOT NULL ORDER BY id", []);
    let mut people = Vec::new();
    for row in db.query_all_raw(list).await? {
        let Some(staff) = staff(&row)? else { continue };
        let (user_id, display_name) = (row.try_get("", "id")?, row.try_get("", "display_name")?);
        people.push(StaffMember { user_id, display_name, staff });
    }
    Ok(people)
}

/// The role that a row names. One that this release does not know is not taken
/// for another, and not for none.
pub(super) fn staff(row: &QueryResult) -> Result<Option<Staff>, StoreError> {
    let named: Option<String> = row.try_get("", "staff")?;
    let known = |name: String| {
        Staff::named(&name)
            .ok_or_else(|| StoreError::unreadable(format!("the role `{name:.40}` of a person")))
    };
    named.map(known).transpose()
}
