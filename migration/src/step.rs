//! One migration: a name and its SQL.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

#[derive(Clone, Copy)]
pub struct Step {
    pub name: &'static str,
    pub sql: &'static str,
}

/// A step may take as long as it needs, but not wait long for a table's lock:
/// whoever wants that table queues behind it. Better to fail and be run again.
const PATIENCE: &str = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '5s'";

/// Turns the words of a list into steps that hold the files of those names.
macro_rules! steps {
    ($($name:ident),+ $(,)?) => {
        &[$(Step {
            name: stringify!($name),
            sql: include_str!(concat!("../sql/", stringify!($name), ".sql")),
        }),+]
    };
}
pub(crate) use steps;

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(PATIENCE).await?;
        db.execute_unprepared(self.sql).await?;
        Ok(())
    }
}
