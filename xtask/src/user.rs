//! As whom PostgreSQL runs: it refuses root.

use std::{os::unix::process::CommandExt, process::Command};

use anyhow::{Context, Result, bail};

use crate::step;

#[derive(Clone, Copy, Debug)]
pub struct User {
    pub uid: u32,
    pub gid: u32,
}

/// Nobody else, unless we are root.
pub fn for_postgres() -> Result<Option<User>> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    for name in ["postgres", "nobody"] {
        if let (Ok(uid), Ok(gid)) = (number("-u", name), number("-g", name)) {
            return Ok(Some(User { uid, gid }));
        }
    }
    bail!("PostgreSQL refuses root, and there is neither a user `postgres` nor `nobody`")
}

fn number(what: &str, name: &str) -> Result<u32> {
    let text = step::output(Command::new("id").args([what, name]))?;
    text.trim().parse().context("reading the output of id")
}

/// Makes a command run as this user, and none of our groups with it.
pub fn run_as(command: &mut Command, user: Option<User>) {
    if let Some(User { uid, gid }) = user {
        command.uid(uid).gid(gid);
    }
}
