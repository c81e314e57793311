//! A person at the console, as their browser speaks to the API.

use std::time::Duration;

use downbeat_store::{Doer, NewLink, Staff, Store};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, redirect::Policy};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Process;

pub struct Operator {
    base: String,
    client: Client,
    pub cookie: String,
    pub csrf: String,
}

/// A link that signs a new member of the staff in; its token.
pub async fn login_link(store: &Store, name: &str, staff: Staff, is_reusable: bool) -> String {
    let token = Uuid::new_v4().simple().to_string();
    let user_id = store.create_staff(name, staff, &Doer::cli()).await.unwrap();
    let hash = Sha256::digest(token.as_bytes()).into();
    let lives = Duration::from_hours(1);
    let link = NewLink { hash, user_id, lands_on: "/admin", is_reusable, lives };
    store.create_login_link(&link, &Doer::cli()).await.unwrap();
    token
}

/// Opens a login link and presses its button, as a browser at such an address does.
/// Where there is no page with a button, the answer is what there is.
pub async fn press(api: &Process, token: &str, headers: &[(&str, &str)]) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let link = format!("{}/auth/once/{token}", api.base);
    let with = |request: RequestBuilder| {
        headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
    };
    let shown = with(client.get(&link)).send().await.unwrap();
    if shown.status() != StatusCode::OK {
        return shown;
    }
    let cookie = shown.headers()["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let page = shown.text().await.unwrap();
    let bound = page.split("name=\"bound\" value=\"").nth(1).expect("a form");
    let form = [("bound", bound.split('"').next().unwrap())];
    with(client.post(&link)).header("cookie", cookie).form(&form).send().await.unwrap()
}

impl Operator {
    pub async fn sign_in(api: &Process, store: &Store, name: &str, staff: Staff) -> Self {
        let token = login_link(store, name, staff, false).await;
        Self::come_in(api, &token).await.unwrap()
    }

    /// What the API answers to a link that opens nothing is its status.
    pub async fn come_in(api: &Process, token: &str) -> Result<Self, StatusCode> {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        let answer = press(api, token, &[]).await;
        if answer.status() != StatusCode::SEE_OTHER {
            return Err(answer.status());
        }
        assert_eq!(answer.headers()["location"], "/admin");
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        for word in ["__Host-", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(word), "{cookie}");
        }
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let mut operator = Self { base: api.base.clone(), client, cookie, csrf: String::new() };
        let (_, me) = operator.get("/api/v1/me").await;
        me["csrf"].as_str().unwrap().clone_into(&mut operator.csrf);
        Ok(operator)
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.ask(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.ask(Method::POST, path, Some(body)).await
    }

    pub async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let url = format!("{}{path}", self.base);
        let mut request = self.client.request(method, url).header("cookie", &self.cookie);
        if !self.csrf.is_empty() {
            request = request.header("x-csrf-token", &self.csrf);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap_or(Value::Null))
    }
}
