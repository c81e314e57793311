//! What is asked on a socket, and how it is answered.

use downbeat_boot::clock::{self, Instant};
use downbeat_live::{Accepted, Asked, CommandError, LiveError};
use downbeat_session::Refusal;
use serde_json::Value;

use super::entry::Entry;
use crate::{access::Permissions, app::App, kinds};

const ID_CHARS_MAX: usize = 100;
/// Commands of one socket: so many at once, and so many a second.
const AT_ONCE: f64 = 40.0;
const A_SECOND: f64 = 20.0;

/// A command, as a client says it.
pub struct Command {
    pub id: String,
    pub name: String,
    pub args: Value,
    pub rev: Option<String>,
}

/// Why it was not done: a code that stays the same, and words.
pub struct Rejected {
    pub code: &'static str,
    pub message: String,
}

/// How much a socket may still ask for.
pub struct Allowance {
    at_once: f64,
    a_second: f64,
    left: f64,
    at: Instant,
}

impl Default for Allowance {
    fn default() -> Self {
        Self::of(AT_ONCE, A_SECOND)
    }
}

impl Allowance {
    pub fn of(at_once: f64, a_second: f64) -> Self {
        Self { at_once, a_second, left: at_once, at: clock::monotonic() }
    }

    pub fn take(&mut self) -> bool {
        let now = clock::monotonic();
        self.left = (self.left + (now - self.at).as_secs_f64() * self.a_second).min(self.at_once);
        self.at = now;
        if self.left < 1.0 {
            return false;
        }
        self.left -= 1.0;
        true
    }
}

/// Does what is asked.
pub async fn ask(
    app: &App,
    entry: &Entry,
    allowance: &mut Allowance,
    command: Command,
) -> Result<Accepted, Rejected> {
    let Command { id, name, args, rev } = command;
    if !entry.standing.may.has(Permissions::COMMAND) {
        return Err(rejected("forbidden", "your role here only looks"));
    }
    if !(1..=ID_CHARS_MAX).contains(&id.chars().count()) {
        return Err(rejected("malformed", "an id has 1 to 100 characters"));
    }
    if !allowance.take() {
        return Err(rejected("limited", "too many commands at once"));
    }
    if let Err(rejection) = kinds::may_ask(app, &name, &args) {
        return Err(rejected(rejection.code, &rejection.message));
    }
    let rev = match rev.map(|rev| rev.parse()) {
        None => None,
        Some(Ok(rev)) => Some(rev),
        Some(Err(_)) => return Err(rejected("stale", "that rev is none of this session's")),
    };
    let id = Some(entry.standing.command_id(&entry.who, id));
    let (session, actor) = (entry.session, entry.standing.actor.clone());
    let asked = Asked { session, id, name, args, actor, owner: None, rev };
    let accepted = app.live.command(&asked).await?;
    app.ask_for_drain(entry.session);
    kinds::accepted(app, entry.session, &accepted.events).await;
    Ok(accepted)
}

fn rejected(code: &'static str, message: &str) -> Rejected {
    Rejected { code, message: message.to_owned() }
}

impl From<CommandError> for Rejected {
    fn from(error: CommandError) -> Self {
        let code = match &error {
            CommandError::Cold => "activating",
            CommandError::NotTheirs => "forbidden",
            CommandError::Stale { .. } => "stale",
            CommandError::Contended | CommandError::Refused(Refusal::Behind) => "contended",
            CommandError::AuditFull => "audit_full",
            CommandError::IdReused => "key_reused",
            CommandError::Live(LiveError::MemoryFull) => "memory_full",
            CommandError::Live(_) => "unavailable",
            CommandError::Refused(Refusal::UnknownCommand) => "unknown_command",
            CommandError::Refused(Refusal::Rejected(rejection)) => {
                return rejected(rejection.code, &rejection.message);
            }
            CommandError::Refused(Refusal::Invalid(problems)) => {
                let said = problems.iter().map(|one| format!("{}: {}", one.field, one.message));
                return rejected("invalid", &said.collect::<Vec<_>>().join("; "));
            }
        };
        rejected(code, &error.to_string())
    }
}
