//! Pictures and recordings of messages: what is left of them, and who sees them.

use std::{io::Cursor, time::Duration};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use uuid::Uuid;

use super::Somebody;
use crate::{
    harness::{Answered, Process, Program, World, answered},
    streamer::code,
};

/// Red on its left, blue on its right.
fn picture(width: u32, height: u32) -> RgbImage {
    let color = |x| if x < width / 2 { Rgb([220, 10, 10]) } else { Rgb([10, 10, 220]) };
    RgbImage::from_fn(width, height, |x, _| color(x))
}

fn packed(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut packed = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut packed, format).unwrap();
    packed.into_inner()
}

/// A JPEG of a camera that was held upright, and knew where it was.
fn photo() -> Vec<u8> {
    let plain = packed(picture(64, 32), ImageFormat::Jpeg);
    let tiff = [
        &b"MM\0\x2a\0\0\0\x08\0\x01"[..],
        // The orientation: turned by 90 degrees.
        &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
        &[0, 0, 0, 0],
        b"GPS 54.3213N 10.1349E",
    ]
    .concat();
    let exif = [&b"Exif\0\0"[..], &tiff].concat();
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

/// Frames of MP3 that sound of nothing, with a tag before them.
fn recording(frames: usize) -> Vec<u8> {
    let mut frame = [0; 104];
    frame[..4].copy_from_slice(&[0xff, 0xfb, 0x10, 0xc0]);
    [&b"ID3\x04\0\0\0\0\0\x0bPLACE=54,10"[..], &frame.repeat(frames)].concat()
}

impl Somebody {
    async fn sends(&self, content_type: &str, file: Vec<u8>) -> Answered {
        let request = self.program.ask(Method::POST, "/api/v1/media");
        answered(request.header("content-type", content_type).body(file)).await
    }

    /// A medium that was taken: its id.
    async fn sent(&self, content_type: &str, file: Vec<u8>) -> String {
        let sent = self.sends(content_type, file).await;
        assert_eq!(sent.status, 201, "{}", sent.body);
        sent.body["id"].as_str().unwrap().to_owned()
    }

    async fn shows(&self, circle: &str, body: Value) -> Answered {
        let request = self.program.ask(Method::POST, &format!("/api/v1/circles/{circle}/messages"));
        answered(request.header("idempotency-key", Uuid::new_v4().to_string()).json(&body)).await
    }
}

async fn look(who: &Program, medium: &str) -> Response {
    who.ask(Method::GET, &format!("/api/v1/media/{medium}")).send().await.unwrap()
}

async fn sees(who: &Program, medium: &str) -> u16 {
    look(who, medium).await.status().as_u16()
}

async fn open() -> (World, Process) {
    let world = World::new().await.with("API__REQUESTS_PER_MIN", "0");
    let api = world.api().await;
    (world, api)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_turned_and_says_nothing_of_where_it_was_taken() {
    let (world, api) = open().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let sent = ann.sends("image/jpeg", photo()).await;
    assert_eq!(sent.status, 201, "{}", sent.body);
    assert_eq!((&sent.body["kind"], &sent.body["duration_ms"]), (&json!("image"), &Value::Null));
    assert_eq!((&sent.body["width"], &sent.body["height"]), (&json!(32), &json!(64)));
    let id = sent.body["id"].as_str().unwrap();
    let answer = look(&ann.program, id).await;
    assert_eq!(answer.status().as_u16(), 200);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("etag"), format!("\"{id}\""));
    assert_eq!(header("cache-control"), "private, no-cache");
    assert_eq!(header("content-disposition"), "inline");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("x-content-type-options"), "nosniff");
    let kept = answer.bytes().await.unwrap();
    assert_eq!(json!(kept.len()), sent.body["bytes"]);
    for trace in [&b"Exif"[..], b"GPS"] {
        assert!(!kept.windows(trace.len()).any(|part| part == trace));
    }
    let kept = image::load_from_memory(&kept).unwrap().to_rgb8();
    assert_eq!(kept.dimensions(), (32, 64));
    let (above, below) = (kept.get_pixel(16, 8), kept.get_pixel(16, 56));
    assert!(above.0[0] > 150 && below.0[2] > 150, "{above:?} {below:?}");
    let known = ann.program.ask(Method::GET, &format!("/api/v1/media/{id}"));
    let known = known.header("if-none-match", format!("\"{id}\"")).send().await.unwrap();
    assert_eq!(known.status().as_u16(), 304);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_picture_and_no_recording_is_refused_by_what_it_is() {
    let (world, api) = open().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let png = packed(picture(8, 8), ImageFormat::Png);
    // The width and the height of a GIF stand in its head.
    let mut bomb = packed(picture(1, 1), ImageFormat::Gif);
    bomb[6..10].copy_from_slice(&[0x60, 0xea, 0x60, 0xea]);
    let cut = png[..png.len() / 2].to_vec();
    let large = [&png[..], &vec![0; 5_000_000]].concat();
    let long = recording(5_000);
    let loud = [&recording(10)[..], &vec![0; 2 * 1024 * 1024]].concat();
    for (content_type, file, expected) in [
        ("image/jpeg", png.clone(), (415, "unsupported_media_type")),
        ("application/octet-stream", png.clone(), (415, "unsupported_media_type")),
        ("image/png", b"<script>alert(1)</script>".to_vec(), (415, "unsupported_media_type")),
        ("image/svg+xml", b"<svg/>".to_vec(), (415, "unsupported_media_type")),
        ("image/gif", bomb, (422, "too_many_pixels")),
        ("image/png", cut, (422, "broken")),
        ("audio/mpeg", recording(2), (422, "broken")),
        ("audio/mpeg", long, (422, "too_long")),
        ("image/png", large, (413, "too_large")),
        ("audio/mpeg", loud, (413, "too_large")),
    ] {
        assert_eq!(code(&ann.sends(content_type, file).await), expected, "{content_type}");
    }
    assert_eq!(world.postgres.number("SELECT count(*) FROM media").await, 0);
    let nobody = Program::with(&api, Vec::new());
    let request = nobody.ask(Method::POST, "/api/v1/media").header("content-type", "image/png");
    assert_eq!(code(&answered(request.body(png)).await), (401, "signed_out"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_medium_is_its_senders_until_a_message_has_it_and_then_seen_as_that_is() {
    let (world, api) = open().await;
    let [ann, bob, cleo] = ["Ann", "Bob", "Cleo"].map(|name| Somebody::new(&world, &api, name));
    let (ann, bob, cleo) = (ann.await, bob.await, cleo.await);
    let nobody = Program::with(&api, Vec::new());
    let circle = ann.makes("public").await;
    assert_eq!(bob.joins(&circle).await.status, 200);
    let png = || packed(picture(8, 8), ImageFormat::Png);
    let medium = bob.sent("image/png", png()).await;
    let seen = async || {
        let [a, b, c] = [&ann, &bob, &cleo].map(|who| sees(&who.program, &medium));
        (a.await, b.await, c.await, sees(&nobody, &medium).await)
    };
    assert_eq!(seen().await, (404, 200, 404, 404));
    // It is nobody else's to show.
    let body = json!({ "kind": "support", "text": "Look", "media": [medium], "alts": ["A heron"] });
    assert_eq!(code(&ann.shows(&circle, body.clone()).await), (422, "unknown_media"));
    let said = bob.shows(&circle, body.clone()).await;
    assert_eq!(said.status, 201, "{}", said.body);
    let shown = json!([{
        "id": medium, "kind": "image", "width": 8, "height": 8, "duration_ms": null,
        "alt": "A heron",
    }]);
    assert_eq!(said.body["media"], shown);
    let read = ann.get(&format!("/circles/{circle}/messages")).await;
    assert_eq!(read.body["items"][0]["media"], shown);
    let told = world.postgres.circle_now(circle.parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(told.found.news[0].media, shown, "as those hear it who are there");
    assert_eq!(seen().await, (200, 200, 200, 200));
    assert_eq!(code(&bob.shows(&circle, body).await), (422, "unknown_media"), "it is used");

    // A private circle is not there for others.
    world.postgres.run("UPDATE circle SET config = config || '{\"kind\":\"private\"}'").await;
    assert_eq!(seen().await, (200, 200, 404, 404));
    world.postgres.run("UPDATE circle SET config = config || '{\"kind\":\"public\"}'").await;

    // What is hidden is for moderators and its author.
    world.postgres.run("UPDATE message SET state = 'hidden'").await;
    assert_eq!(seen().await, (200, 200, 404, 404));
    world.postgres.run("UPDATE message SET state = 'shown'").await;

    // Whoever is blocked by its author sees nothing of theirs.
    assert_eq!(cleo.joins(&circle).await.status, 200);
    let block = format!("/people/{}/block", cleo.user);
    let blocked = bob.ask(Method::PUT, &block, json!({})).await;
    assert_eq!(blocked.status, 200, "{}", blocked.body);
    assert_eq!(seen().await, (200, 200, 404, 200));

    let banned = ann.changes(&circle, bob.user, json!({ "state": "banned" })).await;
    assert_eq!(banned.status, 200, "{}", banned.body);
    assert_eq!(sees(&bob.program, &medium).await, 404);

    // What is removed is gone for all.
    let id = said.body["id"].as_str().unwrap();
    let removed = ann.tagged(Method::DELETE, &format!("/messages/{id}"), "\"1\"", json!({})).await;
    assert_eq!((removed.status, &removed.body["media"]), (200, &json!([])), "{}", removed.body);
    assert_eq!(seen().await, (404, 404, 404, 404));
    assert_eq!(world.postgres.number("SELECT count(*) FROM media_chunk").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_is_played_by_ranges_and_needs_no_words() {
    let (world, api) = open().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    // Of two pieces and a bit.
    let medium = ann.sent("audio/mpeg", recording(4_000)).await;
    let whole = look(&ann.program, &medium).await;
    assert_eq!(whole.headers()["content-type"], "audio/mpeg");
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    let whole = whole.bytes().await.unwrap();
    assert_eq!(whole.len(), 416_000, "the tag is gone");
    let part = async |range: &str| {
        let asked = ann.program.ask(Method::GET, &format!("/api/v1/media/{medium}"));
        let answer = asked.header("range", range).send().await.unwrap();
        let status = answer.status().as_u16();
        let told = answer.headers()["content-range"].to_str().unwrap().to_owned();
        (status, told, answer.bytes().await.unwrap())
    };
    let (status, told, bytes) = part("bytes=262000-262999").await;
    assert_eq!((status, told.as_str()), (206, "bytes 262000-262999/416000"));
    assert_eq!(&bytes[..], &whole[262_000..263_000]);
    let (status, told, bytes) = part("bytes=-10").await;
    assert_eq!((status, told.as_str()), (206, "bytes 415990-415999/416000"));
    assert_eq!(&bytes[..], &whole[415_990..]);
    let (status, told, _) = part("bytes=416000-").await;
    assert_eq!((status, told.as_str()), (416, "bytes */416000"));

    let picture = ann.sent("image/png", packed(picture(8, 8), ImageFormat::Png)).await;
    let both = json!({ "kind": "support", "text": "", "media": [medium, picture] });
    assert_eq!(code(&ann.shows(&circle, both).await), (422, "invalid"));
    let later = json!({ "kind": "support", "text": "", "media": [medium], "at_ms": 1 });
    assert_eq!(code(&ann.shows(&circle, later).await), (422, "invalid"));
    let said =
        ann.shows(&circle, json!({ "kind": "support", "text": "", "media": [medium] })).await;
    assert_eq!((said.status, &said.body["text"]), (201, &json!("")), "{}", said.body);
    assert_eq!(said.body["media"][0]["duration_ms"], json!(104_490));
    let silent = json!({ "kind": "support", "text": "", "media": [] });
    assert_eq!(code(&ann.shows(&circle, silent).await), (422, "invalid"));
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_has_so_much_and_what_nothing_has_is_swept() {
    let (world, api) = open().await;
    let ann = Somebody::new(&world, &api, "Ann").await;
    let circle = ann.makes("public").await;
    let png = || packed(picture(8, 8), ImageFormat::Png);
    let (used, unused) = (ann.sent("image/png", png()).await, ann.sent("image/png", png()).await);
    let body = json!({ "kind": "support", "text": "Look", "media": [used] });
    assert_eq!(ann.shows(&circle, body).await.status, 201);
    let filled = format!("UPDATE media SET bytes = 50000000 WHERE owner = '{}'", ann.user);
    world.postgres.run(&filled).await;
    assert_eq!(code(&ann.sends("image/png", png()).await), (409, "full"));
    let day = Duration::from_hours(24);
    assert_eq!(world.postgres.sweep_media(day, 100).await.unwrap(), 0, "nothing is a day old");
    world.postgres.run("UPDATE media SET made_at = now() - interval '25 hours'").await;
    assert_eq!(world.postgres.sweep_media(day, 100).await.unwrap(), 1);
    assert_eq!((sees(&ann.program, &unused).await, sees(&ann.program, &used).await), (404, 200));
    assert_eq!(ann.sends("image/png", png()).await.status, 201, "there is room again");
}
