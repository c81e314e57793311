//! Hand-written SQL with its values, for what the query builder cannot say.

use sea_orm::{DbBackend, Statement, Value};

pub fn sql<const N: usize>(text: &'static str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, text, values)
}
