//! What is in an export, and what is not.

use std::{collections::BTreeSet, io::Cursor};

use downbeat_job::exports::TABLES;
use downbeat_store::{Erasing, export_parts, not_exported, personal_data};
use image::{DynamicImage, ImageFormat, RgbImage};
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Files, json_of, run, stage};
use crate::{
    circle::Somebody,
    harness::{World, answered},
};

/// What Ann wrote, each somewhere else.
const HERS: [&str; 10] = [
    "canary-entry",
    "canary-older",
    "canary-trash",
    "canary-mood",
    "canary-draft",
    "canary-message",
    "canary-comment",
    "canary-report",
    "canary-about",
    "canary-unnamed",
];
/// What others have and said.
const NOT_HERS: [&str; 4] =
    ["magpie-message", "magpie-report", "magpie@example.org", "magpie-entry"];

async fn made(who: &Somebody, path: &str, body: Value) -> String {
    let made = who.post(path, body).await;
    assert_eq!(made.status, 201, "{path}: {}", made.body);
    made.body["id"].as_str().unwrap().to_owned()
}

/// Her journal: entries, one of them edited and one thrown away, a mood and a draft.
async fn keeps_journal(ann: &Somebody) {
    let older = json!({ "text": HERS[1], "title": "A walk", "tags": ["sea"], "wins": ["Rest"] });
    let entry = made(ann, "/journal/entries", older).await;
    let edit = json!({ "text": HERS[0], "title": "A walk", "mood": 7, "grateful_for": ["wind"] });
    let path = format!("/journal/entries/{entry}");
    assert_eq!(ann.tagged(Method::PUT, &path, "\"1\"", edit).await.status, 200);
    let trash = made(ann, "/journal/entries", json!({ "text": HERS[2] })).await;
    let path = format!("/journal/entries/{trash}");
    let gone = ann.tagged(Method::DELETE, &path, "\"1\"", json!({})).await;
    assert!(gone.status < 300, "{}", gone.body);
    made(ann, "/journal/moods", json!({ "value": 2, "note": HERS[3] })).await;
    let draft = json!({
        "base": null, "durable": null, "editor": Uuid::new_v4(), "seq": 1,
        "of": { "what": "entry", "in": null }, "content": { "text": HERS[4] },
    });
    let put = ann.ask(Method::PUT, &format!("/drafts/{}", Uuid::now_v7()), draft).await;
    assert_eq!(put.status, 200, "{}", put.body);
}

fn picture() -> Vec<u8> {
    let mut packed = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::new(8, 8));
    picture.write_to(&mut packed, ImageFormat::Png).unwrap();
    packed.into_inner()
}

/// Ann and Bob in a circle: what she says there, and what he says of her. Her medium.
async fn talk(world: &World, ann: &Somebody, bob: &Somebody) -> String {
    let request = ann.program.ask(Method::POST, "/api/v1/media");
    let medium = answered(request.header("content-type", "image/png").body(picture())).await;
    assert_eq!(medium.status, 201, "{}", medium.body);
    let medium = medium.body["id"].as_str().unwrap().to_owned();
    let config = json!({ "name": "Early Birds", "kind": "public", "anonymous": true });
    let circle = ann.makes_with(config).await;
    assert_eq!(bob.joins(&circle).await.status, 200);
    let path = format!("/api/v1/circles/{circle}/messages");
    let request = ann.program.ask(Method::POST, &path);
    let request = request.header("idempotency-key", Uuid::new_v4().to_string());
    let body = json!({ "kind": "support", "text": HERS[5], "media": [medium] });
    let said = answered(request.json(&body)).await;
    assert_eq!(said.status, 201, "{}", said.body);
    let unnamed = json!({ "kind": "support", "text": HERS[9], "anonymous": true });
    let request = ann.program.ask(Method::POST, &path);
    let request = request.header("idempotency-key", Uuid::new_v4().to_string());
    assert_eq!(answered(request.json(&unnamed)).await.status, 201);
    let his = bob.said(&circle, NOT_HERS[0]).await;
    made(ann, &format!("/messages/{his}/comments"), json!({ "text": HERS[6] })).await;
    let love = json!({ "kind": "love" });
    ann.ask(Method::PUT, &format!("/messages/{his}/reaction"), love).await;
    let report = json!({ "reason": "spam", "text": HERS[7] });
    assert!(ann.post(&format!("/messages/{his}/report"), report).await.status < 300);
    let hers = said.body["id"].as_str().unwrap();
    let report = json!({ "reason": "spam", "text": NOT_HERS[1] });
    assert!(bob.post(&format!("/messages/{hers}/report"), report).await.status < 300);
    let about = format!(
        "INSERT INTO profile (user_id, about) VALUES ('{}', '{}')
         ON CONFLICT (user_id) DO UPDATE SET about = excluded.about;
         INSERT INTO local_login (user_id, email, email_folded, is_verified)
         VALUES ('{}', '{mail}', '{mail}', true)",
        ann.user,
        HERS[8],
        bob.user,
        mail = NOT_HERS[2],
    );
    world.postgres.run(&about).await;
    medium
}

