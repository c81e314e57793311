//! Chat, from signed webhooks to what overlays show.

use std::collections::HashSet;

use downbeat_boot::clock;
use downbeat_twitch::{sim, webhook};
use futures::{StreamExt, stream};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use reqwest::StatusCode;
use serde_json::json;

use crate::{
    harness::{BROADCASTER, Message, SECRET, World, signed, window_config},
    streamer::path,
};

const MESSAGES: usize = 5_000;
const AT_ONCE: usize = 32;

/// What a plain reading of the rules makes of the messages.
#[derive(Debug, Default, PartialEq, Eq)]
struct Model {
    seen: HashSet<String>,
    r#for: u64,
    against: u64,
    duplicate: u64,
    no_match: u64,
}

impl Model {
    fn hear(&mut self, message: &Message) {
        let side = match message.text.trim().to_lowercase().as_str() {
            "yes" => &mut self.r#for,
            "no" => &mut self.against,
            _ => return self.no_match += 1,
        };
        if self.seen.insert(message.id.clone()) {
            *side += 1;
        } else {
            self.duplicate += 1;
        }
    }
}

/// Messages of ever new chatters, some of them delivered twice.
fn arguing(seed: u64) -> Vec<Message> {
    let mut chance = StdRng::seed_from_u64(seed);
    let texts = ["yes", "YES", " yes ", "no", "No", "yes please", "what a game", "はい", "да"];
    let mut messages = Vec::with_capacity(MESSAGES);
    while messages.len() < MESSAGES {
        let text = texts[chance.random_range(0..texts.len())];
        let message = Message::new(format!("chatter-{}", messages.len()), text);
        for _ in 0..=u8::from(chance.random_bool(0.15)) {
            messages.push(message.clone());
        }
    }
    messages.truncate(MESSAGES);
    messages.shuffle(&mut chance);
    messages
}

#[tokio::test(flavor = "multi_thread")]
async fn thousands_of_messages_over_two_apis_count_as_in_the_model() {
    let world = World::new().await;
    let config = serde_json::to_value(window_config(120)).unwrap();
    world.postgres.edited(world.seeded.session_id, None, config).await.unwrap();
    let apis = [world.api().await, world.api().await];
    let _worker = world.worker().await;
    let mut screens = [world.screen(&apis[0]).await, world.screen(&apis[1]).await];

    let messages = arguing(7);
    let mut model = Model::default();
    for message in &messages {
        model.hear(message);
    }
    let (chat, apis) = (&world.chat, &apis);
    let answers = stream::iter(messages.iter().enumerate())
        .map(|(n, message)| async move { chat.send(&apis[n % 2], message).await.unwrap() })
        .buffer_unordered(AT_ONCE)
        .collect::<Vec<_>>()
        .await;
    assert!(answers.iter().all(|status| *status == StatusCode::NO_CONTENT));

    let counted = model.r#for + model.against;
    for screen in &mut screens {
        let view = screen.frame_with(counted).await["view"].take();
        assert_eq!(view["for"].as_u64(), Some(model.r#for));
        assert_eq!(view["against"].as_u64(), Some(model.against));
        assert_eq!(view["tally_seq"].as_u64(), Some(counted));
    }
    for (outcome, expected) in [
        ("counted", counted),
        ("duplicate", model.duplicate),
        ("no_match", model.no_match),
        ("debounced", 0),
        ("limited", 0),
        ("inactive", 0),
    ] {
        let series = format!("downbeat_votes_total{{outcome=\"{outcome}\"}}");
        let total = apis[0].counted(&series).await + apis[1].counted(&series).await;
        assert_eq!(total, expected, "{outcome}");
    }
}

/// A message under two deliveries, one in other words, and those of a partner.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_counted_once_and_a_partners_only_where_they_may() {
    const NONE: &str = "\"source_broadcaster_user_id\":null";
    let world = World::new().await;
    let config = serde_json::to_value(window_config(120)).unwrap();
    world.postgres.edited(world.seeded.session_id, None, config).await.unwrap();
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    let client = reqwest::Client::new();
    let said = |name: &str, text: &str| sim::notification(BROADCASTER, name, name, text);
    let from = |body: &str, channel: &str| {
        assert!(body.contains(NONE), "{body}");
        body.replace(NONE, &format!("\"source_broadcaster_user_id\":\"{channel}\""))
    };
    let brings = async |delivery: &str, body: &str| {
        let at = webhook::timestamp(clock::unix_ms());
        let request = client.post(format!("{}/webhooks/twitch", api.base));
        let request = signed(request, SECRET, delivery, &at, body.as_bytes());
        assert_eq!(request.body(body.to_owned()).send().await.unwrap().status().as_u16(), 204);
    };
    let outcome = async |name: &str| {
        api.counted(&format!("downbeat_votes_total{{outcome=\"{name}\"}}")).await
    };

    brings("d1", &said("ann", "\u{1}ACTION YES\u{34f}\u{1}")).await;
    for delivery in ["d2", "d3"] {
        brings(delivery, &said("bob", "yes")).await;
    }
    assert_eq!((outcome("counted").await, outcome("duplicate").await), (2, 1));
    brings("d4", &from(&said("cid", "yes"), BROADCASTER)).await;
    brings("d5", &from(&said("dan", "yes"), "999")).await;
    assert_eq!((outcome("counted").await, outcome("no_match").await), (3, 1));
    screen.frame_with(3).await;

    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let change = json!({ "config": { "shared_chat": true } });
    assert_eq!(ann.patch(&path(id), "\"2\"", change).await.status, 200);
    brings("d6", &from(&said("eve", "yes"), "999")).await;
    screen.frame_with(4).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn chat_to_a_meter_that_nobody_watches_is_dropped_and_counted() {
    let world = World::new().await;
    let api = world.api().await;
    assert_eq!(world.chat.say(&api, "yes").await, StatusCode::NO_CONTENT);
    let inactive = api.counted("downbeat_votes_total{outcome=\"inactive\"}").await;
    assert_eq!(inactive, 1);
}
