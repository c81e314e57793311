//! A streamer's browser, on its way through Twitch.

use std::collections::HashMap;

use reqwest::{Client, StatusCode, redirect::Policy};

use super::{Process, Program, Sim};

/// A browser: it follows nothing by itself and keeps its cookies.
pub struct Browser {
    client: Client,
    base: String,
    pub cookies: Vec<(String, String)>,
}

impl Browser {
    pub fn new(api: &Process) -> Self {
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, base: api.base.clone(), cookies: Vec::new() }
    }

    pub async fn open(&mut self, url: &str) -> reqwest::Response {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer =
            self.client.get(url).header("cookie", cookies.join("; ")).send().await.unwrap();
        self.took(&answer);
        answer
    }

    /// Keeps the cookies of an answer.
    pub fn took(&mut self, answer: &reqwest::Response) {
        for set in answer.headers().get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Off to Twitch; answers where Twitch would send the browser back to.
    pub async fn ask_twitch(&mut self, sim: &Sim, login: &str) -> String {
        let begin = format!("{}/auth/twitch", self.base);
        let place = self.open(&begin).await;
        assert_eq!(place.status(), StatusCode::SEE_OTHER);
        let place = reqwest::Url::parse(place.headers()["location"].to_str().unwrap()).unwrap();
        let asked: HashMap<_, _> = place.query_pairs().into_owned().collect();
        assert_eq!(asked["scope"], "channel:bot");
        let form = [
            ("redirect_uri", &asked["redirect_uri"]),
            ("state", &asked["state"]),
            ("login", &login.to_owned()),
        ];
        let mut form = form.to_vec();
        let cancel = ("cancel", &"1".to_owned());
        if login.is_empty() {
            form.push(cancel);
        }
        let url = format!("{}/oauth2/authorize", sim.url);
        let back = self.client.post(url).form(&form).send().await.unwrap();
        back.headers()["location"].to_str().unwrap().to_owned()
    }

    pub async fn sign_in(api: &Process, sim: &Sim, login: &str) -> Program {
        let mut browser = Self::new(api);
        let back = browser.ask_twitch(sim, login).await;
        let landed = browser.open(&back).await;
        assert_eq!(landed.status(), StatusCode::SEE_OTHER);
        assert_eq!(landed.headers()["location"], "/dashboard");
        browser.program(api).await
    }

    pub fn cookie(&self, name: &str) -> String {
        self.cookies.iter().find(|(known, _)| known == name).unwrap().1.clone()
    }

    /// Its cookie alone, as a page of another site could send it.
    pub fn without_csrf(&self, api: &Process) -> Program {
        let cookie = format!("__Host-downbeat={}", self.cookie("__Host-downbeat"));
        Program::with(api, vec![("cookie", cookie)])
    }

    /// Its cookie, with the token that unsafe requests need.
    pub async fn program(&self, api: &Process) -> Program {
        let cookie = ("cookie", format!("__Host-downbeat={}", self.cookie("__Host-downbeat")));
        let me = self.without_csrf(api).get("/api/v1/me").await;
        let csrf = me.body["csrf"].as_str().unwrap().to_owned();
        Program::with(api, vec![cookie, ("x-csrf-token", csrf)])
    }
}
