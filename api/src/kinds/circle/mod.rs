//! Circles: communities, whose words, roles and decisions are rows under these doors.
//!
//! Who comes is an account, by its cookie or by a token, or nobody: a guest reads what is
//! public as anybody does. A [`visit::Visit`] is somebody at a
//! circle, and says what they may there; whatever changes something there asks it again
//! while it holds the circle.

mod acts;
mod appeals;
mod attached;
mod cases;
mod circles;
mod comments;
mod daily;
mod deciding;
mod discovering;
mod editing;
mod feeds;
mod heeding;
mod house;
mod invitations;
mod joining;
mod judging;
mod limits;
mod listing;
pub mod live;
mod members;
mod messages;
mod pages;
mod people;
mod posting;
mod profile;
mod queue;
mod reactions;
mod refused;
mod regards;
mod reports;
mod said;
mod scheduled;
mod search;
mod sharing;
mod shown;
mod statistics;
mod telling;
mod unseen;
mod visit;
mod word_list;
mod words;

use poem_openapi::OpenApi;

pub use attached::sees_medium;
pub use pages::Pages;
pub use sharing::example as example_of_sharing;
pub use unseen::Authors;

/// Where its pages are.
pub const RECORDER: &str = "/circles";

/// The documented routes of circles.
pub fn routes() -> impl OpenApi {
    let messages = (messages::Messages, editing::Editing, sharing::Sharing);
    let said = (messages, comments::Comments, reactions::Reactions, feeds::Feeds);
    let members = (joining::Joining, invitations::Invitations, members::Members);
    let people = (people::People, regards::Regards, profile::Profiles);
    let order = (reports::Reports, queue::Queue, word_list::WordList);
    let appeals = (appeals::Appeals, house::House);
    let by_clock = (daily::DailyMessages, scheduled::Scheduled);
    let circles = (circles::Circles, by_clock, statistics::Statistics);
    (circles, members, people, said, (order, appeals, search::Search))
}
