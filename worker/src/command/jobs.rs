//! `downbeat-worker jobs`: durable jobs on the command line.

use anyhow::{Context as _, bail, ensure};
use clap::{Args, Subcommand};
use downbeat_boot::{Config, clock};
use downbeat_job::registry;
use downbeat_store::{
    Action, BulkState, Doer, JobFilter, JobRecord, JobState, NewBulk, QueueState, Store,
};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use uuid::Uuid;

use super::print;

/// Counts go up to here.
const COUNT_MAX: i64 = 10_000_000;
const LISTED_MAX: u32 = 1_000;
const ATTEMPTS_SHOWN: u64 = 100;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List jobs, newest first.
    List {
        #[command(flatten)]
        which: Which,
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=i64::from(LISTED_MAX)))]
        limit: u32,
        #[arg(long)]
        json: bool,
    },
    /// Show a job and its attempts.
    Show {
        id: Uuid,
        #[arg(long)]
        json: bool,
    },
    /// Give dead or discarded jobs another attempt.
    Retry(Act),
    /// Give jobs up.
    Discard(Act),
    /// Run jobs now that wait for their time.
    Run(Act),
    /// Go on with an action on many jobs that was stopped.
    Resume {
        /// The queue that is to go on, or the id of an action on many jobs.
        name: String,
        #[command(flatten)]
        why: Why,
    },
    /// Start nothing more from a queue; what runs goes on.
    Pause {
        queue: String,
        #[command(flatten)]
        why: Why,
    },
    /// Run what waits in a queue now, and hold what comes later.
    Drain {
        queue: String,
        #[command(flatten)]
        why: Why,
    },
}

/// Which jobs. What is not given matches all.
#[derive(Debug, Args)]
pub struct Which {
    /// Exactly these.
    ids: Vec<Uuid>,
    #[arg(long, value_delimiter = ',', value_parser = state)]
    state: Vec<JobState>,
    #[arg(long)]
    name: Option<String>,
    #[arg(long)]
    queue: Option<String>,
    /// One that attempted the job.
    #[arg(long)]
    worker: Option<String>,
    /// In the arguments that the console shows, in any case.
    #[arg(long)]
    text: Option<String>,
    /// Made within so many hours.
    #[arg(long)]
    hours: Option<u32>,
}

#[derive(Debug, Args)]
pub struct Act {
    #[command(flatten)]
    which: Which,
    /// Only say how many there are.
    #[arg(long)]
    dry_run: bool,
    /// Do it without asking. Without it, more than one job is only counted.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    why: Why,
}

#[derive(Debug, Args)]
pub struct Why {
    /// For the audit log.
    #[arg(long)]
    reason: Option<String>,
    #[arg(long)]
    json: bool,
}

fn state(text: &str) -> Result<JobState, String> {
    let known = JobState::ALL.map(JobState::as_str).join(", ");
    JobState::named(text).ok_or_else(|| format!("is none of {known}"))
}

impl From<Which> for JobFilter {
    fn from(which: Which) -> Self {
        let Which { ids, state: states, name, queue, worker, text, hours } = which;
        let since_ms = hours.map(|hours| clock::unix_ms() - i64::from(hours) * 3_600_000);
        let shown = registry().shown();
        let (until_ms, like) = (None, None);
        Self { states, name, queue, worker, text, since_ms, until_ms, like, ids, shown }
    }
}

pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let store = super::store(config).await?;
    match command {
        Command::List { which, limit, json } => {
            for job in store.jobs(&which.into(), None, limit).await? {
                print(json, &line(&job), &view(&job))?;
            }
            Ok(())
        }
        Command::Show { id, json } => show(&store, id, json).await,
        Command::Retry(act) => apply(&store, Action::Retry, act).await,
        Command::Discard(act) => apply(&store, Action::Discard, act).await,
        Command::Run(act) => apply(&store, Action::Run, act).await,
        Command::Pause { queue, why } => turn(&store, &queue, QueueState::Paused, &why).await,
        Command::Drain { queue, why } => turn(&store, &queue, QueueState::Draining, &why).await,
        Command::Resume { name, why } => match Uuid::parse_str(&name) {
            Ok(bulk) => {
                let doer = Doer::cli();
                let reason = why.reason.as_deref();
                let turned = store.turn_bulk(bulk, BulkState::Running, &doer, reason, &[]).await?;
                ensure!(turned.is_some(), "there is no such action that was stopped");
                work(&store, bulk, why.json).await
            }
            Err(_) => turn(&store, &name, QueueState::Open, &why).await,
        },
    }
}

