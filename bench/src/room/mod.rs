//! Rooms: how soon all are told, how many commands there may be, what a large room
//! costs whoever comes late, and what is said in between.
//!
//! Players and pictures are no part of it: a socket notes when it was told, and where
//! it stands for a browser that is far away, a delay is added on either way.

mod far;
mod lost;
mod made;
mod many;
mod shadow;
mod small;
mod whole;

use crate::installation::Installation;

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    many::run(installation).await?;
    small::run(installation).await?;
    whole::run(installation).await
}
