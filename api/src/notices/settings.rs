//! How somebody wants to be told.

use std::{collections::BTreeSet, sync::Arc};

use downbeat_session::notice::{Mailing, NoticeType as Known, Quiet, Settings, TimeOfDay, Times};
use poem::web::Data;
use poem_openapi::{Enum, Object, OpenApi, payload::Json};
use uuid::Uuid;

use super::{list::NoticeType, person};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// As they are; a list may name one twice.
const OFF_MAX: usize = 20;

pub struct NoticeSettingsDoor;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum NoticeMail {
    Off,
    /// One for each notice.
    Instantly,
    /// One for all of a day, at eight by your clock; or of a week, on Mondays.
    Daily,
    Weekly,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum NoticeLanguage {
    En,
    De,
}

#[derive(Debug, Object)]
struct QuietHours {
    /// By your clock: `22:00`.
    from: String,
    to: String,
}

#[derive(Debug, Object)]
struct NoticeSettingsBody {
    mail: NoticeMail,
    /// As IANA calls it: `Europe/Berlin`.
    zone: String,
    /// Of mails.
    language: NoticeLanguage,
    /// Nothing is told then; it waits.
    quiet: Option<QuietHours>,
    /// What only stands in the inbox.
    off: Vec<NoticeType>,
    /// When to be told to write, on days without an entry: `20:00`.
    reminder: Option<String>,
    weekly_summary: bool,
}

#[derive(Debug, Object)]
struct NoticeSettings {
    mail: NoticeMail,
    /// Null until you set any of this: it is UTC's then.
    zone: Option<String>,
    language: NoticeLanguage,
    quiet: Option<QuietHours>,
    off: Vec<NoticeType>,
    reminder: Option<String>,
    weekly_summary: bool,
    /// Whether mail can come to you: the house sends some, and your address is proven.
    can_mail: bool,
}

#[OpenApi(prefix_path = "/api/v1")]
impl NoticeSettingsDoor {
    /// Get how you are told
    ///
    /// By the person's own cookie.
    #[oai(path = "/me/notice-settings", method = "get")]
    async fn get(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<NoticeSettings> {
        now(&app, person(&caller)?).await
    }

    /// Set how you are told
    ///
    /// All of it at once. By the person's own cookie.
    #[oai(path = "/me/notice-settings", method = "put")]
    async fn set(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<NoticeSettingsBody>,
    ) -> Answer<NoticeSettings> {
        let user = person(&caller)?;
        let settings = read(body.0)?;
        let now_ms = app.store.now_ms().await?;
        let transaction = app.store.begin().await?;
        transaction.hold_told(user).await?;
        let times = Times::of(&settings, now_ms);
        transaction.set_notice_settings(user, &settings, times).await?;
        transaction.commit().await?;
        now(&app, user).await
    }
}

async fn now(app: &App, user: Uuid) -> Answer<NoticeSettings> {
    let settings = app.store.notice_settings(user).await?;
    let local = app.store.local_login_of(user).await?;
    let can_mail = app.sends_mail && local.is_some_and(|local| local.is_verified);
    let is_set = app.store.unsubscribe_token(user).await?.is_some();
    let mut shown = shown(settings, can_mail);
    shown.zone = shown.zone.filter(|_| is_set);
    Ok(Json(shown))
}

fn read(body: NoticeSettingsBody) -> Result<Settings, Refusal> {
    let NoticeSettingsBody { mail, zone, language, quiet, off, reminder, weekly_summary } = body;
    let mut errors = Vec::new();
    let mut time = |field: &'static str, text: &str| {
        text.parse::<TimeOfDay>()
            .map_err(|wrong| errors.push(FieldError::new(field, wrong.to_string())))
            .ok()
    };
    let quiet = quiet.and_then(|quiet| {
        let (from, to) = (time("quiet.from", &quiet.from), time("quiet.to", &quiet.to));
        from.zip(to).map(|(from, to)| Quiet { from, to })
    });
    let reminder = reminder.and_then(|reminder| time("reminder", &reminder));
    if off.len() > OFF_MAX {
        errors.push(FieldError::new("off", "names each type once at most"));
    }
    let settings = Settings {
        mail: match mail {
            NoticeMail::Off => Mailing::Off,
            NoticeMail::Instantly => Mailing::Instantly,
            NoticeMail::Daily => Mailing::Daily,
            NoticeMail::Weekly => Mailing::Weekly,
        },
        zone,
        language: String::from(match language {
            NoticeLanguage::En => "en",
            NoticeLanguage::De => "de",
        }),
        quiet,
        off: off.into_iter().map(known).collect::<BTreeSet<_>>(),
        reminder,
        weekly_summary,
    };
    if let Err(wrong) = settings.check() {
        errors.push(FieldError::new(wrong.field, wrong.message));
    }
    if errors.is_empty() { Ok(settings) } else { Err(Refusal::invalid(errors)) }
}

fn shown(settings: Settings, can_mail: bool) -> NoticeSettings {
    let Settings { mail, zone, language, quiet, off, reminder, weekly_summary } = settings;
    NoticeSettings {
        mail: match mail {
            Mailing::Off => NoticeMail::Off,
            Mailing::Instantly => NoticeMail::Instantly,
            Mailing::Daily => NoticeMail::Daily,
            Mailing::Weekly => NoticeMail::Weekly,
        },
        zone: Some(zone),
        language: if language == "de" { NoticeLanguage::De } else { NoticeLanguage::En },
        quiet: quiet
            .map(|Quiet { from, to }| QuietHours { from: from.to_string(), to: to.to_string() }),
        off: off.into_iter().map(NoticeType::from).collect(),
        reminder: reminder.map(|reminder| reminder.to_string()),
        weekly_summary,
        can_mail,
    }
}

const fn known(of: NoticeType) -> Known {
    match of {
        NoticeType::MessageReaction => Known::MessageReaction,
        NoticeType::MessageComment => Known::MessageComment,
        NoticeType::CircleInvitation => Known::CircleInvitation,
        NoticeType::CircleJoinRequest => Known::CircleJoinRequest,
        NoticeType::CircleWaiting => Known::CircleWaiting,
        NoticeType::DailyReminder => Known::DailyReminder,
        NoticeType::WeeklySummary => Known::WeeklySummary,
        NoticeType::System => Known::System,
    }
}

impl From<Known> for NoticeType {
    fn from(of: Known) -> Self {
        match of {
            Known::MessageReaction => Self::MessageReaction,
            Known::MessageComment => Self::MessageComment,
            Known::CircleInvitation => Self::CircleInvitation,
            Known::CircleJoinRequest => Self::CircleJoinRequest,
            Known::CircleWaiting => Self::CircleWaiting,
            Known::DailyReminder => Self::DailyReminder,
            Known::WeeklySummary => Self::WeeklySummary,
            Known::System => Self::System,
        }
    }
}
