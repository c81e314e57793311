//! What it has, over HTTP.

use poem::{
    EndpointExt, IntoEndpoint, Response, Route, get, handler,
    http::StatusCode,
    post,
    web::{Data, Json, Query},
};
use serde::Deserialize;

use super::kept::{Kept, KeptMail};
use crate::caught::escaped;

pub fn routes(kept: Kept) -> impl IntoEndpoint<Endpoint: 'static> + Send + 'static {
    Route::new()
        .at("/", get(page))
        .at("/mails", get(mails).delete(forget))
        .at("/faults", post(refuse))
        .at("/livez", get(livez))
        .data(kept)
}

#[derive(Deserialize)]
struct Wanted {
    to: Option<String>,
}

/// `GET /mails?to=ann@example.org`: the newest first.
#[handler]
fn mails(Query(Wanted { to }): Query<Wanted>, Data(kept): Data<&Kept>) -> Json<Vec<KeptMail>> {
    Json(kept.mails(to.as_deref()))
}

#[handler]
fn forget(Data(kept): Data<&Kept>) -> StatusCode {
    kept.forget();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Fault {
    code: u16,
    times: usize,
}

/// `POST /faults {"code": 451, "times": 2}`
#[handler]
fn refuse(Json(Fault { code, times }): Json<Fault>, Data(kept): Data<&Kept>) -> StatusCode {
    if !(400..600).contains(&code) {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    kept.refuse(code, times);
    StatusCode::NO_CONTENT
}

#[handler]
fn livez() -> &'static str {
    "ok"
}

/// The mails as a person reads them.
#[handler]
fn page(Data(kept): Data<&Kept>) -> Response {
    let list: String = kept.mails(None).iter().map(shown).collect();
    let list = if list.is_empty() { "<p>No mail yet.</p>".to_owned() } else { list };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Mails</title>\
         <h1>Mails that were caught</h1>{list}"
    );
    Response::builder().content_type("text/html; charset=utf-8").body(page)
}

fn shown(mail: &KeptMail) -> String {
    let lines: Vec<String> = mail.text.lines().map(line).collect();
    let (subject, to) = (escaped(&mail.subject), escaped(&mail.to.join(", ")));
    format!("<article><h2>{subject}</h2><p>to {to}</p><pre>{}</pre></article>", lines.join("\n"))
}

/// A line that is an address can be followed.
fn line(line: &str) -> String {
    let said = escaped(line);
    let is_address = ["http://", "https://"].iter().any(|scheme| line.starts_with(scheme));
    if is_address { format!("<a href=\"{said}\">{said}</a>") } else { said }
}
