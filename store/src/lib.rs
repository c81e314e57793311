//! All SQL, and nothing but SQL: what Postgres remembers for everybody else.
//!
//! A [`Store`] is a handle on its pools; cloning it is cheap. Its methods stand
//! in files by idea: people, sessions and their templates, how sessions wake and
//! sleep, links, members, events and where they are sent, rounds, survivors and their
//! missions, journals, what Twitch is asked for, jobs, actions. Each method is one statement or one transaction and says
//! so; a [`Transaction`] holds several changes together.
//!
//! Words used here. A session has a **config** with a **version** that only
//! goes up, even through deletion: a deleted session is a **tombstone** and
//! keeps its number. Its **incarnation** counts how often it was loaded into
//! live Redis; whatever an older incarnation still sends is late and never
//! changes what the newer one wrote. **`wake_at`** is when somebody must look
//! at the session again, and null while it sleeps.
//!
//! A Store has two pools. `db` is the primary: what decides reads there, and so
//! does what must see a change that was just made. `reading` is for what is only
//! shown, and leads to a replica if there is one: it may show the past.
//!
//! Times cross this API as integer epoch milliseconds (`_ms`). No rule of any
//! kind of session lives here, and nothing here speaks to Redis.

mod access;
mod audit;
mod error;
mod event;
mod export;
mod job;
mod journal;
mod kinds;
mod log;
mod media;
mod member;
mod messages;
mod notice;
mod sealed;
mod session;
mod sql;
mod upkeep;

