//! Circles as those who look see them.

use downbeat_session::kinds::circle::{Config, MemberState};
use downbeat_store::{CircleMember, CircleRecord};
use poem_openapi::Object;
use uuid::Uuid;

use super::{
    visit::Visit,
    words::{
        CircleCategory, CircleLinks, CircleMemberState, CirclePrivacy, CircleRole, CircleStatus,
    },
};

/// A circle.
#[derive(Debug, Object)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the answer")]
pub struct Circle {
    pub id: Uuid,
    version: i64,
    kind: CirclePrivacy,
    name: String,
    description: String,
    about: String,
    rules: Vec<String>,
    tags: Vec<String>,
    category: CircleCategory,
    /// One character.
    icon: Option<String>,
    /// As `#1a2b3c`, two at most.
    colors: Vec<String>,
    /// Of its days (IANA).
    zone: String,
    members_max: Option<u32>,
    /// Seconds between two messages of a member.
    slow_s: u32,
    frozen: bool,
    links: CircleLinks,
    /// Whether a moderator looks at the first three messages of whoever is new.
    hold_newcomers: bool,
    /// Whether members may say something without their name.
    anonymous: bool,
    /// What whoever wants to join is asked.
    question: Option<String>,
    /// Active ones.
    members: i64,
    /// The number of its newest message, and of its newest change.
    head: i64,
    n: i64,
    status: CircleStatus,
    /// When it is gone for good, once it is deleted.
    closing_ms: Option<i64>,
    active_ms: i64,
    created_ms: i64,
    /// Null of whoever is not in it, and never was.
    you: Option<YouInCircle>,
    /// Whether an invitation keeps a place for you.
    invited: bool,
    /// Whether its owner offers it to you.
    offered: bool,
    /// Whether it is as it was at `as_of_ms`, as anybody sees it: what is true now, and what
    /// you are there, cannot be said.
    stale: bool,
    /// Null unless it is stale.
    as_of_ms: Option<i64>,
}

/// What you are in a circle.
#[derive(Debug, Object)]
pub struct YouInCircle {
    role: CircleRole,
    state: CircleMemberState,
    /// Up to which message you have read, and how many came since.
    read: i64,
    unread: i64,
    joined_ms: i64,
    /// When a ban ends.
    until_ms: Option<i64>,
    /// Until when you read only.
    restricted_ms: Option<i64>,
    /// What was said by whoever decided about you.
    reason: Option<String>,
}

impl Circle {
    pub fn of(visit: &Visit) -> Self {
        let Visit { circle, config, member, membership, is_invited, is_offered, .. } = visit;
        let you = member.as_ref().zip(*membership).map(|(member, now)| YouInCircle {
            role: now.role.into(),
            state: now.state.into(),
            read: member.read,
            unread: unread(circle, member, now.state),
            joined_ms: member.joined_ms,
            until_ms: member.until_ms.filter(|_| now.state == MemberState::Banned),
            restricted_ms: member.restricted_ms,
            reason: member.reason.clone(),
        });
        Self { you, invited: *is_invited, offered: *is_offered, ..Self::front(circle, config) }
    }

    /// As it was.
    pub fn stale(visit: &Visit, as_of_ms: i64) -> Self {
        Self { stale: true, as_of_ms: Some(as_of_ms), ..Self::of(visit) }
    }

    fn front(circle: &CircleRecord, config: &Config) -> Self {
        let config = config.clone();
        let status = match (circle.closing_ms, config.frozen) {
            (Some(_), _) => CircleStatus::Closing,
            (None, true) => CircleStatus::Frozen,
            (None, false) => CircleStatus::Open,
        };
        Self {
            id: circle.id,
            version: circle.version,
            kind: config.kind.into(),
            name: config.name,
            description: config.description,
            about: config.about,
            rules: config.rules,
            tags: config.tags,
            category: config.category.into(),
            icon: config.icon,
            colors: config.colors,
            zone: config.zone,
            members_max: config.members_max,
            slow_s: config.slow_s,
            frozen: config.frozen,
            links: config.links.into(),
            hold_newcomers: config.hold_newcomers,
            anonymous: config.anonymous,
            question: config.question,
            members: circle.members,
            head: circle.head,
            n: circle.n,
            status,
            closing_ms: circle.closing_ms,
            active_ms: circle.active_ms,
            created_ms: circle.created_ms,
            you: None,
            invited: false,
            offered: false,
            stale: false,
            as_of_ms: None,
        }
    }
}

/// No counter that could stick: what came after what was read.
fn unread(circle: &CircleRecord, member: &CircleMember, state: MemberState) -> i64 {
    if state == MemberState::Active { (circle.head - member.read).max(0) } else { 0 }
}