fn has(files: &Files, text: &str) -> bool {
    files.values().any(|file| file.windows(text.len()).any(|part| part == text.as_bytes()))
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_of_somebody_is_in_their_file_and_nothing_of_others() {
    let (world, api, ann) = stage().await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    keeps_journal(&ann).await;
    let medium = talk(&world, &ann, &bob).await;
    made(&bob, "/journal/entries", json!({ "text": NOT_HERS[3] })).await;
    let export = ann.exports().await;
    run(&world, export).await.unwrap();
    let files = ann.opens(export).await;
    for text in HERS {
        assert!(has(&files, text), "{text} is missing");
    }
    for text in NOT_HERS {
        assert!(!has(&files, text), "{text} is in it");
    }
    assert!(String::from_utf8_lossy(&files["about.txt"]).contains("everything"));
    assert_eq!(json_of(&files, "account/account.json")[0]["name"], "Ann");
    let older = json_of(&files, "journal/versions.json");
    assert_eq!(older[0]["content"]["text"], HERS[1], "{older}");
    let trash = json_of(&files, "journal/trash.json");
    assert_eq!(trash[0]["content"]["text"], HERS[2], "{trash}");
    assert_eq!(json_of(&files, "journal/drafts.json")[0]["content"]["text"], HERS[4]);
    let read = String::from_utf8_lossy(&files["journal/journal.md"]).into_owned();
    assert!(read.starts_with("# Journal\n") && read.contains(HERS[0]), "{read}");
    assert!(!read.contains(HERS[2]), "what was thrown away is beside it");
    let ending = |name: &&String| name.starts_with(&format!("media/{medium}."));
    let picture = files.keys().find(ending).unwrap();
    let kept = ann.program.ask(Method::GET, &format!("/api/v1/media/{medium}"));
    let kept = kept.send().await.unwrap().bytes().await.unwrap();
    assert_eq!(files[picture], kept, "a medium is as it is shown");
    // An empty list is one, too.
    for part in export_parts() {
        assert!(json_of(&files, &format!("{}.json", part.file)).is_array(), "{}", part.file);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_of_an_export_is_imported_as_equal() {
    let (world, api, ann) = stage().await;
    keeps_journal(&ann).await;
    let export = ann.exports().await;
    run(&world, export).await.unwrap();
    let journal = json_of(&ann.opens(export).await, "journal/journal.json");
    assert_eq!(journal["entries"].as_array().unwrap().len(), 1, "{journal}");
    let bob = Somebody::new(&world, &api, "Bob").await;
    let body = json!({ "entries": journal["entries"], "moods": journal["moods"] });
    for added in [1, 0] {
        let taken = bob.post("/journal/import", body.clone()).await;
        assert_eq!(taken.body, json!({ "entries": added, "moods": added }));
    }
    let theirs = bob.get("/journal/export").await.body;
    assert_eq!((&theirs["entries"], &theirs["moods"]), (&journal["entries"], &journal["moods"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_sealed_and_its_persons_alone() {
    let (world, api, ann) = stage().await;
    keeps_journal(&ann).await;
    let export = ann.exports().await;
    let early = ann.downloads(export).await;
    assert_eq!(early.status().as_u16(), 409, "it is not there yet");
    run(&world, export).await.unwrap();
    let answer = ann.downloads(export).await;
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/zip");
    assert_eq!(header("content-disposition"), "attachment; filename=\"downbeat.zip\"");
    assert_eq!(header("cache-control"), "no-store");
    // The head of a ZIP file, and names in it, which nothing packs.
    for plain in ["504b0304", &hex::encode("about.txt"), &hex::encode(HERS[0])] {
        let found = format!(
            "SELECT count(*) FROM export_chunk WHERE position('{plain}' in encode(bytes, 'hex')) > 0"
        );
        assert_eq!(world.postgres.number(&found).await, 0, "{plain}");
    }
    let bob = Somebody::new(&world, &api, "Bob").await;
    assert_eq!(bob.downloads(export).await.status().as_u16(), 404);
    let path = format!("/api/v1{}/{export}", super::EXPORTS);
    assert_eq!(bob.program.delete(&path).await.status, 404);
    assert_eq!(bob.export(export).await, None);
    assert_eq!(ann.program.delete(&path).await.status, 204);
    assert_eq!(ann.downloads(export).await.status().as_u16(), 404);
    assert_eq!(world.postgres.number("SELECT count(*) FROM export_chunk").await, 0);
}

/// A table that is new is decided on: it is in the file of whoever it is of, or said why not.
#[test]
fn each_table_with_something_of_a_person_is_in_it_or_left_out_for_a_reason() {
    let parts = export_parts().flat_map(|part| part.tables);
    let within: BTreeSet<&str> = parts.chain(TABLES).copied().collect();
    let left_out: BTreeSet<&str> = not_exported().map(|(table, _)| *table).collect();
    let personal: BTreeSet<&str> = personal_data()
        .filter(|data| !matches!(data.erasing, Erasing::Nothing))
        .map(|data| data.table)
        .collect();
    let known: BTreeSet<&str> = within.union(&left_out).copied().collect();
    let both: Vec<_> = within.intersection(&left_out).collect();
    assert!(both.is_empty(), "in it and left out: {both:?}");
    let missing: Vec<_> = personal.difference(&known).collect();
    assert!(missing.is_empty(), "in an export, or not, and why? {missing:?}");
    let gone: Vec<_> = known.difference(&personal).collect();
    assert!(gone.is_empty(), "nothing of a person is there: {gone:?}");
    let names: BTreeSet<&str> = export_parts().map(|part| part.file).collect();
    assert_eq!(names.len(), export_parts().count(), "each has a file of its own");
}
