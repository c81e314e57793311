//! Every documented route, asked by everybody.

use std::collections::BTreeSet;

use downbeat_session::Role;
use reqwest::Method;
use serde_json::Value;
use uuid::Uuid;

use super::{
    Cell,
    cast::{Cast, Credential, link},
    cells,
    circles::CIRCLES,
    table::{COLUMNS, CONSOLE, Id, ROWS, Row},
};
use crate::{
    harness::{Answered, BROADCASTER, Process, Program, World, answered, together},
    streamer::code,
};

const DOCUMENT: &str = include_str!("../../../../docs/openapi.json");
const NOTHING: Uuid = Uuid::from_u128(0x0189_0000_0000_7000_8000_0000_0000_0000);

#[test]
fn every_documented_route_has_its_row_and_every_row_its_route() {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let mut documented = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            documented.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let rows = ROWS.iter().chain(CIRCLES).map(|row| (row.route, row.cells));
    let mut told = BTreeSet::new();
    for (route, row) in rows.chain(CONSOLE.iter().copied()) {
        assert!(told.insert(route.to_owned()), "{route} has two rows");
        assert_eq!(cells(row).len(), COLUMNS, "{route}");
    }
    let without: Vec<_> = documented.difference(&told).collect();
    assert!(without.is_empty(), "who may? A row for each in standing/table.rs: {without:#?}");
    let gone: Vec<_> = told.difference(&documented).collect();
    assert!(gone.is_empty(), "the document has no such route: {gone:#?}");
}

/// Everybody, in the order of the columns.
async fn everybody(world: &World, api: &Process, cast: &Cast) -> Vec<Program> {
    let as_link = link(&world.postgres, cast.meter, Role::Owner).await.1;
    let mut all = vec![Credential::Nothing, cast.owner_cookie.clone()];
    all.extend(cast.tokens.iter().chain([&cast.expired]).chain(&cast.members).cloned());
    all.push(Credential::Token(as_link));
    all.extend([cast.stranger.clone(), cast.strangers_token.clone()]);
    all.extend([cast.reader.clone(), cast.admin.clone(), cast.guest.clone()]);
    let mut programs = Vec::new();
    for one in all {
        programs.push(one.program(api).await);
    }
    programs
}

async fn ask(who: &Program, route: &str, id: &str, body: &str) -> Answered {
    let (method, path) = route.split_once(' ').unwrap();
    let method: Method = method.parse().unwrap();
    let path = path.replace("{id}", id).replace("{round}", &NOTHING.to_string());
    let path = path.replace("{rev}", "1-0").replace("feeds/{name}", "feeds/global");
    let path = path.replace("{name}", "nothing").replace("{user}", &NOTHING.to_string());
    let path = path.replace("{invitation}", &NOTHING.to_string());
    let path = path.replace("{case}", &NOTHING.to_string());
    let path = path.replace("{appeal}", &NOTHING.to_string());
    let path = path.replace("{message}", &NOTHING.to_string());
    let path = path.replace("{ban}", &NOTHING.to_string()).replace("{item}", "i1");
    let path = path.replace("{channel}", BROADCASTER).replace("{version}", "1");
    let mut request = who.ask(method.clone(), &path);
    if method != Method::GET {
        request = request.header("content-type", "application/json").body(body.to_owned());
    }
    // A config that is not the stored one: whoever may is told, and nothing is done.
    if matches!(method, Method::PATCH | Method::DELETE) && path.contains("/sessions/") {
        request = request.header("if-match", "\"0\"");
    }
    answered(request).await
}

/// What is wrong with an answer, if anything is. `unknown` is the answer to the
/// same about something that never was.
fn wrong(cell: Cell, answer: &Answered, unknown: &Value, answers: &[u16]) -> Option<String> {
    let is_right = match cell {
        Cell::May => {
            answers.contains(&answer.status) && (unknown.is_null() || answer.body != *unknown)
        }
        Cell::MayNot => code(answer) == (403, "forbidden"),
        Cell::SignedOut => code(answer) == (401, "signed_out"),
        Cell::NotThere => code(answer) == (404, "not_found") && answer.body == *unknown,
    };
    (!is_right).then(|| format!("{cell:?}, and the answer was {} {}", answer.status, answer.body))
}

