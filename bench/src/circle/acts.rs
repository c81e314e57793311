//! What somebody does in their circles, and what that must come to.

use std::{collections::HashMap, sync::Arc};

use anyhow::Context as _;
use reqwest::Method;
use serde_json::json;

use super::day::{Said, key};
use crate::browser::Browser;

const REACTIONS: [&str; 6] = ["like", "love", "pray", "grateful", "inspire", "support"];
/// Of twenty acts one says something, three comment, nine react or take that back, and
/// the rest reads: nobody comes near to what they may do in a minute.
const TURNS: [Act; 20] = [
    Act::React,
    Act::Read,
    Act::Comment,
    Act::React,
    Act::Keep,
    Act::React,
    Act::Read,
    Act::Say,
    Act::React,
    Act::Unreact,
    Act::Read,
    Act::Comment,
    Act::React,
    Act::Look,
    Act::React,
    Act::Read,
    Act::Comment,
    Act::React,
    Act::Look,
    Act::React,
];

#[derive(Clone, Copy)]
enum Act {
    Say,
    Comment,
    React,
    Unreact,
    Keep,
    Read,
    Look,
}

/// What came of one person's acts.
#[derive(Default)]
pub struct Did {
    /// Their reaction to each message that they reacted to and did not take back.
    pub reactions: HashMap<String, &'static str>,
    /// How many comments to each message.
    pub comments: HashMap<String, i64>,
    /// How much they said in each circle.
    pub said: HashMap<String, i64>,
    /// Up to where they have read each circle at least.
    pub read: HashMap<String, i64>,
}

pub struct Actor {
    browser: Arc<Browser>,
    circles: Vec<Arc<Said>>,
    pub did: Did,
}

impl Actor {
    pub fn new(browser: Arc<Browser>, circles: Vec<Arc<Said>>) -> Self {
        Self { browser, circles, did: Did::default() }
    }

    pub async fn acts(&mut self, turn: u32) -> anyhow::Result<()> {
        let circle = Arc::clone(&self.circles[rand::random_range(0..self.circles.len())]);
        let act = TURNS[usize::try_from(turn)? % TURNS.len()];
        let any = {
            let messages = circle.messages.lock();
            (!messages.is_empty()).then(|| messages[rand::random_range(0..messages.len())].clone())
        };
        // Where nothing was said yet, somebody begins.
        match (act, any) {
            (Act::Say, _) | (_, None) => self.says(&circle).await,
            (Act::Comment, Some(message)) => self.comments(message).await,
            (Act::React, Some(message)) => self.reacts(message).await,
            (Act::Unreact, _) => self.unreacts().await,
            (Act::Keep, Some(message)) => self.keeps(&message).await,
            (Act::Read, _) => self.reads(&circle).await,
            (Act::Look, _) => {
                let page = format!("/circles/{}/messages", circle.id);
                self.browser.ask(Method::GET, &page, None).await.map(drop)
            }
        }
    }

    async fn says(&mut self, circle: &Said) -> anyhow::Result<()> {
        let path = format!("/circles/{}/messages", circle.id);
        let body = json!({ "kind": "support", "text": "Some words of a random day." });
        let said = self.browser.ask_once(Method::POST, &path, (Some(body), Some(key()))).await?;
        let id = said["id"].as_str().context("a message without an id")?.to_owned();
        let seq = said["seq"].as_i64().context("a message without a number")?;
        circle.messages.lock().push(id);
        *self.did.said.entry(circle.id.clone()).or_default() += 1;
        self.did.has_read(circle, seq);
        Ok(())
    }

    async fn comments(&mut self, message: String) -> anyhow::Result<()> {
        let path = format!("/messages/{message}/comments");
        let body = json!({ "text": "A word on that." });
        self.browser.ask_once(Method::POST, &path, (Some(body), Some(key()))).await?;
        *self.did.comments.entry(message).or_default() += 1;
        Ok(())
    }

    async fn reacts(&mut self, message: String) -> anyhow::Result<()> {
        let kind = REACTIONS[rand::random_range(0..REACTIONS.len())];
        let path = format!("/messages/{message}/reaction");
        self.browser.ask(Method::PUT, &path, Some(json!({ "kind": kind }))).await?;
        self.did.reactions.insert(message, kind);
        Ok(())
    }

    async fn unreacts(&mut self) -> anyhow::Result<()> {
        let Some(message) = self.did.reactions.keys().next().cloned() else { return Ok(()) };
        let path = format!("/messages/{message}/reaction");
        self.browser.ask(Method::DELETE, &path, None).await?;
        self.did.reactions.remove(&message);
        Ok(())
    }

    async fn keeps(&self, message: &str) -> anyhow::Result<()> {
        let path = format!("/messages/{message}/favourite");
        self.browser.ask(Method::PUT, &path, None).await.map(drop)
    }

    async fn reads(&mut self, circle: &Said) -> anyhow::Result<()> {
        let head = i64::try_from(circle.messages.lock().len())?;
        let seq = rand::random_range(0..=head);
        let path = format!("/circles/{}/read", circle.id);
        self.browser.ask(Method::PUT, &path, Some(json!({ "seq": seq }))).await?;
        self.did.has_read(circle, seq);
        Ok(())
    }
}

impl Did {
    fn has_read(&mut self, circle: &Said, seq: i64) {
        let read = self.read.entry(circle.id.clone()).or_default();
        *read = (*read).max(seq);
    }
}
