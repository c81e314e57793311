//! One migration: a name and its SQL.

use sea_orm_migration::sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

#[derive(Clone, Copy)]
pub struct Step {
    pub name: &'static str,
    pub sql: &'static str,
}

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
        manager.get_connection().execute_unprepared(self.sql).await?;
        Ok(())
    }
}
