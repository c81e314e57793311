//! The rows of an archived month as CSV, chunk by chunk: out of its table, and into
//! one. No more than a few chunks are ever in memory.
//!
//! Rows go out in an order of their own and in one way of writing values, whatever
//! the server's settings are: the same rows are always the same bytes.

use bytes::{Bytes, BytesMut};
use futures::TryStreamExt;
use sea_orm::sqlx::{AssertSqlSafe, Executor, PgConnection, Postgres, pool::PoolConnection};
use tokio::sync::mpsc;

use super::partitions::Month;
use crate::{Store, StoreError};

const CHUNK_BYTES: usize = 64 * 1024;
/// A first line is no longer than that.
const HEADER_BYTES_MAX: usize = 4096;

/// For connections that do nothing else and are closed afterwards. A month may take
/// long.
const ONE_WAY: &str = "SET statement_timeout = '6h'; SET lock_timeout = '10s';
     SET TimeZone = 'UTC'; SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres';
     SET bytea_output = 'hex'; SET extra_float_digits = 1; SET client_encoding = 'UTF8'";

impl Store {
    /// Sends the rows of a month of the schema `archive`, after a line with the names
    /// of the columns. It ends early where nobody takes them any more.
    pub async fn copy_out(
        &self,
        month: &Month,
        to: &mpsc::Sender<Bytes>,
    ) -> Result<(), StoreError> {
        let mut connection = self.one_way().await?;
        send_rows(&mut connection, month, "*", to).await
    }

    /// Begins to bring a dropped month back as a table of the schema `archive`.
    pub async fn load(&self, month: &Month) -> Result<Loading, StoreError> {
        let mut connection = self.one_way().await?;
        connection.execute("BEGIN").await?;
        // As `Month` writes them: letters, digits and underscores.
        let (table, name) = (month.of.table, &month.month);
        let hold = format!(
            "UPDATE month_archive SET state = 'verified', problem = NULL, changed_at = now()
             WHERE parent = '{table}' AND month = '{name}' AND state = 'dropped'"
        );
        if connection.execute(AssertSqlSafe(hold)).await?.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        let make = format!("SELECT month_table('{table}', '{name}')");
        connection.execute(AssertSqlSafe(make)).await?;
        Ok(Loading { connection, month: month.clone(), columns: String::new() })
    }

    async fn one_way(&self) -> Result<PoolConnection<Postgres>, StoreError> {
        let mut connection = self.connection().get_postgres_connection_pool().acquire().await?;
        connection.close_on_drop();
        connection.execute(ONE_WAY).await?;
        Ok(connection)
    }
}

/// A month on its way back. Dropped before it is committed, nothing has happened.
pub struct Loading {
    connection: PoolConnection<Postgres>,
    month: Month,
    columns: String,
}

impl Loading {
    /// Takes the rows, after the line with the names of their columns: a table that
    /// has got more columns since then fills them itself.
    pub async fn fill(&mut self, from: &mut mpsc::Receiver<Bytes>) -> Result<(), StoreError> {
        let mut head = BytesMut::new();
        let end = loop {
            if let Some(end) = head.iter().position(|byte| *byte == b'\n') {
                break end;
            }
            let chunk = from.recv().await.filter(|_| head.len() <= HEADER_BYTES_MAX);
            let chunk = chunk.ok_or_else(|| StoreError::unreadable("the archive's first line"))?;
            head.extend_from_slice(&chunk);
        };
        self.columns = columns(&head[..end])?;
        let into = format!(
            "COPY archive.{} ({}) FROM STDIN (FORMAT csv)",
            self.month.name(),
            self.columns
        );
        let mut rows = self.connection.copy_in_raw(&into).await?;
        rows.send(&head[end + 1..]).await?;
        while let Some(chunk) = from.recv().await {
            rows.send(chunk).await?;
        }
        rows.finish().await?;
        Ok(())
    }

    /// The rows as they are in the table by now.
    pub async fn copy_out(&mut self, to: &mpsc::Sender<Bytes>) -> Result<(), StoreError> {
        send_rows(&mut self.connection, &self.month, &self.columns, to).await
    }

    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.connection.execute("COMMIT").await?;
        Ok(())
    }
}

/// The names in a first line, as a statement takes them.
fn columns(line: &[u8]) -> Result<String, StoreError> {
    let is_name = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
    let is_list = line.split(|byte| *byte == b',').all(|name| !name.is_empty());
    let line = std::str::from_utf8(line).ok().filter(|_| is_list);
    let line = line.filter(|line| line.bytes().all(|byte| byte == b',' || is_name(&byte)));
    line.map(str::to_owned).ok_or_else(|| StoreError::unreadable("the archive's first line"))
}

async fn send_rows(
    connection: &mut PgConnection,
    month: &Month,
    columns: &str,
    to: &mpsc::Sender<Bytes>,
) -> Result<(), StoreError> {
    let name = month.name();
    let order = month.of.file_order.ok_or(StoreError::NotFound)?;
    let rows = format!(
        "COPY (SELECT {columns} FROM archive.{name} ORDER BY {order}) TO STDOUT
         (FORMAT csv, HEADER)"
    );
    let mut rows = connection.copy_out_raw(&rows).await?;
    let mut chunk = BytesMut::with_capacity(2 * CHUNK_BYTES);
    while let Some(row) = rows.try_next().await? {
        chunk.extend_from_slice(&row);
        if chunk.len() >= CHUNK_BYTES && to.send(chunk.split().freeze()).await.is_err() {
            return Ok(());
        }
    }
    // Whoever is gone says why.
    let _ = to.send(chunk.freeze()).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_is_names_and_nothing_else() {
        assert_eq!(columns(b"session_id,tick,at").unwrap(), "session_id,tick,at");
        for bad in ["", "a,", "a;drop", "a b", "\"a\"", "A"] {
            assert!(columns(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}
