//! Messages of several circles, newest first, or what is talked about most. What is veiled is
//! not among them.

use std::sync::Arc;

use downbeat_session::kinds::circle::{Rights, trending::SHOWN_MAX};
use downbeat_store::{FeedRange, MessageRecord};
use poem::web::Data;
use poem_openapi::{
    Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};

use super::{
    said::{CircleMessage, Reading},
    visit::viewer,
};
use crate::{
    access::Maker,
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

pub struct Feeds;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum FeedName {
    /// Of the circles that you are in.
    Home,
    /// Of those whom you follow, in circles that you may read.
    Following,
    /// Of public circles.
    Global,
    /// Of public circles, what most people answer, react to or keep now.
    Trending,
    /// What you keep.
    Favourites,
}

#[derive(Debug, Object)]
struct FeedPage {
    items: Vec<CircleMessage>,
    next: Option<String>,
}

/// Nothing that only a moderator reads is in a feed, nor found.
pub const READER: Rights = Rights { sees: true, reads: true, writes: false, rank: None };

#[OpenApi(prefix_path = "/api/v1")]
impl Feeds {
    /// Read a feed
    ///
    /// Newest first, without what those said whom you block or mute, or who block you.
    /// `trending` is what three people or more answered, reacted to or kept within the last
    /// hour, most of all first, the later the more, one message an author: it is joined anew
    /// each minute, and has one page of 50 at most. Scope: `sessions:read`.
    #[oai(path = "/feeds/:name", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        name: Path<FeedName>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<FeedPage> {
        let viewer = viewer(&maker)?;
        let page = Page::read(cursor.0.as_deref(), most.0)?;
        let known = || viewer.ok_or_else(Refusal::signed_out);
        let Page { before, limit } = page;
        let range = FeedRange { before, limit };
        let found: Vec<MessageRecord> = match name.0 {
            FeedName::Home => app.store.home_feed(known()?, range).await?,
            FeedName::Following => app.store.following_feed(known()?, range).await?,
            FeedName::Global => app.store.public_feed(viewer, range).await?,
            FeedName::Trending => app.store.trending_feed(viewer, only_page(page)?).await?,
            FeedName::Favourites => app.store.favourites(known()?, range).await?,
        };
        let next = page.next(&found, |record| record.id);
        let next = next.filter(|_| name.0 != FeedName::Trending);
        // What a standby found may be from before somebody was veiled.
        let authors = found.iter().map(|record| record.author);
        let reading = Reading::of(&app, viewer, READER, authors).await?;
        let items = reading.messages(found);
        Ok(Json(FeedPage { items, next }))
    }
}

/// How many messages a page has that is the only one.
fn only_page(page: Page) -> Result<u32, Refusal> {
    if page.before.is_some() {
        let message = "is none that was given out: this feed has one page";
        return Err(Refusal::invalid(vec![FieldError::new("cursor", message)]));
    }
    Ok(page.limit.min(SHOWN_MAX))
}
