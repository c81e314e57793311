//! A session as a file, which is made while it is sent: a page of events at a time
//! is in memory, however many there are. What breaks off on the way is cut off, and
//! never ends as if it were whole.

use std::{fmt::Write, io};

use downbeat_store::{EventCursor, EventRow, SessionRecord, Store, StoreError};
use futures::{Stream, StreamExt, TryStreamExt, future, stream};
use poem_openapi::types::ToJSON;
use serde_json::json;
use uuid::Uuid;

use super::{
    file::{Bom, csv_field},
    history::{HistoryEvent, view},
};

/// Events in memory, of which each may be as large as a config.
const PAGE: u32 = 100;

/// The events of a session up to a place, page by page.
pub fn pages(
    store: Store,
    session: Uuid,
    until: Option<EventCursor>,
) -> impl Stream<Item = Result<Vec<EventRow>, StoreError>> + Send + 'static {
    let start = until.map(|until| (None, until));
    stream::try_unfold((store, start), move |(store, place)| async move {
        let Some((after, until)) = place else { return Ok(None) };
        let page = store.events_until(session, after, until, PAGE).await?;
        let last = page.last().map(EventCursor::from).filter(|_| page.len() >= PAGE as usize);
        let next = last.map(|last| (Some(last), until));
        Ok(Some((page, (store, next))))
    })
}

/// A line for each event; what is particular to it stands as JSON at the end.
pub fn csv(
    kind: &str,
    pages: impl Stream<Item = Result<Vec<EventRow>, StoreError>> + Send + 'static,
    bom: Bom,
) -> impl Stream<Item = Result<String, io::Error>> + Send + 'static {
    let head = format!("{}rev,seq,at_ms,name,role,actor,event\r\n", bom.text());
    let kind = kind.to_owned();
    let lines =
        pages.map_ok(move |page| page.into_iter().map(|row| line(view(&kind, row))).collect());
    stream::once(async { Ok(head) }).chain(lines.map_err(broken))
}

/// The session's own members, and its events as the last of them.
pub fn json(
    session: &SessionRecord,
    pages: impl Stream<Item = Result<Vec<EventRow>, StoreError>> + Send + 'static,
) -> impl Stream<Item = Result<String, io::Error>> + Send + 'static {
    let members = json!({
        "id": session.id,
        "kind": session.kind,
        "config": session.config,
        "config_version": session.config_version,
        "created_ms": session.created_ms,
    });
    let members = members.to_string();
    let head = format!("{},\"events\":[", members.strip_suffix('}').unwrap_or(&members));
    let kind = session.kind.clone();
    let events = pages.scan(true, move |is_first, page| {
        let page = page.map(|page| items(&kind, page, is_first));
        future::ready(Some(page))
    });
    let end = stream::once(async { Ok("]}".to_owned()) });
    let whole = stream::once(async { Ok(head) }).chain(events.map_err(broken)).chain(end);
    // What is broken has no end.
    whole.scan(false, |is_broken, part| {
        future::ready((!std::mem::replace(is_broken, part.is_err())).then_some(part))
    })
}

fn items(kind: &str, page: Vec<EventRow>, is_first: &mut bool) -> String {
    let mut items = String::new();
    for row in page {
        if !std::mem::take(is_first) {
            items.push(',');
        }
        items.push_str(&view(kind, row).to_json_string());
    }
    items
}

fn line(event: HistoryEvent) -> String {
    let HistoryEvent { rev, seq, at_ms, name, actor, event } = event;
    let text = |member: &str| csv_field(actor[member].as_str().unwrap_or_default());
    let (name, role, who) = (csv_field(&name), text("role"), text("id"));
    let event = csv_field(&event.to_string());
    let mut line = String::new();
    let _ = write!(line, "{rev},{seq},{at_ms},{name},{role},{who},{event}\r\n");
    line
}

fn broken(error: StoreError) -> io::Error {
    tracing::warn!(%error, "an export is cut off");
    io::Error::other(error)
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use poem::Body;
    use serde_json::Value;

    use super::*;

    fn row(rev: i64) -> EventRow {
        EventRow {
            session_id: Uuid::nil(),
            incarnation: 1,
            rev,
            seq: 0,
            at_ms: rev,
            name: "=named".to_owned(),
            payload: json!({ "name": "=named", "text": "A, \"B\"" }),
            actor: json!({ "role": "owner", "id": " @ann" }),
            command_id: None,
        }
    }

    fn session() -> SessionRecord {
        SessionRecord {
            id: Uuid::nil(),
            kind: "timer".to_owned(),
            owner: Uuid::nil(),
            parent: None,
            config: json!({ "nested": {} }),
            config_version: 3,
            incarnation: 1,
            shard: 0,
            wake_ms: None,
            status: None,
            created_ms: 1,
            updated_ms: 1,
        }
    }

    type Page = Result<Vec<EventRow>, StoreError>;

    fn paged(pages: Vec<Page>) -> impl Stream<Item = Page> + Send + 'static {
        stream::iter(pages)
    }

    #[test]
    fn an_export_is_one_document_whatever_its_pages() {
        for pages in [vec![], vec![Ok(vec![])], vec![Ok(vec![row(1), row(2)]), Ok(vec![row(3)])]] {
            let revs = pages.iter().flatten().flatten().map(|row| row.rev).collect::<Vec<_>>();
            let parts = block_on(json(&session(), paged(pages)).try_collect::<Vec<_>>()).unwrap();
            let read: Value = serde_json::from_str(&parts.concat()).unwrap();
            let at: Vec<i64> = read["events"]
                .as_array()
                .unwrap()
                .iter()
                .map(|event| event["at_ms"].as_i64().unwrap())
                .collect();
            assert_eq!(
                (at, &read["config"], &read["config_version"]),
                (revs, &json!({ "nested": {} }), &json!(3))
            );
        }
    }

    #[test]
    fn each_event_is_a_line_and_no_field_of_it_a_formula() {
        let pages = || paged(vec![Ok(vec![row(1)]), Ok(vec![row(2)])]);
        let of =
            |bom| block_on(csv("timer", pages(), bom).try_collect::<Vec<_>>()).unwrap().concat();
        let plain = of(Bom::Without);
        let line =
            r#"1-1,0,1,"'=named",owner,"' @ann","{""name"":""=named"",""text"":""A, \""B\""""}""#;
        let lines: Vec<&str> = plain.split("\r\n").collect();
        assert_eq!((lines.len(), lines[1]), (4, line));
        assert_eq!(of(Bom::With), format!("\u{feff}{plain}"));
    }

    /// Whoever reads it hears of it: nothing says that this is the end.
    #[test]
    fn an_export_that_breaks_off_never_ends() {
        let pages = || paged(vec![Ok(vec![row(1)]), Err(StoreError::NotFound)]);
        let session = session();
        let json = block_on(json(&session, pages()).collect::<Vec<_>>());
        assert!(json.last().unwrap().is_err() && json.len() == 3, "{json:?}");
        let csv = block_on(csv("timer", pages(), Bom::Without).collect::<Vec<_>>());
        assert!(csv.last().unwrap().is_err() && csv.len() == 3, "{csv:?}");
        let body = Body::from_bytes_stream(super::json(&session, pages()));
        assert!(block_on(body.into_bytes()).is_err());
    }
}
