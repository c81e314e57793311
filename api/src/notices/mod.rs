//! `/api/v1/me/notices`: what somebody is told of, and how and where they want to be told.
//!
//! Only the person reads there, with their own cookie: no token, no guest.

mod list;
mod push;
mod settings;
mod unsubscribe;

use uuid::Uuid;

pub use list::Notices;
pub use push::PushDoor;
pub use settings::NoticeSettingsDoor;
pub use unsubscribe::{open, press};

use crate::{
    access::{Caller, Permissions, Who},
    refusal::Refusal,
};

fn person(caller: &Caller) -> Result<Uuid, Refusal> {
    caller.may_as_person(Permissions::CONFIG)?;
    match caller.who {
        Who::Account(user) => Ok(user),
        _ => Err(Refusal::forbidden("notices are for their person alone: sign in")),
    }
}
