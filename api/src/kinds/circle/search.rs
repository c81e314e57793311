//! Circles, what is said in them, and people, found by words.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use downbeat_session::kinds::circle::limits::SEARCH_WORDS_MAX;
use downbeat_store::{
    CircleRecord, CircleSearch, CommentRecord, FeedRange, FoundPerson as StoredPerson,
    MessageRecord,
};
use poem::{Request, web::Data};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};
use uuid::Uuid;

use super::{
    circles::{SEARCH_CHARS_MAX, read_cursor as read_circle_cursor, searched},
    feeds::READER,
    limits::{self, Act},
    said::{CircleComment, CircleMessage, Reading},
    shown::Circle,
    visit::{Visit, viewer},
};
use crate::{
    access::{Maker, address, place},
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

/// Of each, where all is looked through.
const FIRST: u32 = 5;

pub struct Search;

/// What was found: the first of each, or a page of what `in` names.
#[derive(Debug, Default, Object)]
struct SearchPage {
    /// The one that was active last first.
    circles: Vec<Circle>,
    /// By their names.
    people: Vec<FoundPerson>,
    /// Newest first.
    said: Vec<FoundSaid>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct FoundPerson {
    id: Uuid,
    name: String,
    /// What they say of themselves; may be empty.
    about: String,
}

/// A message, or a comment with the message that it is on.
#[derive(Debug, Object)]
struct FoundSaid {
    message: CircleMessage,
    /// What was found; null where it is the message.
    comment: Option<CircleComment>,
}

/// Where is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Circles,
    People,
    /// In one circle, or in all that may be read.
    Said(Option<Uuid>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Search {
    /// Search circles, what is said in them, and people
    ///
    /// All words of `q` (100 characters and ten words at most) in any order, whatever case
    /// and accents; a word of two letters or more finds those that begin so. `in` is one of
    /// `circles`, `people`, `messages` (with comments) and `circle:<id>` (the same of one
    /// circle); without it the first five of each are found. Circles are those that you may
    /// see, messages those that you may read, people those whom you may see, nobody for
    /// whoever has no account. Nothing is found of those whom you block or mute, or who
    /// block you. Thirty in a minute, 300 in an hour; 422 `too_broad` where too much would
    /// have to be looked through. Scope: `sessions:read`.
    #[oai(path = "/search", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the address")]
    async fn search(
        &self,
        app: Data<&Arc<App>>,
        request: &Request,
        maker: Maker,
        q: Query<Option<String>>,
        #[oai(name = "in")] within: Query<Option<String>>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<SearchPage> {
        let viewer = viewer(&maker)?;
        let words = words_of(q.0)?;
        let asked = Asked::read(within.0.as_deref(), cursor.0.as_deref(), most.0)?;
        if let Some(Place::Said(Some(circle))) = asked.place {
            Visit::of(&app, viewer, circle, None).await?.reading()?;
        }
        let Some(words) = words else { return Ok(Json(SearchPage::default())) };
        let whose = viewer.map_or_else(|| nobody(request), |user| user.to_string());
        limits::take_as(&app, &whose, Act::Search).await?;
        let Some(search) = app.store.search(&words, viewer).await? else {
            return Ok(Json(SearchPage::default()));
        };
        let found = asked.found(&search).await?;
        // Its connection is another's from here on.
        drop(search);
        Ok(Json(found.shown(&app, viewer).await?))
    }
}

/// What is looked for, and from where on.
#[derive(Debug)]
struct Asked<'a> {
    place: Option<Place>,
    cursor: Option<&'a str>,
    page: Page,
}

/// What Postgres found.
#[derive(Debug, Default)]
struct Found {
    circles: Vec<CircleRecord>,
    people: Vec<StoredPerson>,
    messages: Vec<MessageRecord>,
    comments: Vec<CommentRecord>,
    next: Option<String>,
}

impl<'a> Asked<'a> {
    fn read(
        within: Option<&str>,
        cursor: Option<&'a str>,
        most: Option<u32>,
    ) -> Result<Self, Refusal> {
        let place = within.map(Place::read).transpose()?;
        // Of what is said a cursor is an id; others have their own.
        let of_said = cursor.filter(|_| matches!(place, Some(Place::Said(_))));
        let page = Page::read(of_said, most)?;
        if place.is_none() && cursor.is_some() {
            return Err(wrong("cursor", "goes with in"));
        }
        Ok(Self { place, cursor, page })
    }

    async fn found(self, search: &CircleSearch) -> Result<Found, Refusal> {
        let Self { place, cursor, page } = self;
        let Page { before, limit } = page;
        match place {
            None => {
                let range = FeedRange { before: None, limit: FIRST };
                let (messages, comments, _) = said(search, None, range).await?;
                let circles = search.circles(None, FIRST).await?;
                let people = search.people(None, FIRST).await?;
                Ok(Found { circles, people, messages, comments, next: None })
            }
            Some(Place::Circles) => {
                let after = cursor.map(read_circle_cursor).transpose()?;
                let circles = search.circles(after, limit).await?;
                let last = circles.last().filter(|_| is_full(circles.len(), limit));
                let next = last.map(|last| format!("{}.{}", last.active_ms, last.id));
                Ok(Found { circles, next, ..Found::default() })
            }
            Some(Place::People) => {
                let after = cursor.map(read_person_cursor).transpose()?;
                let people = search.people(after, limit).await?;
                let last = people.last().filter(|_| is_full(people.len(), limit));
                let next = last.map(|last| format!("{}.{}", last.id, last.folded));
                Ok(Found { people, next, ..Found::default() })
            }
            Some(Place::Said(circle)) => {
                let range = FeedRange { before, limit };
                let (messages, comments, next) = said(search, circle, range).await?;
                Ok(Found { messages, comments, next, ..Found::default() })
            }
        }
    }
}

/// Messages and comments as one list, of which a page is taken.
async fn said(
    search: &CircleSearch,
    circle: Option<Uuid>,
    range: FeedRange,
) -> Result<(Vec<MessageRecord>, Vec<CommentRecord>, Option<String>), Refusal> {
    let mut messages = search.messages(circle, range).await?;
    let mut comments = search.comments(circle, range).await?;
    let of_messages = messages.iter().map(|it| it.id);
    let mut ids: Vec<Uuid> = of_messages.chain(comments.iter().map(|it| it.id)).collect();
    ids.sort_unstable();
    ids.reverse();
    ids.truncate(usize::try_from(range.limit).unwrap_or(usize::MAX));
    let last = ids.last().copied().filter(|_| is_full(ids.len(), range.limit));
    if let Some(last) = last {
        messages.retain(|it| it.id >= last);
        comments.retain(|it| it.id >= last);
    }
    Ok((messages, comments, last.map(|last| last.to_string())))
}

impl Found {
    async fn shown(self, app: &App, viewer: Option<Uuid>) -> Result<SearchPage, Refusal> {
        let Self { circles, people, messages, comments, next } = self;
        let people = people.into_iter().map(FoundPerson::from).collect();
        let circles = circles_shown(app, viewer, circles).await?;
        let said = said_shown(app, viewer, (messages, comments)).await?;
        Ok(SearchPage { circles, people, said, next })
    }
}

/// Each as they see it: what it was found by may be over by now.
async fn circles_shown(
    app: &App,
    viewer: Option<Uuid>,
    found: Vec<CircleRecord>,
) -> Result<Vec<Circle>, Refusal> {
    let ids: Vec<Uuid> = found.iter().map(|circle| circle.id).collect();
    let mut members = match viewer {
        Some(user) => app.store.memberships(user, &ids).await?,
        None => Vec::new(),
    };
    let mut circles = Vec::new();
    for record in found {
        let id = record.id;
        let at = members.iter().position(|member| member.circle_id == id);
        let visit = Visit::made(record, at.map(|at| members.swap_remove(at)))?;
        if visit.is_seen() {
            circles.push(Circle::of(&visit));
            continue;
        }
        match Visit::of(app, viewer, id, None).await {
            Ok(invited) => circles.push(Circle::of(&invited)),
            Err(Refusal::NotFound(_)) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(circles)
}

/// What was removed or hidden meanwhile is left out, as is what is veiled.
async fn said_shown(
    app: &App,
    viewer: Option<Uuid>,
    (messages, comments): (Vec<MessageRecord>, Vec<CommentRecord>),
) -> Result<Vec<FoundSaid>, Refusal> {
    let on: Vec<Uuid> = comments.iter().map(|comment| comment.message_id).collect();
    let under =
        if on.is_empty() { Vec::new() } else { app.store.messages_named(&on, viewer).await? };
    let authors = messages.iter().chain(&under).map(|it| it.author);
    let authors = authors.chain(comments.iter().map(|it| it.author));
    let reading = Reading::of(app, viewer, READER, authors).await?;
    let under: HashMap<Uuid, CircleMessage> =
        under.into_iter().map(|record| (record.id, reading.message(record))).collect();
    let mut said: Vec<(Uuid, FoundSaid)> = Vec::new();
    for record in messages {
        let message = reading.message(record);
        if message.is_read() {
            said.push((message.id, FoundSaid { message, comment: None }));
        }
    }
    for record in comments {
        let Some(message) = under.get(&record.message_id).filter(|it| it.is_read()) else {
            continue;
        };
        let comment = reading.comment(record);
        if comment.is_read() {
            let (id, message) = (comment.id, message.clone());
            said.push((id, FoundSaid { message, comment: Some(comment) }));
        }
    }
    said.sort_unstable_by_key(|(id, _)| Reverse(*id));
    Ok(said.into_iter().map(|(_, found)| found).collect())
}

impl Place {
    fn read(given: &str) -> Result<Self, Refusal> {
        let circle = || given.strip_prefix("circle:")?.parse::<Uuid>().ok();
        match given {
            "circles" => Ok(Self::Circles),
            "people" => Ok(Self::People),
            "messages" => Ok(Self::Said(None)),
            _ => circle()
                .map(|id| Self::Said(Some(id)))
                .ok_or_else(|| wrong("in", "must be circles, people, messages or circle:<id>")),
        }
    }
}

impl From<StoredPerson> for FoundPerson {
    fn from(stored: StoredPerson) -> Self {
        let StoredPerson { id, name, about, folded: _ } = stored;
        Self { id, name, about }
    }
}

fn words_of(given: Option<String>) -> Result<Option<String>, Refusal> {
    let words = searched("q", given)?;
    let count = words.as_deref().map_or(0, |words| words.split_whitespace().count());
    if count > SEARCH_WORDS_MAX {
        let message = format!("{SEARCH_CHARS_MAX} characters and {SEARCH_WORDS_MAX} words at most");
        return Err(wrong("q", &message));
    }
    Ok(words)
}

/// Whoever has no account is counted by where they come from.
fn nobody(request: &Request) -> String {
    let place = place(address(request).as_deref());
    place.map_or_else(|| "somewhere".to_owned(), |place| place.to_string())
}

fn read_person_cursor(text: &str) -> Result<(String, Uuid), Refusal> {
    let read = || {
        let (id, folded) = text.split_once('.')?;
        let is_text = !folded.contains('\0');
        Some((folded.to_owned(), id.parse().ok()?)).filter(|_| is_text)
    };
    read().ok_or_else(|| wrong("cursor", "is none that was given out"))
}

fn is_full(count: usize, limit: u32) -> bool {
    u32::try_from(count).is_ok_and(|count| count >= limit)
}

fn wrong(field: &str, message: &str) -> Refusal {
    Refusal::invalid(vec![FieldError::new(field, message)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(given: &str) -> Option<Place> {
        Place::read(given).ok()
    }

    #[test]
    fn a_place_is_named_or_refused() {
        let id = Uuid::now_v7();
        assert_eq!(place("circles"), Some(Place::Circles));
        assert_eq!(place("people"), Some(Place::People));
        assert_eq!(place("messages"), Some(Place::Said(None)));
        assert_eq!(place(&format!("circle:{id}")), Some(Place::Said(Some(id))));
        for wrong in ["", "journal", "circle:", "circle:x", "circles:"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn words_are_bounded() {
        assert_eq!(words_of(None).unwrap(), None);
        assert_eq!(words_of(Some("  ".to_owned())).unwrap(), None);
        assert_eq!(words_of(Some(" sea ".to_owned())).unwrap().as_deref(), Some("sea"));
        for wrong in ["a ".repeat(11), "a".repeat(101), "a\0b".to_owned()] {
            assert!(words_of(Some(wrong.clone())).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_name_may_have_any_sign_in_a_cursor() {
        let id = Uuid::now_v7();
        for name in ["ann", "a.b.c", "", "ü 5"] {
            let read = read_person_cursor(&format!("{id}.{name}")).unwrap();
            assert_eq!(read, (name.to_owned(), id));
        }
        for wrong in ["", "x", "x.ann"] {
            assert!(read_person_cursor(wrong).is_err(), "{wrong}");
        }
    }
}
