//! Accounts by e-mail and password, with the mails that go with them.

mod alike;
mod attempts;
mod invited;
mod mails;
mod owning;
mod story;

use reqwest::{Client, Method, Response, StatusCode, redirect::Policy};
use serde_json::{Value, json};

use crate::harness::{Answered, Mails, Process, Program, answered, token_in};

pub const ANN: &str = "Ann.Lee@example.org";
pub const GOOD: &str = "a heron over 3 grey roofs";
pub const BETTER: &str = "two boats under 1 old bridge";

pub fn nobody(api: &Process) -> Program {
    Program::with(api, Vec::new())
}

pub async fn sign_up(api: &Process, email: &str, password: &str, name: &str) -> Answered {
    let body = json!({ "email": email, "password": password, "name": name });
    nobody(api).post("/auth/local/sign-up", body).await
}

pub async fn sign_in(api: &Process, email: &str, password: &str) -> Answered {
    let body = json!({ "email": email, "password": password });
    nobody(api).post("/auth/local/sign-in", body).await
}

pub async fn ask_link(api: &Process, email: &str) -> Answered {
    nobody(api).post("/auth/local/link", json!({ "email": email })).await
}

/// The cookie of the sign-in that an answer brings.
pub fn cookie(headers: &reqwest::header::HeaderMap) -> Option<String> {
    let mut all = headers.get_all("set-cookie").iter().map(|set| set.to_str().unwrap());
    let value = all.find_map(|set| set.strip_prefix("__Host-downbeat="))?;
    Some(value.split(';').next().unwrap().to_owned()).filter(|value| !value.is_empty())
}

/// A browser that is signed in, by its cookie.
pub async fn browser(api: &Process, cookie: &str) -> Program {
    let header = ("cookie", format!("__Host-downbeat={cookie}"));
    let me = Program::with(api, vec![header.clone()]).get("/api/v1/me").await;
    let csrf = me.body["csrf"].as_str().unwrap_or_else(|| panic!("{}", me.body)).to_owned();
    Program::with(api, vec![header, ("x-csrf-token", csrf)])
}

pub async fn put(program: &Program, path: &str, body: Value) -> Answered {
    answered(program.ask(Method::PUT, path).json(&body)).await
}

/// As whatever opens addresses does.
pub async fn open(api: &Process, method: Method, token: &str) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    client.request(method, format!("{}/auth/local/link/{token}", api.base)).send().await.unwrap()
}

/// Opens the address of a mail and presses the button of its page. Where there is no
/// page with a button, the answer is what there is.
pub async fn press(api: &Process, token: &str, fields: &[(&str, &str)]) -> Response {
    press_with(api, token, fields, "").await
}

/// The same of a browser that has a cookie.
pub async fn press_with(
    api: &Process,
    token: &str,
    fields: &[(&str, &str)],
    cookie: &str,
) -> Response {
    let shown = open(api, Method::GET, token).await;
    if shown.status() != StatusCode::OK {
        return shown;
    }
    let bind = shown.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let cookies = format!("{bind}; {cookie}");
    let page = shown.text().await.unwrap();
    let bound = page.split("name=\"bound\" value=\"").nth(1).expect("a form");
    let bound = bound.split('"').next().unwrap();
    let form: Vec<(&str, &str)> = [("bound", bound)].iter().chain(fields).copied().collect();
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let link = format!("{}/auth/local/link/{token}", api.base);
    client.post(link).header("cookie", cookies).form(&form).send().await.unwrap()
}

/// Somebody with an account, signed in by the mail that made it.
pub async fn account(api: &Process, mails: &Mails, email: &str, password: &str) -> Program {
    let name = email.split('@').next().unwrap();
    assert_eq!(sign_up(api, email, password, name).await.status, 202);
    let mail = mails.nth(email, 1).await;
    let answer = press(api, &token_in(&mail), &[]).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    browser(api, &cookie(answer.headers()).unwrap()).await
}
