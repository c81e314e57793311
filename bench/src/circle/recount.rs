//! Whether what circles tell is what was done: reactions, comments, heads and unread,
//! each counted anew.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context as _, ensure};
use downbeat_boot::clock;
use downbeat_store::{CountedRows, Store};
use reqwest::Method;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::Value;
use uuid::Uuid;

use super::acts::Did;
use crate::browser::Browser;

/// What is counted behind the answer is there by then.
const PATIENCE: Duration = Duration::from_secs(30);
const PAGE: usize = 50;

type Counts = BTreeMap<String, i64>;

/// What is told of a message.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    reactions: Counts,
    comments: i64,
}

/// How many seconds later all of it was right.
pub async fn run(
    store: &Store,
    (people, circles): (&[Arc<Browser>], &[String]),
    did: &[Did],
) -> anyhow::Result<f64> {
    let began = clock::monotonic();
    loop {
        match checked(store, (people, circles), did).await {
            Ok(()) => return Ok(began.elapsed().as_secs_f64()),
            Err(error) if began.elapsed() >= PATIENCE => return Err(error),
            Err(_) => clock::sleep(Duration::from_secs(1)).await,
        }
    }
}

async fn checked(
    store: &Store,
    (people, circles): (&[Arc<Browser>], &[String]),
    did: &[Did],
) -> anyhow::Result<()> {
    let expected = expected(did);
    let mut told = HashMap::new();
    for (n, circle) in circles.iter().enumerate() {
        told.extend(pages(&people[n], circle).await?);
    }
    for (message, told) in &told {
        let nothing = Told::default();
        let expected = expected.get(message).unwrap_or(&nothing);
        ensure!(told == expected, "message {message} tells {told:?}, and has {expected:?}");
    }
    let missing = expected.keys().filter(|message| !told.contains_key(*message)).count();
    ensure!(missing == 0, "{missing} messages are told of nowhere");
    let reactions: i64 = expected.values().flat_map(|it| it.reactions.values()).sum();
    let kept = count(
        store,
        "SELECT count(*) AS count FROM reaction r JOIN users u ON u.id = r.user_id
         WHERE u.display_name LIKE 'circle_member_%'",
    );
    let kept = kept.await?;
    ensure!(kept == reactions, "{kept} reactions are kept of {reactions}");
    for (person, did) in people.iter().zip(did) {
        for (circle, read) in &did.read {
            unread(store, person, (circle.as_str(), *read)).await?;
        }
    }
    for circle in circles {
        let said: i64 = did.iter().filter_map(|did| did.said.get(circle)).sum();
        let front = people[0].ask(Method::GET, &format!("/circles/{circle}"), None).await?;
        ensure!(front["head"] == said, "{circle} has {} of {said} messages", front["head"]);
    }
    Ok(())
}

/// What each message must have.
fn expected(did: &[Did]) -> HashMap<String, Told> {
    let mut all: HashMap<String, Told> = HashMap::new();
    for did in did {
        for (message, kind) in &did.reactions {
            let told = all.entry(message.clone()).or_default();
            *told.reactions.entry((*kind).to_owned()).or_default() += 1;
        }
        for (message, count) in &did.comments {
            all.entry(message.clone()).or_default().comments += count;
        }
    }
    all
}

/// All messages of a circle, page by page, as somebody reads them.
async fn pages(reader: &Browser, circle: &str) -> anyhow::Result<HashMap<String, Told>> {
    let (mut all, mut after) = (HashMap::new(), 0);
    loop {
        let path = format!("/circles/{circle}/messages?after={after}&limit={PAGE}");
        let page = reader.ask(Method::GET, &path, None).await?;
        let items = page["items"].as_array().context("a page without messages")?;
        for item in items {
            let id = item["id"].as_str().context("a message without an id")?.to_owned();
            let counts = item["counts"].as_object().into_iter().flatten();
            let counts = counts.filter_map(|(kind, count)| Some((kind.clone(), count.as_i64()?)));
            let reactions = counts.filter(|(_, count)| *count > 0).collect();
            let comments = item["comments"].as_i64().context("a message without comments")?;
            all.insert(id, Told { reactions, comments });
            after = item["seq"].as_i64().context("a message without a number")?;
        }
        if items.len() < PAGE {
            return Ok(all);
        }
    }
}

/// What came after what they read, which goes no further back than they know.
async fn unread(store: &Store, person: &Browser, of: (&str, i64)) -> anyhow::Result<()> {
    let (circle, known) = of;
    let front: Value = person.ask(Method::GET, &format!("/circles/{circle}"), None).await?;
    let you = |member: &str| front["you"][member].as_i64().context("they are not in it");
    let (read, unread) = (you("read")?, you("unread")?);
    ensure!(read >= known, "they have read {known} in {circle}, and {read} is told");
    let later = format!(
        "SELECT count(*) AS count FROM message WHERE circle_id = '{circle}' AND seq > {read}"
    );
    let rows = count(store, &later).await?;
    ensure!(unread == rows, "{unread} are told as unread in {circle}, and {rows} are");
    Ok(())
}

/// How many rows have a number that is not what rows say, as whoever repairs them looks for
/// it.
pub async fn wrong(store: &Store) -> anyhow::Result<usize> {
    let mut wrong = 0;
    for rows in CountedRows::ALL {
        let mut behind = Uuid::nil();
        loop {
            let looked = store.look_at_counts(rows, behind, 500).await?;
            wrong += looked.wrong.len();
            let Some(last) = looked.last else { break };
            behind = last;
        }
    }
    Ok(wrong)
}

async fn count(store: &Store, text: &str) -> anyhow::Result<i64> {
    let row = Statement::from_string(DbBackend::Postgres, text);
    let row = store.connection().query_one_raw(row).await?.context("no count")?;
    Ok(row.try_get("", "count")?)
}
