//! Two circles and the people in them: what a demo begins with.

use anyhow::Context as _;
use downbeat_job::{api_token::SCOPES, sign_up::token};
use downbeat_session::kinds::circle::{
    Category, Config, MemberState, Privacy, Rank,
    limits::{COMMENTS_MAX, REPORTS_THAT_HIDE},
};
use downbeat_store::{
    CircleMemberChange, Doer, Item, NewCircleReport, NewComment, NewIdentity, NewMessage, NewToken,
    Transaction,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::words::{EARLY_BIRDS, HARBOUR, NAMES, Said};

/// Nobody has these at Twitch.
const FIRST_ID: u64 = 41_300_001;
const TOKENS_MAX: i64 = 1_000;
/// In Harbour, by their places among the names; the first is its owner.
const AT_HARBOUR: [usize; 4] = [2, 0, 3, 4];

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeededCircles {
    pub early_birds: Uuid,
    pub harbour: Uuid,
    /// Of Early Birds.
    pub members: Vec<SeededMember>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeededMember {
    pub name: String,
    pub id: Uuid,
    pub role: String,
    /// For programs, with every scope.
    pub token: String,
}

/// Makes the circles, the first one of an account that is known.
pub async fn seed(transaction: &Transaction, owner: Uuid) -> anyhow::Result<SeededCircles> {
    let mut people = Vec::new();
    for (place, name) in NAMES.iter().enumerate() {
        people.push(person(transaction, place, name).await?);
    }
    let early_birds = early_birds(transaction, owner).await?;
    for member in &mut people {
        transaction.join_circle(early_birds, member.id, ACTIVE, None).await?;
    }
    for (place, role) in [(0, Rank::Admin), (1, Rank::Moderator)] {
        let member = people.get_mut(place).context("there is nobody to keep order")?;
        let change = CircleMemberChange { role: Some(role.as_str()), ..Default::default() };
        transaction.change_circle_member(early_birds, member.id, change).await?;
        role.as_str().clone_into(&mut member.role);
    }
    talk(transaction, early_birds, &people, EARLY_BIRDS).await?;
    report_last(transaction, early_birds, &people).await?;
    let harbour = harbour(transaction, &people).await?;
    talk(transaction, harbour, &people, HARBOUR).await?;
    Ok(SeededCircles { early_birds, harbour, members: people })
}

const ACTIVE: &str = MemberState::Active.as_str();

async fn person(
    transaction: &Transaction,
    place: usize,
    name: &str,
) -> anyhow::Result<SeededMember> {
    let twitch_id = (FIRST_ID + u64::try_from(place)?).to_string();
    let login = format!("{}_of_the_demo", name.to_lowercase());
    let account = NewIdentity {
        provider: "twitch",
        provider_user_id: &twitch_id,
        login: &login,
        display_name: name,
    };
    let id = transaction.person_of(account).await?.id;
    let (token, hash) = token();
    let scopes = SCOPES.map(str::to_owned).to_vec();
    let new = NewToken { id: Uuid::now_v7(), user_id: id, name: "seed", hash, scopes, lives: None };
    transaction.create_token(new, TOKENS_MAX, &Doer::cli()).await?;
    let (name, role) = (name.to_owned(), Rank::Member.as_str().to_owned());
    Ok(SeededMember { name, id, role, token })
}

async fn early_birds(transaction: &Transaction, owner: Uuid) -> anyhow::Result<Uuid> {
    let config = Config {
        kind: Privacy::Public,
        name: "Early Birds".into(),
        description: "A good word before the day begins.".into(),
        rules: vec!["Be kind.".into(), "Nothing for sale.".into()],
        tags: vec!["morning".into(), "habits".into()],
        category: Category::Habits,
        icon: Some("🌅".into()),
        colors: vec!["#f4a261".into(), "#2a9d8f".into()],
        ..Config::default()
    };
    make(transaction, config, owner).await
}

async fn harbour(transaction: &Transaction, people: &[SeededMember]) -> anyhow::Result<Uuid> {
    let config = Config {
        kind: Privacy::Private,
        name: "Harbour".into(),
        description: "For those who have lost somebody.".into(),
        category: Category::Grief,
        icon: Some("⚓".into()),
        ..Config::default()
    };
    let at = |place: usize| people.get(place).context("somebody of Harbour is missing");
    let [owner, others @ ..] = AT_HARBOUR;
    let id = make(transaction, config, at(owner)?.id).await?;
    for other in others {
        transaction.join_circle(id, at(other)?.id, ACTIVE, None).await?;
    }
    Ok(id)
}

async fn make(transaction: &Transaction, config: Config, owner: Uuid) -> anyhow::Result<Uuid> {
    let config = config.checked().ok().context("the demo's circle is outside its limits")?;
    let id = Uuid::now_v7();
    transaction.make_circle(id, &serde_json::to_value(config)?, owner).await?;
    Ok(id)
}

async fn talk(
    transaction: &Transaction,
    circle: Uuid,
    people: &[SeededMember],
    said: &[Said],
) -> anyhow::Result<()> {
    let who = |place: usize| people.get(place).context("somebody who speaks is missing");
    for Said { by, kind, text, comments, reactions } in said {
        let id = Uuid::now_v7();
        let (author, kind) = (who(*by)?.id, kind.as_str());
        let new = NewMessage { id, circle, author, kind, text, is_daily: false };
        transaction.post_message(new, false).await?;
        for (by, text) in *comments {
            let new = NewComment {
                id: Uuid::now_v7(),
                circle,
                message: id,
                parent: None,
                author: who(*by)?.id,
                text,
            };
            transaction.make_comment(new, COMMENTS_MAX).await?;
        }
        for (by, kind) in *reactions {
            let item = Item { id, circle, is_comment: false };
            transaction.react(item, who(*by)?.id, Some(kind.as_str())).await?;
        }
    }
    Ok(())
}

/// What was said last is an advertisement, and waits for a moderator.
async fn report_last(
    transaction: &Transaction,
    circle: Uuid,
    people: &[SeededMember],
) -> anyhow::Result<()> {
    let id = transaction.last_message(circle).await?.context("nothing was said")?;
    let item = Item { id, circle, is_comment: false };
    for member in people.iter().take(usize::try_from(REPORTS_THAT_HIDE)?) {
        let new = NewCircleReport { item, by: member.id, reason: "spam", text: None };
        transaction.report_item(new).await?;
    }
    Ok(())
}
