//! Every background job, and the queue that runs them.
//!
//! A **job** is a struct with its `run` beside it, one a file. Adding one is a
//! file here and a word in the list (see [`jobs!`]).
//!
//! A **durable job** ([`Durable`]) must be done. It is a row in Postgres, born
//! in the transaction of the change that wants it; queues carry its id only.
//!
//! A **signal** ([`Signal`]) says "look at X". It carries nothing that exists
//! nowhere else: only which X. Signals for the same X that wait together are
//! one signal ([`Signalled::Coalesced`]); one sent while X is being looked at
//! makes it be looked at again. A signal that fails is put on record and
//! dropped: whoever watches the level behind it sends it again. So a `run` must
//! be able to find nothing to do, to run twice, and to be cut off at any
//! `await`.
//!
//! While one of our own stores is away a durable job **waits**: it is tried again
//! and again and no attempt is counted (`away.rs`), so an outage ends no job,
//! however long it lasts.
//!
//! [`queue`] is apalis on Redis, made fit to be relied on. No other crate names
//! apalis, and losing that Redis loses nothing but time.

mod activate_session;
pub mod api_token;
pub mod archive;
mod archive_month;
mod away;
mod bulk_jobs;
mod chat_command;
mod conduit;
mod context;
mod deliver_webhook;
mod drain_events;
mod drain_said;
mod durable;
mod end_children;
mod end_guests;
mod envelope;
mod erase_traces;
pub mod erasure;
pub mod exports;
pub mod fold;
mod forget_link;
mod forget_members;
mod forget_passes;
pub mod guests;
mod handle_revocation;
pub mod journal;
mod keep_months;
mod kinds;
pub mod leaving;
pub mod linking;
pub mod mail;
pub mod notices;
pub mod of_rows;
mod prune;
pub mod quarantine;
pub mod queue;
pub mod reach;
mod reconcile_subscription;
mod recover_session;
mod registry;
mod restore_session;
mod run;
pub mod schedules;
pub mod sign_up;
mod signal;
mod snapshots;
mod sweep_media;
mod sweep_subscriptions;
mod sync_config;

use exports::export;
use journal::{erase_journal, rewrap_keys};
use kinds::{
    begin_rooms, check_counts, check_stories, count_camp, daily_message, dissolve_lobby,
    end_guest_rooms, forget_lines, forget_pages, forget_said, go_by_chat, hide_name,
    leave_when_ready, note_watched, notify, rename_seated, restand, say_in_chat, send_out,
    settle_season, tell_mission, trend,
};
use mail::send_mail;
use notices::{deliver, remind, send_push};

jobs! {
    JobContext;
    signals: activate_session::ActivateSession, drain_events::DrainEvents, recover_session::RecoverSession;
    durable: archive_month::ArchiveMonth, begin_rooms::BeginRooms, bulk_jobs::BulkJobs, chat_command::ChatCommand, check_counts::CheckCounts, check_stories::CheckStories, count_camp::CountCamp, daily_message::DailyMessage,
        deliver::Deliver, deliver_webhook::DeliverWebhook, dissolve_lobby::DissolveLobby,
        end_children::EndChildren, end_guest_rooms::EndGuestRooms, end_guests::EndGuests,
        erase_journal::EraseJournal, erase_traces::EraseTraces, export::Export,
        forget_lines::ForgetLines, forget_link::ForgetLink, forget_pages::ForgetPages, forget_said::ForgetSaid,
        forget_members::ForgetMembers, forget_passes::ForgetPasses, go_by_chat::GoByChat,
        handle_revocation::HandleRevocation, hide_name::HideName, keep_months::KeepMonths,
        leave_when_ready::LeaveWhenReady, note_watched::NoteWatched, notify::Notify, prune::Prune,
        reconcile_subscription::ReconcileSubscription, remind::Remind, rename_seated::RenameSeated,
        restand::Restand, restore_session::RestoreSession, rewrap_keys::RewrapKeys,
        say_in_chat::SayInChat, send_mail::SendMail, send_out::SendOut, send_push::SendPush, settle_season::SettleSeason, sweep_media::SweepMedia, sweep_subscriptions::SweepSubscriptions,
        sync_config::SyncConfig, tell_mission::TellMission, trend::Trend
}

pub use away::Stores;
pub use context::JobContext;
pub use deliver_webhook::{SECRET_PREFIX, webhook_cell};
pub use downbeat_outside::{NotOutside, Outside, Pusher, Turns, push};
pub use drain_said::{logged_line, saved_log};
pub use durable::{Attempt, Backoff, Durable, Hopeless, Later, NotBefore, NotItsTurn};
pub use end_guests::GUEST_KEPT;
pub use forget_link::{LINK_CACHED_FOR, forget_link, link_pass};
pub use forget_members::{forget_members, forgetting_members, invalidate_members};
pub use forget_passes::{
    BELIEVED, forget_passes, forgetting, forgetting_for_good, invalidate_passes,
};
pub use kinds::{clock as rooms, observances, pages, tell_mission::tell_mission};
pub use queue::{Board, Liveness, Monitor, Pace, Queue, QueueError, Relay, Signalled};
pub use registry::{Described, Registry};
pub use signal::Signal;
