//! The shape of the database, step by step, and the only way it changes.
//!
//! A **migration** is one file of SQL in `sql/` and one word in
//! [`MIGRATIONS`]. Its name is its file's name; names sort in the order they
//! are applied. A released migration is never edited.
//!
//! Changes **expand, then contract**: a release first adds what the next one
//! needs, in a way the running release does not notice, and only a later
//! release takes away what nobody reads any more. Hence there is no way down:
//! going back is one more migration forward.
//!
//! This crate never uses `entity`: an old migration must go on meaning what it
//! meant, whatever the tables look like today.

mod step;

use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr, Statement, TransactionTrait,
};
use sea_orm_migration::{MigrationTrait, MigratorTrait};
use step::{Step, steps};

/// Every migration, oldest first.
const MIGRATIONS: &[Step] = steps![
    m0001_users,
    m0002_sessions,
    m0003_session_events,
    m0004_installation,
    m0005_jobs,
    m0006_access,
    m0007_keeping_events,
    m0008_streamers,
    m0009_templates_and_webhooks,
    m0010_session_status,
    m0011_ends,
    m0012_waiting_attempts,
    m0013_members,
    m0014_children,
    m0015_chat_saying,
    m0016_webhooks_stop,
    m0017_missions,
    m0018_visits,
    m0019_lives,
    m0020_month_archives,
    m0021_guests,
    m0022_rooms,
    m0023_lines,
    m0024_journal,
    m0025_drafts,
    m0026_lives_of_webhooks,
    m0027_local_logins,
    m0028_circles,
    m0029_notices,
    m0030_people,
    m0031_room_reminders,
    m0032_appeals,
    m0033_words,
    m0034_live_circles,
    m0035_push,
    m0036_media,
    m0038_friend_asks,
    m0040_trends_and_counts,
    m0043_search,
    m0046_exports,
    m0047_anonymous,
];

/// "downbeat", as a number: the advisory lock that only migrations take.
const LOCK: i64 = 0x646f_776e_6265_6174;

/// Applies what is missing and returns when the schema is the newest.
///
/// Any number of processes may call this at once: one migrates, the others
/// wait for it and find nothing left to do. The lock is held by a transaction
/// of its own so that a migration stays free to choose its transactions, which
/// takes two connections of the pool.
pub async fn up(db: &DatabaseConnection) -> Result<(), DbErr> {
    let guard = db.begin().await?;
    guard.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
    let lock = Statement::from_sql_and_values(
        guard.get_database_backend(),
        "SELECT pg_advisory_xact_lock($1)",
        [LOCK.into()],
    );
    guard.execute_raw(lock).await?;
    Migrator::up(db, None).await?;
    guard.commit().await
}

/// The name of the newest migration: what `store` expects to find.
pub fn latest() -> String {
    MIGRATIONS.last().map(|step| step.name.to_owned()).unwrap_or_default()
}

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        MIGRATIONS.iter().map(|step| Box::new(*step) as Box<dyn MigrationTrait>).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_in_the_order_they_are_applied() {
        assert!(MIGRATIONS.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn every_file_of_sql_is_in_the_list() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/sql");
        let files = std::fs::read_dir(folder).unwrap().count();
        assert_eq!(files, MIGRATIONS.len());
    }
}
