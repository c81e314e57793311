//! Notices: made in the transaction of what they tell of, or counted by a job of it;
//! told when their person wants to be told.

pub mod deliver;
mod letters;
pub mod remind;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use downbeat_store::{Enqueued, Item, NewNotice, StoreError, Transaction};
use uuid::Uuid;

use crate::{Deliver, Durable, Notify};

pub(crate) use letters::{NoticeLetter, letter};

/// Where a link in a mail leads that sends no more of them.
pub const UNSUBSCRIBE: &str = "/unsubscribe";

/// Who is to be told something by one change, and what is to be counted because of it.
/// All of it is enqueued at once and in order: no two changes wait for each other.
#[derive(Debug, Default)]
pub struct Telling {
    people: BTreeSet<Uuid>,
    counted: BTreeMap<Uuid, Notify>,
}

impl Telling {
    /// Tells somebody one thing.
    pub async fn tell(
        &mut self,
        transaction: &Transaction,
        new: NewNotice<'_>,
    ) -> Result<(), StoreError> {
        self.people.insert(new.user);
        transaction.tell_notice(new).await
    }

    /// Has it counted who reacted to something, and who answered it.
    pub fn count(&mut self, item: Item) {
        let Item { id, circle, is_comment } = item;
        self.counted.insert(id, Notify { circle, subject: Some(id), is_comment });
    }

    /// Has it counted who asks to join a circle, and what waits for a moderator there.
    pub fn count_for_keepers(&mut self, circle: Uuid) {
        self.counted.insert(circle, Notify { circle, subject: None, is_comment: false });
    }

    pub async fn enqueue(self, transaction: &Transaction) -> anyhow::Result<Vec<Enqueued>> {
        let deliver = self.people.into_iter().map(|user| Deliver { user: Some(user) }.job());
        let notify = self.counted.into_values().map(|notify| notify.job());
        let jobs = deliver.chain(notify).collect::<Result<Vec<_>, _>>()?;
        Ok(transaction.enqueue(&jobs).await?)
    }
}
