//! What only one kind keeps, a folder a kind. What its events write to its tables
//! is a part of its rules.

mod circle;
mod meter;
mod mission;
mod room;
mod timer;

use uuid::Uuid;

use crate::export::Part;
use crate::upkeep::{partitions::Monthly, personal::Data};
use crate::{StoreError, Transaction};
pub use circle::{
    appeals::{AppealRecord, NewAppeal},
    causes::Unseen,
    changes::CircleChange,
    circles::{CircleCursor, CircleFilter, CircleRecord},
    comments::{CommentRecord, NewComment},
    counts::{CircleCount, CountedRows, LookedAt, Miscounted},
    daily::{CircleDaily, NewCircleDaily},
    decisions::{DecisionRecord, NewDecision, Warned},
    feeds::FeedRange,
    invitations::{InvitationRecord, InvitationTo, NewInvitation},
    live::{CircleCounted, CircleNews, CircleNow},
    members::{CircleMember, CircleMemberChange, CircleMemberCursor},
    messages::{MessageRange, MessageRecord, NewMessage},
    pages::{CirclePage, MessageMark},
    people::{CirclePerson, CircleProfile},
    queue::{CaseRecord, HeldCase},
    reactions::Item,
    regards::{Regard, RegardCursor, RegardedPerson, Regards},
    reports::{CircleReport, NewCircleReport},
    scheduled::{NewScheduled, ScheduledMessage},
    search::{CircleSearch, FoundPerson},
    statistics::{CircleDayCount, CircleShare},
    unseen::{AuthorKey, AuthorRecord},
    word_list::CircleWords,
};
pub use meter::rounds::{RoundCursor, RoundProgress, RoundRecord, RoundSecond, SavedRound};
pub use mission::{
    AUTO_MAX, CameHome, Fallen, LastLine, LogLine, MemorialCursor, MissionError, MissionTold,
    NewMission, NewSurvivor, Outing, OutingCursor, OwnLine, PartyName, Place, Rested, Season, Seat,
    Survivor, SurvivorChange, Visit, Whereabouts, name_in,
};
pub use room::{
    bans::{Comer, NewRoomBan, RoomBan},
    friends::{Friend, Meant},
    reports::{NewReport, Report, Reports},
    rooms::{PublicRoom, Room},
    schedules::{NewRoomSchedule, RoomSchedule},
    seats::{NewRoomSeat, RoomMute, RoomSeat},
    tracks::NewRoomTrack,
    watched::{FriendSeat, Watched},
};
pub use timer::lobby::{Lobby, TakenSeat};

/// Tables of kinds that have a partition a month.
pub const MONTHLY: &[Monthly] = &[mission::LOGS];

/// Where each kind keeps people's data.
pub const DATA: &[&[Data]] = &[circle::DATA, meter::DATA, mission::DATA, room::DATA, timer::DATA];

/// What of it is in a person's export.
pub const EXPORTED: &[&[Part]] =
    &[circle::EXPORTED, meter::EXPORTED, mission::EXPORTED, room::EXPORTED];

/// Tables of theirs that are in none, and why.
pub const NOT_EXPORTED: &[&[(&str, &str)]] = &[
    circle::NOT_EXPORTED,
    meter::NOT_EXPORTED,
    mission::NOT_EXPORTED,
    room::NOT_EXPORTED,
    timer::NOT_EXPORTED,
];

/// A session of a kind ends: what is kept of it beside history ends with it.
pub async fn ended(transaction: &Transaction, kind: &str, session: Uuid) -> Result<(), StoreError> {
    mission::ended(transaction, kind, session).await?;
    room::ended(transaction, kind, session).await
}

/// Takes away what the kinds keep of a session that was deleted: its id begins anew.
pub async fn begin_anew(transaction: &Transaction, session: Uuid) -> Result<(), StoreError> {
    meter::rounds::forget(transaction, session).await?;
    mission::forget_seasons(transaction, session).await
}

/// Holds what a person is taken from and others hold before people.
pub async fn hold(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    circle::hold(transaction, user).await
}

/// The same of what came since, with the person held: it waits for nobody.
pub async fn hold_late(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    circle::hold_late(transaction, user).await
}

/// Takes a person from what is in no session of their own.
pub async fn erase(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    circle::erase(transaction, user).await?;
    mission::erase(transaction, user).await?;
    room::erase(transaction, user).await
}

/// The same in what happened there. `histories` are the tables of events.
pub async fn erase_traces(
    transaction: &Transaction,
    user: Uuid,
    histories: &[String],
) -> Result<(), StoreError> {
    mission::erase_traces(transaction, user, histories).await?;
    room::erase_traces(transaction, user, histories).await
}

impl Transaction {
    /// Where a person sat, in sessions that are talked in: those and their seats.
    pub async fn sat(&self, user: Uuid) -> Result<Vec<(Uuid, String)>, StoreError> {
        room::sat(self, user).await
    }
}

/// What kinds keep of a guest beside sessions is an account's from now on.
pub async fn claim(
    transaction: &Transaction,
    guest: Uuid,
    account: Uuid,
) -> Result<(), StoreError> {
    room::claim(transaction, guest, account).await
}
