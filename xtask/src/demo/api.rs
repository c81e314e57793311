//! An API, as somebody asks it.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::http;

pub struct Api {
    port: u16,
    /// Lines of a request's head that say who asks.
    who: String,
}

impl Api {
    /// Asked by a token; nobody's where it is empty.
    pub fn by_token(base: &str, token: &str) -> Result<Self> {
        let who = match token {
            "" => String::new(),
            token => format!("Authorization: Bearer {token}\r\n"),
        };
        Ok(Self { port: port(base)?, who })
    }

    /// Asked by a person, as their browser does, that opened a link which signs it in.
    pub fn by_link(base: &str, link: &str) -> Result<Self> {
        let port = port(base)?;
        let request = format!(
            "GET /auth/once/{link} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        );
        let answer = http::ask(port, &request).context("signing in")?;
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        let given = head.lines().filter_map(|line| line.split_once(": "));
        let cookies = given.filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        let pairs = cookies.filter_map(|(_, cookie)| cookie.split(';').next());
        let cookie = pairs
            .filter(|pair| pair.split_once('=').is_some_and(|(_, value)| !value.is_empty()))
            .collect::<Vec<_>>()
            .join("; ");
        ensure!(!cookie.is_empty(), "the link signs nobody in: {head}");
        let reader = Self { port, who: format!("Cookie: {cookie}\r\n") };
        let me = reader.ask("GET", "/api/v1/me", &Value::Null)?;
        let csrf = me["csrf"].as_str().context("nobody is signed in")?;
        Ok(Self { port, who: format!("{}X-CSRF-Token: {csrf}\r\n", reader.who) })
    }

    pub fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        self.send((method, path), "", body)
    }

    /// Once under a key.
    pub fn ask_once(&self, path: &str, key: &str, body: &Value) -> Result<Value> {
        self.send(("POST", path), &format!("Idempotency-Key: {key}\r\n"), body)
    }

    fn send(&self, (method, path): (&str, &str), more: &str, body: &Value) -> Result<Value> {
        let Self { port, who } = self;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{who}{more}\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        let answer = http::ask(*port, &request).with_context(|| format!("{method} {path}"))?;
        ensure!(answer.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
        let told = answer.split_once("\r\n\r\n").map(|(_, told)| told).unwrap_or_default();
        serde_json::from_str(told).with_context(|| format!("reading {method} {path}"))
    }
}

fn port(base: &str) -> Result<u16> {
    let port = base.rsplit(':').next().and_then(|port| port.parse().ok());
    port.context("the API has no port")
}
