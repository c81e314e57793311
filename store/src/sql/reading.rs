//! Where reads go that show and never decide.

use metrics::counter;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    prelude::async_trait::async_trait,
};

use crate::sql::replica::Replica;
use crate::sql::with_timeout::WithTimeout;

/// The replica while it is there and near enough, and else the primary.
#[derive(Clone, Debug)]
pub struct Reading {
    pub primary: WithTimeout<DatabaseConnection>,
    pub replica: Option<Replica>,
}

impl Reading {
    /// Rows, under a limit that Postgres is told: `SET LOCAL statement_timeout`.
    pub async fn query_under(
        &self,
        limit: &'static str,
        statement: Statement,
    ) -> Result<Vec<QueryResult>, DbErr> {
        self.ask(|db| {
            let statement = statement.clone();
            async move {
                let transaction = db.begin().await?;
                transaction.execute_unprepared(limit).await?;
                transaction.query_all_raw(statement).await
            }
        })
        .await
    }

    async fn ask<'a, T, Asked>(
        &'a self,
        read: impl Fn(&'a WithTimeout<DatabaseConnection>) -> Asked,
    ) -> Result<T, DbErr>
    where
        Asked: Future<Output = Result<T, DbErr>>,
    {
        if let Some(replica) = &self.replica
            && !replica.is_away()
            && let Some(answer) = replica.answer(read(&replica.db)).await
        {
            counter!("downbeat_postgres_reads_total", "from" => "replica").increment(1);
            return Ok(answer);
        }
        counter!("downbeat_postgres_reads_total", "from" => "primary").increment(1);
        read(&self.primary).await
    }
}

#[async_trait]
impl ConnectionTrait for Reading {
    fn get_database_backend(&self) -> DbBackend {
        self.primary.get_database_backend()
    }

    /// Whatever this changes, only the primary can.
    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.primary.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.primary.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.ask(|db| db.query_one_raw(statement.clone())).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.ask(|db| db.query_all_raw(statement.clone())).await
    }
}