/// Whether it is nothing to what others are answered.
fn leaves_no_trace(route: &str, cell: Cell) -> bool {
    route.starts_with("GET ") || cell != Cell::May
}

/// What is wrong with what somebody is answered at a row.
async fn wrongs(
    (world, cast): (&World, &Cast),
    (row, column): (&Row, usize),
    (who, cell): (&Program, Cell),
) -> Vec<String> {
    let id = match row.id {
        Id::Meter => cast.meter,
        Id::Timer => cast.timer,
        Id::Camp => cast.camp,
        Id::Room => cast.room,
        Id::Circle => cast.circle,
        Id::Mission => cast.mission,
        Id::Survivor => cast.survivor,
        Id::Link => link(&world.postgres, cast.meter, Role::Viewer).await.0,
        Id::Nothing => NOTHING,
    };
    let mut found = Vec::new();
    let answer = ask(who, row.route, &id.to_string(), row.body).await;
    let unknown = match (cell, row.id) {
        (Cell::MayNot | Cell::SignedOut, _) | (_, Id::Nothing) => Value::Null,
        _ => ask(who, row.route, &NOTHING.to_string(), row.body).await.body,
    };
    if let Some(wrong) = wrong(cell, &answer, &unknown, row.answers) {
        found.push(format!("{} column {column}: {wrong}", row.route));
    }
    if cell == Cell::MayNot && row.route.contains("/commands/") {
        // Neither do they learn what is wrong with their arguments.
        let odd = r#"{"no such argument":1}"#;
        let answer = ask(who, row.route, &id.to_string(), odd).await;
        if let Some(wrong) = wrong(cell, &answer, &unknown, row.answers) {
            found.push(format!("{} column {column}, odd arguments: {wrong}", row.route));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_everybody_as_its_row_says() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, _worker) = (world.api().await, world.worker().await);
    let cast = Cast::new(&world, &api).await;
    let everybody = everybody(&world, &api, &cast).await;
    let mut found = Vec::new();
    for row in ROWS.iter().chain(CIRCLES) {
        let columns = everybody.iter().zip(cells(row.cells)).enumerate();
        let (beside, in_turn): (Vec<_>, Vec<_>) =
            columns.partition(|(_, (_, cell))| leaves_no_trace(row.route, *cell));
        let asked = beside
            .into_iter()
            .map(|(column, person)| wrongs((&world, &cast), (row, column), person));
        found.extend(together(asked).await.concat());
        for (column, person) in in_turn {
            found.extend(wrongs((&world, &cast), (row, column), person).await);
        }
    }
    assert!(found.is_empty(), "{} are wrong:\n{}", found.len(), found.join("\n"));
}

async fn at_console(
    (route, column): (&str, usize),
    (who, cell): (&Program, Cell),
) -> Option<String> {
    let answer = ask(who, route, &NOTHING.to_string(), "{}").await;
    // Whoever may is told what is wrong with asking for nothing.
    let answers = [200, 400, 404, 409, 422];
    let wrong = wrong(cell, &answer, &Value::Null, &answers)?;
    Some(format!("{route} column {column}: {wrong}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_answers_everybody_as_its_rows_say() {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let (api, _worker) = (world.api().await, world.worker().await);
    let cast = Cast::new(&world, &api).await;
    let everybody = everybody(&world, &api, &cast).await;
    let mut found = Vec::new();
    for (route, row) in CONSOLE {
        let columns = everybody.iter().zip(cells(row)).enumerate();
        let asked = columns.map(|(column, person)| at_console((*route, column), person));
        found.extend(together(asked).await.into_iter().flatten());
    }
    assert!(found.is_empty(), "{} are wrong:\n{}", found.len(), found.join("\n"));
}
