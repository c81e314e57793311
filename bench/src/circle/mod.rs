//! Circles: their pages as many read them, a day of many acts that must add up, and how
//! soon a message is with everybody; and the journal beside them.

mod acts;
mod day;
mod pages;
mod recount;
mod told;

use crate::{installation::Installation, journal};

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    pages::run(installation).await?;
    journal::run(installation).await?;
    day::run(installation).await?;
    told::run(installation).await
}