async fn show(store: &Store, id: Uuid, is_json: bool) -> anyhow::Result<()> {
    let job = store.job(id).await?.context("there is no such job")?;
    let attempts = store.attempts(id, ATTEMPTS_SHOWN).await?;
    let mut lines = vec![line(&job)];
    let mut list = Vec::new();
    for attempt in attempts {
        let took_ms = attempt.ended_ms - attempt.started_ms;
        let error = attempt.error.as_deref().unwrap_or("");
        let (number, outcome, worker) = (attempt.attempt, &attempt.outcome, &attempt.worker);
        lines
            .push(format!("  attempt {number}: {outcome} after {took_ms} ms on {worker}  {error}"));
        list.push(json!({
            "attempt": number, "outcome": outcome, "worker": worker, "error": attempt.error,
            "started_ms": attempt.started_ms, "ended_ms": attempt.ended_ms, "log": attempt.log,
        }));
    }
    let mut whole = view(&job);
    whole["attempts"] = Value::Array(list);
    print(is_json, &lines.join("\n"), &whole)
}

/// Counted first; then in batches, with a bar, until done or interrupted.
async fn apply(store: &Store, action: Action, act: Act) -> anyhow::Result<()> {
    let Act { which, dry_run, yes, why } = act;
    let mut filter = JobFilter::from(which);
    let fits = |state: &JobState| filter.states.is_empty() || filter.states.contains(state);
    filter.states = action.wants().iter().copied().filter(fits).collect();
    ensure!(!filter.states.is_empty(), "no job in such a state can be {}ed", action.as_str());
    let total = store.count_jobs(&filter, COUNT_MAX).await?.count;
    let is_single = filter.ids.len() == 1;
    if dry_run || total == 0 {
        let text = format!("{total} jobs match");
        return print(why.json, &text, &json!({ "count": total, "dry_run": true }));
    }
    if !yes && !is_single {
        bail!("{total} jobs match: say --yes to {} them", action.as_str());
    }
    let (id, doer, reason) = (Uuid::now_v7(), Doer::cli(), why.reason.as_deref());
    let new = NewBulk { id, action, filter: &filter, total, doer: &doer, reason };
    store.begin_bulk(&new, &[]).await?;
    work(store, id, why.json).await
}

async fn work(store: &Store, id: Uuid, is_json: bool) -> anyhow::Result<()> {
    let known = registry().shown();
    let interrupted = super::interruption()?;
    let bar = ProgressBar::new(0);
    bar.set_style(ProgressStyle::with_template("{bar:40} {pos} of {len}")?);
    loop {
        if interrupted.is_requested() {
            let doer = Doer::cli();
            store.turn_bulk(id, BulkState::Stopped, &doer, Some("interrupted"), &[]).await?;
        }
        let bulk = store.bulk_step(id, &known).await?.context("the action is gone")?;
        bar.set_length(bulk.total.unsigned_abs());
        bar.set_position((bulk.done + bulk.skipped).unsigned_abs());
        if bulk.state == BulkState::Running {
            continue;
        }
        bar.finish_and_clear();
        let state = bulk.state.as_str();
        let advice = match bulk.state {
            BulkState::Stopped => format!("; go on with `downbeat-worker jobs resume {id}`"),
            BulkState::Running | BulkState::Done | BulkState::Unknown => String::new(),
        };
        let (done, total, skipped) = (bulk.done, bulk.total, bulk.skipped);
        let text = format!("{state}: {done} of {total}, {skipped} skipped{advice}");
        let value =
            json!({ "id": id, "state": state, "done": done, "skipped": skipped, "total": total });
        return print(is_json, &text, &value);
    }
}

async fn turn(store: &Store, queue: &str, to: QueueState, why: &Why) -> anyhow::Result<()> {
    let registry = registry();
    let mut queues: Vec<&str> = registry.described().map(|job| job.queue).collect();
    queues.sort_unstable();
    queues.dedup();
    ensure!(queues.contains(&queue), "there is no queue {queue}, only {}", queues.join(", "));
    store.turn_queue(queue, to, &Doer::cli(), why.reason.as_deref()).await?;
    let text = format!("{queue} is {}", to.as_str());
    print(why.json, &text, &json!({ "queue": queue, "state": to.as_str() }))
}

fn line(job: &JobRecord) -> String {
    let (id, state, name) = (job.id, job.state.as_str(), &job.name);
    let (attempt, max, queue) = (job.attempt, job.attempts_max, &job.queue);
    let error = job.error.as_deref().unwrap_or("");
    format!("{id}  {state:9}  {name:20}  {queue:10}  {attempt}/{max}  {error}")
        .trim_end()
        .to_owned()
}

/// Arguments are not shown: whoever may see them asks the console, which notes it.
fn view(job: &JobRecord) -> Value {
    json!({
        "id": job.id, "name": job.name, "queue": job.queue, "state": job.state.as_str(),
        "key": job.key, "attempt": job.attempt, "attempts_max": job.attempts_max,
        "created_ms": job.created_ms, "run_at_ms": job.run_at_ms, "ended_ms": job.ended_ms,
        "worker": job.worker, "error": job.error,
    })
}
