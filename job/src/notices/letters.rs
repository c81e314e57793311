//! Mails of notices, as they are written when they are sent: of what is unread still.

use std::time::Duration;

use downbeat_session::notice::Mailing;
use downbeat_store::{LocalLogin, NoticeRecord, Store};
use uuid::Uuid;

use super::{UNSUBSCRIBE, words};
use crate::{NotBefore, mail::Language};

/// A mail to somebody about their notices.
#[derive(Debug)]
pub struct NoticeLetter {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub unsubscribe: String,
}

/// Of those that are unread. `None` where none is, where its person has no address that
/// is proven, or wants no mail any more; in their quiet hours it waits.
pub async fn letter(
    store: &Store,
    public_url: &str,
    (notices, language): (&[Uuid], Language),
) -> anyhow::Result<Option<NoticeLetter>> {
    let unread = store.unread_of(notices).await?;
    let Some(first) = unread.first() else { return Ok(None) };
    let user = first.user_id;
    let Some(LocalLogin { email: to, is_verified: true, .. }) = store.local_login_of(user).await?
    else {
        return Ok(None);
    };
    let settings = store.notice_settings(user).await?;
    if settings.mail == Mailing::Off {
        return Ok(None);
    }
    let now_ms = store.now_ms().await?;
    if settings.is_quiet(now_ms) {
        let after = Duration::from_mins(15);
        return Err(NotBefore { after, why: String::from("its reader's hours are quiet") }.into());
    }
    let Some(token) = store.unsubscribe_token(user).await? else { return Ok(None) };
    let unsubscribe = format!("{public_url}{UNSUBSCRIBE}/{token}");
    let subject = match &unread[..] {
        [one] => words::line(language, one),
        several => words::subject(language, several.len()),
    };
    let lines: Vec<(String, String)> =
        unread.iter().map(|it| (words::line(language, it), place(public_url, it))).collect();
    let text = words::letter(language, &lines, public_url, &unsubscribe);
    Ok(Some(NoticeLetter { to, subject, text, unsubscribe }))
}

/// Where a notice leads.
pub(super) fn place(public_url: &str, notice: &NoticeRecord) -> String {
    // Whoever is banned finds there what they may say something against.
    if let Some(decision) = notice.about["decision"].as_str() {
        return format!("{public_url}/circles/decisions?decision={decision}");
    }
    // Of what they said without their name none is named.
    if notice.r#type == "system" && notice.about["anonymous"] == true {
        return format!("{public_url}/circles/decisions");
    }
    match (notice.circle_id, notice.about["message"].as_str(), notice.r#type.as_str()) {
        (Some(circle), Some(message), _) => format!("{public_url}/circles/{circle}/m/{message}"),
        (Some(circle), None, "circle_join_request") => {
            format!("{public_url}/circles/{circle}/people")
        }
        (Some(circle), None, "circle_waiting") => format!("{public_url}/circles/{circle}/queue"),
        (Some(circle), None, _) => format!("{public_url}/circles/{circle}"),
        (None, _, "daily_reminder") => format!("{public_url}/journal"),
        (None, ..) => format!("{public_url}/inbox"),
    }
}
