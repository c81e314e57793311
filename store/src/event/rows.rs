//! What new events write besides history: rows of the tables of their kinds, in
//! the transaction that stores them. Each column has the type of its table.

use downbeat_session::{Fact, Row, Write, kinds};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::EventRow;
use crate::{StoreError, sql::statement::Values};

/// Whether new events of the kind are to be known: they may write rows, or be acted
/// upon.
pub fn wants_new(kind: &str) -> bool {
    kinds::named(kind).is_some_and(|kind| !kind.tables.is_empty() || !kind.followed.is_empty())
}

/// Writes what these events of these kinds mean, in the order in which they
/// happened; what was written.
pub async fn write(
    transaction: &impl ConnectionTrait,
    events: &[(&str, &EventRow)],
) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for (kind, event) in events {
        let Some(kind) = kinds::named(kind) else { continue };
        let EventRow { session_id: session, at_ms, actor, payload: event, .. } = event;
        let fact = Fact { session: *session, at_ms: *at_ms, actor, event };
        rows.extend(
            (kind.rows)(&fact).map_err(|error| StoreError::UnreadableEvent(error.to_string()))?,
        );
    }
    for part in rows.chunk_by(are_written_together) {
        transaction.execute_raw(statement(part)).await?;
    }
    Ok(rows)
}

/// Rows of a session that win over what history says, by table.
pub async fn facts(
    db: &impl ConnectionTrait,
    kind: &str,
    session: Uuid,
) -> Result<Value, StoreError> {
    let mut facts = Map::new();
    let tables = kinds::named(kind).map(|kind| kind.tables).unwrap_or_default();
    for table in tables.iter().filter(|table| table.wins) {
        let (name, key) = (table.name, table.key.join(", "));
        let mut values = Values::default();
        let id = values.add(session);
        let text = format!(
            "SELECT coalesce(jsonb_agg(to_jsonb(its) ORDER BY {key}), '[]') AS rows
             FROM {name} AS its WHERE session_id = {id}"
        );
        let row = db.query_one_raw(values.statement(text)).await?;
        let rows = row.map(|row| row.try_get("", "rows")).transpose()?;
        facts.insert(name.to_owned(), rows.unwrap_or_default());
    }
    Ok(Value::Object(facts))
}

/// Rows that change what is there are written one by one: a statement changes a
/// row once.
fn are_written_together(one: &Row, next: &Row) -> bool {
    let is_insert = one.write == Write::Insert && next.write == Write::Insert;
    is_insert && one.table == next.table && one.values.keys().eq(next.values.keys())
}

fn statement(rows: &[Row]) -> Statement {
    let [first, ..] = rows else { return Values::default().statement(String::new()) };
    let table = first.table;
    let columns: Vec<&str> = first.values.keys().map(String::as_str).collect();
    let value = |column: &str| {
        if !table.times.contains(&column) {
            return format!("typed.{column}");
        }
        format!(
            "'epoch'::timestamptz + (given.value->>'{column}')::bigint * interval '1 millisecond'"
        )
    };
    let mut values = Values::default();
    let given = rows.iter().map(|row| Value::Object(row.values.clone())).collect();
    let given = values.add(Value::Array(given));
    let times = values.add(table.times.iter().map(|time| (*time).to_owned()).collect::<Vec<_>>());
    let name = table.name;
    let typed = format!(
        "jsonb_array_elements({given}) AS given,
         LATERAL jsonb_populate_record(null::{name}, given.value - {times}::text[]) AS typed"
    );
    let same = |columns: &[&str]| {
        let same = columns.iter().map(|column| format!("{name}.{column} = typed.{column}"));
        same.collect::<Vec<_>>().join(" AND ")
    };
    values.statement(match first.write {
        Write::Delete => format!("DELETE FROM {name} USING {typed} WHERE {}", same(&columns)),
        Write::Insert => {
            let all: Vec<String> = columns.iter().map(|column| value(column)).collect();
            let (columns, all) = (columns.join(", "), all.join(", "));
            format!(
                "INSERT INTO {name} ({columns}) SELECT {all} FROM {typed} ON CONFLICT DO NOTHING"
            )
        }
        Write::Update => {
            let is_key = |column: &&&str| table.key.contains(*column);
            let changed = columns.iter().filter(|column| !is_key(column));
            let changed: Vec<_> =
                changed.map(|column| format!("{column} = {}", value(column))).collect();
            let (changed, key) = (changed.join(", "), same(table.key));
            format!("UPDATE {name} SET {changed} FROM {typed} WHERE {key}")
        }
    })
}
