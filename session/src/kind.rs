//! What a kind of session must know about itself.

use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use uuid::Uuid;

use crate::{
    Actor, Audience, Beside, Delivery, Fact, List, Note, Notice, Problem, Rejection, Retold, Role,
    Row, Say, Saying, Seating, Table, Unsaid, tally,
};

/// A config, and commands that make sense on it in this order.
#[derive(Debug, Clone)]
pub struct Example<C> {
    pub config: C,
    /// Names and arguments.
    pub commands: Vec<(&'static str, Value)>,
    /// Texts planted in the config or the arguments, with the lowest audience
    /// that may ever see them; `None` for nobody.
    pub secrets: Vec<(&'static str, Option<Audience>)>,
}

/// Bytes that a session may still get though nobody brings it anything new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reserve {
    pub state_bytes: usize,
    pub view_bytes: usize,
}

/// A channel at an outside service. An account there has one session of the
/// kind at most, whose id is derived from the account's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Channel {
    /// As in an identity: `twitch`.
    pub provider: &'static str,
    /// The type of the subscription that brings its messages. A kind that has one has
    /// its session as soon as somebody comes with such an account.
    pub listens_to: Option<&'static str>,
}

/// The rules of one kind of session. All of it is pure; see the crate's page.
pub trait Kind: Send + Sync + 'static {
    /// The product's word for it, as in the database and on the wire.
    const NAME: &'static str;
    const DELIVERY: Delivery;
    /// Every code that `decide` can reject with.
    const REJECTIONS: &'static [&'static str];
    /// Every command, by its name on the wire.
    const COMMANDS: &'static [&'static str];
    /// Bytes of a state as it is stored. What somebody asks for may not make it
    /// larger: one session's size costs every other of its shard.
    const STATE_BYTES_MAX: usize;
    /// Bytes of a view as JSON: what each socket can be sent at once.
    const VIEW_BYTES_MAX: usize;

    /// Events that are sent to the owner's own backend, where one is named.
    const SENT: &'static [&'static str] = &[];

    /// Events that Downbeat itself acts upon, by jobs of the kind's own.
    const FOLLOWED: &'static [&'static str] = &[];

    /// Members of events that are kept and shown to nobody: neither to an owner, nor
    /// to what is sent out, nor in the console.
    const SECRETS: &'static [&'static str] = &[];

    /// Events that all who take part may read afterwards, and what of them.
    const RETOLD: &'static [Retold] = &[];

    /// Frames of one session in a second at most, where it goes by the beat.
    const FRAMES_PER_S: u32 = 20;

    /// Whether somebody without an account may make one.
    const IS_FOR_GUESTS: bool = false;

    /// Whether its sessions are children of others: they are in their parent's
    /// shard, and neither made nor listed by themselves.
    const IS_INNER: bool = false;

    /// Whether its sessions are nothing but what rows say (`reading.rs`): nobody makes,
    /// sets or lists them, and nothing that happens to them is an event.
    const IS_OF_ROWS: bool = false;

    /// Where a session's changes are also broadcast outside, once a second at most, to
    /// all who look at its channel: the list of its board that says how that goes. An
    /// inner kind names its parent's: what it says there changes the parent.
    const BROADCASTS: Option<&'static List> = None;

    /// Lists of the board on which children of its sessions say how they are.
    const BOARD: &'static [List] = &[];

    /// Tables that `rows` writes to.
    const TABLES: &'static [&'static Table] = &[];

    /// The channel at an outside service that a session of this kind listens to.
    const CHANNEL: Option<Channel> = None;

    /// What anybody who is known is at sessions of this kind, beside their owners and
    /// members; `None`: to others they are not there.
    const ANYBODY: Option<Role> = None;

    /// Roles that its links may have.
    const LINKS: &'static [Role] = &Role::GIVEN;

    /// Audiences that see something of their own, lowest first; any other sees
    /// what the next lower one of these sees. Each costs an encoding a frame.
    const AUDIENCES: &'static [Audience] = &Audience::ALL;

    /// Every saying, by its name on the wire; none: nothing is said there.
    const SAYINGS: &'static [&'static str] = &[];

    /// Where there are changes that nobody may know of: the members of its views that
    /// say only when they were made. What changes no other member is told to nobody,
    /// and shows no other rev.
    const CLOCKS: Option<&'static [&'static str]> = None;

    type Config: Serialize + DeserializeOwned + JsonSchema + Clone + Send + Sync;
    type State: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync;
    /// Tagged by `command`, arguments beside it.
    type Command: DeserializeOwned + JsonSchema;
    /// Tagged by `name`, in the past tense.
    type Event: Serialize + DeserializeOwned + Clone;
    /// It may borrow from the state: it is written down at once.
    type View<'a>: Serialize + JsonSchema;

    /// A session as documentation and the contract test use it.
    fn example() -> Example<Self::Config>;

    /// The largest that its limits allow, with commands that make it larger: what
    /// its limits in bytes are held against.
    fn largest() -> Example<Self::Config>;

    /// All fields of a config that are outside their limits.
    fn check(config: &Self::Config) -> Vec<Problem>;

    /// Whether a role may send a command at all: asked before its arguments are
    /// read, so that whoever may not is told that, whatever they sent.
    fn may(role: Role, _command: &str) -> bool {
        role.steers()
    }

    /// All arguments of a command that are outside their limits, which may
    /// depend on what the session is like.
    fn check_command(_state: &Self::State, _command: &Self::Command) -> Vec<Problem> {
        Vec::new()
    }

    /// Whether a command only goes on with what is there: what it adds is in the
    /// [reserve](Kind::reserve), and it is never refused for want of room.
    fn plays(_command: &str) -> bool {
        false
    }

    /// What such commands and the time may still add, which a config and all other
    /// commands leave room for.
    fn reserve(_state: &Self::State) -> Reserve {
        Reserve::default()
    }

    fn open(config: &Self::Config, now_ms: i64) -> Self::State;

    /// What a command becomes of somebody who [may](Kind::may) send it. The state
    /// has been advanced to `now_ms`. Should
    /// votes of a round come in meanwhile, it is decided again.
    ///
    /// # Errors
    /// One of `REJECTIONS`.
    fn decide(
        state: &Self::State,
        beside: &Beside,
        command: Self::Command,
        actor: &Actor,
        now_ms: i64,
    ) -> Result<Vec<Self::Event>, Rejection>;

    fn apply(state: &mut Self::State, event: &Self::Event, at_ms: i64);

    /// The config that the state goes by.
    fn config(state: &Self::State) -> &Self::Config;

    /// A config that was saved while the session is hot.
    fn configure(state: &mut Self::State, config: &Self::Config, at_ms: i64);

    /// What of two configs differs that a session goes by for good once it has
    /// [begun](Kind::has_begun): each field, and what is to be said of it.
    fn rules_changed(_from: &Self::Config, _to: &Self::Config) -> Vec<Problem> {
        Vec::new()
    }

    /// Whether the rules in its config stand.
    fn has_begun(_state: &Self::State) -> bool {
        false
    }

    /// What it means that somebody of a role opens it on a socket, where that is
    /// to be remembered.
    fn opened_by(_state: &Self::State, _role: Role) -> Option<Self::Event> {
        None
    }

    /// Under which seat it is told who is here: by `arrive` once somebody has opened
    /// a socket, and by `drop` when the last one is gone. `None`: it is not told.
    fn presence(_actor: &Actor) -> Option<String> {
        None
    }

    /// What stands on its own board for as long as a seat is here, of a kind that is not
    /// told by `arrive` and `drop`.
    fn stands(_seat: &str) -> Option<Note> {
        None
    }

    /// What becomes of something that is said, which changes nothing.
    ///
    /// # Errors
    /// Arguments outside their limits, or the first rule that it is against.
    fn say(_state: &Self::State, _say: &Say<'_>, _now_ms: i64) -> Result<Saying, Unsaid> {
        Err(Unsaid::forbidden())
    }

    /// Whether somebody sees the lines that are told to nobody else.
    fn sees_hidden(_state: &Self::State, _actor: &Actor) -> bool {
        false
    }

    /// For these round trips of those who are here, and for talk where there was
    /// any: the arguments of the `tune` that Downbeat sends.
    fn tune(_state: &Self::State, _round_trips_ms: &mut [u32], _in_use: bool) -> Option<Value> {
        None
    }

    /// What somebody is told of an event that is about them.
    fn notices(_event: &Self::Event) -> Vec<Notice> {
        Vec::new()
    }

    /// What passing time did until `now_ms`, each event at its own time: all of
    /// it, or all up to an instant by which there were `most` events.
    fn advance(
        state: &Self::State,
        beside: &Beside,
        now_ms: i64,
        most: usize,
    ) -> Vec<(i64, Self::Event)>;

    /// What it means that live Redis forgot the session while something ran: the
    /// state comes from history, the tally from what was saved of it.
    fn recover(_state: &Self::State, _now_ms: i64) -> Vec<(i64, Self::Event)> {
        Vec::new()
    }

    /// What rows that Postgres holds say against the state that history leads to,
    /// when the session is opened: the rows win. `facts` has, by the name of each
    /// table that wins, its rows of the session as objects.
    fn reconcile(_state: &Self::State, _facts: &Value, _now_ms: i64) -> Vec<(i64, Self::Event)> {
        Vec::new()
    }

    /// Whose child it is, of an inner kind.
    fn parent(_state: &Self::State) -> Option<Uuid> {
        None
    }

    /// What stands of it on its parent's board, as long as it is so.
    fn entries(_state: &Self::State) -> Vec<Note> {
        Vec::new()
    }

    /// What an event adds to its parent's board, for as long as there is room.
    fn lines(_state: &Self::State, _event: &Self::Event, _at_ms: i64) -> Vec<Note> {
        Vec::new()
    }

    /// What a seat is, where people sit by a token for one: what they are is what the
    /// state says of the seat now, and nothing that a row says.
    fn seating(_state: &Self::State, _seat: &str) -> Seating {
        Seating::Away
    }

    /// Whether somebody may do what is no command, by name, perhaps to somebody else's
    /// seat.
    ///
    /// # Errors
    /// Why not: one of `REJECTIONS`.
    fn permits(
        _state: &Self::State,
        _actor: &Actor,
        _what: &str,
        _seat: Option<&str>,
    ) -> Result<(), Rejection> {
        Err(Rejection::forbidden())
    }

    /// How it is, in one word, as lists have it.
    fn status(_state: &Self::State) -> Option<&'static str> {
        None
    }

    /// Whether it goes on though nobody watches.
    fn is_running(_state: &Self::State) -> bool {
        false
    }

    /// When `advance` will next have something to say.
    fn due_ms(state: &Self::State) -> Option<i64>;

    /// What an audience sees at `now_ms`. Time may have passed since the last
    /// change, and `advance` may not have said yet what it did.
    fn view<'a>(
        state: &'a Self::State,
        beside: &'a Beside,
        audience: Audience,
        now_ms: i64,
    ) -> Self::View<'a>;

    /// What is broadcast of it: an object of 4,800 bytes at most. So many `lines` came
    /// to its board since the last time.
    fn broadcast(
        _state: &Self::State,
        _beside: &Beside,
        _lines: u64,
        _now_ms: i64,
    ) -> Option<Value> {
        None
    }

    /// What an event writes besides history, in the transaction that stores it
    /// for the first time.
    fn rows(_fact: &Fact<'_, Self::Event>) -> Vec<Row> {
        Vec::new()
    }

    /// How Redis counts votes for this kind, if it counts any.
    fn tally_rules(_state: &Self::State) -> Option<tally::Rules> {
        None
    }

    /// What an event does to the tally, in the same step as its commit.
    fn tally_op(_event: &Self::Event) -> Option<tally::Op> {
        None
    }
}
