//! Chat, from signed webhooks to what overlays show.

use std::collections::HashSet;

use futures::{StreamExt, stream};
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use reqwest::StatusCode;

use crate::harness::{Message, World, window_config};

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

#[tokio::test(flavor = "multi_thread")]
async fn chat_to_a_meter_that_nobody_watches_is_dropped_and_counted() {
    let world = World::new().await;
    let api = world.api().await;
    assert_eq!(world.chat.say(&api, "yes").await, StatusCode::NO_CONTENT);
    let inactive = api.counted("downbeat_votes_total{outcome=\"inactive\"}").await;
    assert_eq!(inactive, 1);
}
