//! Hand-written SQL with its values, for what the query builder cannot say.

use sea_orm::{DbBackend, Statement, Value};

pub fn sql<const N: usize>(text: &'static str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, text, values)
}

/// The values of a statement that is put together, each with the place that it
/// is named by.
#[derive(Default)]
pub struct Values(Vec<Value>);

impl Values {
    pub fn add(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("${}", self.0.len())
    }

    pub fn statement(self, text: String) -> Statement {
        Statement::from_sql_and_values(DbBackend::Postgres, text, self.0)
    }
}
