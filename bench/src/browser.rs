//! Somebody who is signed in, as their browser asks.

use anyhow::{Context as _, bail};
use downbeat_store::{NewIdentity, Origin, Person, Store};
use reqwest::{Client, Method, StatusCode};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::installation::Installation;

pub struct Browser {
    client: Client,
    api: String,
    cookie: String,
    csrf: String,
}

impl Browser {
    /// Of a new account.
    pub async fn new(
        installation: &Installation,
        store: &Store,
        login: &str,
    ) -> anyhow::Result<Self> {
        let account = NewIdentity {
            provider: "twitch",
            provider_user_id: &Uuid::new_v4().to_string(),
            login,
            display_name: login,
        };
        let user = store.create_user_with_identity(account).await?.id;
        let secret = Uuid::new_v4().simple().to_string();
        let transaction = store.begin().await?;
        let person = Person { id: user, display_name: login };
        let hash = Sha256::digest(&secret).into();
        transaction.sign_in(person, "bench", hash, &Origin::default()).await?;
        transaction.commit().await?;
        let cookie = format!("__Host-downbeat={secret}");
        let (client, api) = (Client::new(), format!("{}/api/v1", installation.ready.api));
        let reader = Self { client, api, cookie, csrf: String::new() };
        let me = reader.ask(Method::GET, "/me", None).await?;
        let csrf = me["csrf"].as_str().context("an account without a csrf")?.to_owned();
        Ok(Self { csrf, ..reader })
    }

    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> anyhow::Result<Value> {
        self.ask_once(method, path, (body, None)).await
    }

    /// The same under an `Idempotency-Key`.
    pub async fn ask_once(
        &self,
        method: Method,
        path: &str,
        (body, key): (Option<Value>, Option<Uuid>),
    ) -> anyhow::Result<Value> {
        let request = self.client.request(method, format!("{}{path}", self.api));
        let mut request = request.header("cookie", &self.cookie).header("x-csrf-token", &self.csrf);
        if let Some(body) = &body {
            request = request.json(body);
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key.to_string());
        }
        let answer = request.send().await?;
        let status = answer.status();
        if status == StatusCode::NO_CONTENT {
            return Ok(Value::Null);
        }
        if status.is_success() {
            return Ok(answer.json().await?);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            bail!("{path} is limited: the bench asks for more than a person may");
        }
        bail!("{path} is {status}: {}", answer.text().await?)
    }

    /// What a socket says of who opens it.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }
}