pub use access::guests::{Claimed as ClaimedGuest, GUEST, NewGuest};
pub use access::idempotency::{AskedOnce, Remembered};
pub use access::links::{EndedLink, Link, LinkRecord, NewLinkToken};
pub use access::local_logins::{LocalLogin, NewLocalPerson};
pub use access::mail_links::{MailLink, NewMailLink, Purpose, SignUp};
pub use access::passes::{At, Came, PassState};
pub use access::sign_in::{CameIn, LoginLink, NewLink, Origin, Person, SignedIn, Stay, StayLimits};
pub use access::staff::{Staff, StaffMember};
pub use access::tokens::{Bearer, NewToken, TokenRecord};
pub use access::users::{Account, Human, NewIdentity, User};
pub use access::viewers::Linking;
pub use audit::{AuditEntry, AuditFilter, AuditRecord, Doer, SEAT, is_reserved};
pub use error::StoreError;
pub use event::{
    Appended, EventCursor, EventKey, EventRow, Followed, Hooked, QuarantineRecord, Refused,
    Snapshot, Wake, Within,
};
pub use export::{
    AskedExport, EXPORT_CHUNK_BYTES, ExportRecord, OwnRows, Part as ExportPart,
    left_out as not_exported, parts as export_parts,
};
pub use job::schedules::ScheduleRecord;
pub use job::workers::{DesiredState, WorkerRecord};
pub use job::{
    Acted, Action, AttemptRecord, Bulk, BulkOrder, BulkState, ChartPoint, Claimed, Claims,
    Durations, Ending, Enqueued, FailedSignal, FailureGroup, Failures, JobFilter, JobRecord,
    JobState, Like, Listed, Minute, NewBulk, NewJob, Next, Outcome, QueueDepth, QueueRecord,
    QueueState, Shown, StateCount, WaitingQueue,
};
pub use journal::calendar::{CalendarRecord, DayCursor};
pub use journal::drafts::{DraftRecord, Flushed};
pub use journal::entries::{Author, EntryFilter, EntryRecord, EntryToSave, NotSaved, Written};
pub use journal::erasure::ErasedKey;
pub use journal::keys::JournalKey;
pub use journal::moods::MoodRecord;
pub use journal::prompts::PromptRecord;
pub use journal::sealing::{PersonKey, WrappedKey, generation_of};
pub use journal::versions::VersionRecord;
pub use kinds::{
    AUTO_MAX, CameHome, Fallen, LastLine, LogLine, MemorialCursor, MissionError, MissionTold,
    NewMission, NewSurvivor, Outing, OutingCursor, OwnLine, PartyName, Place, Rested, Season, Seat,
    Survivor, SurvivorChange, Visit, Whereabouts, name_in,
};
pub use kinds::{
    AppealRecord, AuthorKey, AuthorRecord, CaseRecord, CircleChange, CircleCount, CircleCounted,
    CircleCursor, CircleDaily, CircleDayCount, CircleFilter, CircleMember, CircleMemberChange,
    CircleMemberCursor, CircleNews, CircleNow, CirclePage, CirclePerson, CircleProfile,
    CircleRecord, CircleReport, CircleSearch, CircleShare, CircleWords, CommentRecord, CountedRows,
    DecisionRecord, FeedRange, FoundPerson, HeldCase, InvitationRecord, InvitationTo, Item,
    LookedAt, MessageMark, MessageRange, MessageRecord, Miscounted, NewAppeal, NewCircleDaily,
    NewCircleReport, NewComment, NewDecision, NewInvitation, NewMessage, NewScheduled, Regard,
    RegardCursor, RegardedPerson, Regards, ScheduledMessage, Unseen, Warned,
};
pub use kinds::{
    Comer, Friend, FriendSeat, Meant, NewReport, NewRoomBan, NewRoomSchedule, NewRoomSeat,
    NewRoomTrack, PublicRoom, Report, Reports, Room, RoomBan, RoomMute, RoomSchedule, RoomSeat,
    Watched,
};
pub use kinds::{Lobby, TakenSeat};
pub use kinds::{RoundCursor, RoundProgress, RoundRecord, RoundSecond, SavedRound};
pub use log::{Bound, HeatRow, LineRow, PagedLine, Reader, SaidUntil, SavedOwn};
pub use media::{MEDIUM_CHUNK_BYTES, MediaBytes, MediumRecord, NewMedium};
pub use member::{
    MemberState,
    change::NewMember,
    read::{Member, MemberRecord},
};
pub use notice::{
    delivering::DueNotice,
    devices::{DEVICES_MAX, DeviceRecord, DeviceTarget, NewDevice, Subscribed},
    digests::{ByClock, Week},
    list::NoticeRecord,
    now::{NoticeNow, NoticesNow},
    telling::NewNotice,
};
pub use sealed::{Cell, Keys, Unsealable};
pub use session::activation::Activation;
pub use session::finding::{Find, FoundCursor, FoundSession};
pub use session::record::SessionRecord;
pub use session::sessions::{Changed, ConfigState, EndedSession, NewSession, Own, Whose};
pub use session::subscriptions::{
    RemoteState, SubscriptionRecord, SubscriptionState, WantedSubscription,
};
pub use session::templates::{NewTemplate, TemplateRecord};
pub use session::wakeups::{Asleep, Wakeup, WakeupCursor, WakeupRange};
pub use session::webhooks::WebhookRecord;
pub use sql::alone::AsOf;
pub use sql::checkup::{Checkup, Months};
pub use sql::following::Following;
pub use sql::notifications::{Notification, Notifications, Told};
pub use sql::schema::SCHEMA;
pub use sql::transaction::Transaction;
pub use upkeep::archives::{ArchiveRecord, ArchiveState, Contents};
pub use upkeep::copying::Loading;
pub use upkeep::erasure::{ERASED, Gone, Traces};
pub use upkeep::personal::{Data, Erasing, all as personal_data};
pub use upkeep::resealing::{ResealCursor, Resealed};
pub use upkeep::{partitions, pruning::Keep};

use sea_orm::DatabaseConnection;
use sql::reading::Reading;
use sql::with_timeout::{RecentTimeout, WithTimeout};

/// The way to Postgres.
#[derive(Clone, Debug)]
pub struct Store {
    db: WithTimeout<DatabaseConnection>,
    reading: Reading,
}

impl From<DatabaseConnection> for Store {
    fn from(db: DatabaseConnection) -> Self {
        Self::new(WithTimeout::new(db, RecentTimeout::default()), None)
    }
}
