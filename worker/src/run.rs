//! From settings to a working process, and back.

use std::{sync::Arc, thread, time::Duration};

use anyhow::Context as _;
use downbeat_boot::{
    Config, Shutdown, clock,
    retry::{START_LIMIT, patiently},
    task,
};
use downbeat_job::{
    Board, Durable, JobContext, Monitor, Pace, Queue, Relay, SweepSubscriptions, journal::Vault,
    registry,
};
use downbeat_live::{Live, Options};
use downbeat_store::Store;
use downbeat_twitch::{Extension, extension::Broadcaster};
use futures::future::join_all;
use poem::{Server, listener::TcpListener};
use tokio::task::JoinHandle;

use crate::{
    health::{self, Health},
    kinds,
    loops::{
        advance::Advance,
        audit_watch::AuditWatch,
        beat::Beat,
        broadcasts::{Broadcasts, Telling},
        deactivation::Deactivation,
        drafts::Drafts,
        notifications::{self, Heard},
        ownership::{Leases, Ownership},
        presence::Presence,
        pulse::Pulse,
        recovery::Recovery,
        reporting::Reporting,
        retiring::Retiring,
        rows::Rows,
        schedules::{Relaying, Schedules},
        service_metrics::ServiceMetrics,
        turns::{GRACE, Turns, keep_turning, start},
        wakeful,
        wakeups::Wakeups,
    },
};

/// A lease lasts 750 ms: an answer that takes longer is of no use.
const LIVE_LIMIT: Duration = Duration::from_millis(700);
/// A worker's calls are bounded by its own loops.
const IN_FLIGHT_MAX: usize = 100_000;
/// A roll has replaced every process by then.
const RETIRED_AFTER: Duration = Duration::from_mins(10);
const DRAIN_LIMIT: Duration = Duration::from_secs(1);
/// How long it takes at most to tell others that we are going.
const TELL_LIMIT: Duration = Duration::from_secs(2);
/// Within the 30 s that installations give a worker: 15 s for its jobs, 5 s to
/// give back the rest, and the telling of others.
pub const STOP_LIMIT: Duration = Duration::from_secs(27);

/// Works until the shutdown is requested and everything is handed over. Before
/// the work has begun nothing is to be handed over.
pub async fn run(config: &Config, shutdown: Shutdown) -> anyhow::Result<()> {
    let opening = Box::pin(WorkerContext::open(config, shutdown.clone()));
    match shutdown.bound(Duration::ZERO, opening).await {
        Some(loops_context) => work(config, loops_context?, shutdown).await,
        None => Ok(()),
    }
}

async fn work(
    config: &Config,
    loops_context: WorkerContext,
    shutdown: Shutdown,
) -> anyhow::Result<()> {
    let WorkerContext { live, store, queue, leases, pulse, context, .. } = &loops_context;
    let name = &config.worker.name;
    tracing::info!(name, shards = live.shards(), "working");
    let registered = (registry(), Arc::clone(context));
    let monitor = Monitor::new(queue, store.clone(), name, Pace::default(), registered);
    let health = Health {
        live: live.clone(),
        store: store.clone(),
        queue: queue.clone(),
        jobs: monitor.liveness(),
        shutdown: shutdown.clone(),
    };
    let loops = loops_context.start_loops(config, monitor.board())?;
    let beating = Beating { leases: leases.clone(), pulse: pulse.clone() };
    let beat = start_beat(live.clone(), beating, shutdown.clone())?;
    let jobs = task::spawn("jobs", monitor.run(shutdown.clone()));
    let mut ownership = Ownership::new(loops_context.owning.clone(), name.clone(), leases.clone());
    let owning = shutdown.clone();
    let ownership = task::spawn(Ownership::NAME, async move {
        keep_turning(&mut ownership, &owning).await;
        ownership
    });

    serve(config, health, shutdown).await?;
    // Others take the shards while our jobs finish.
    let ownership = ownership.await?;
    if let Err(error) = tell_others(ownership.hand_over()).await {
        tracing::warn!(%error, "the shards could not be handed over: their leases will run out");
    }
    join_all(loops).await;
    jobs.await?;
    if let Err(error) = tell_others(store.forget_worker(name)).await {
        tracing::warn!(%error, "the console will show this worker as gone");
    }
    if beat.join().is_err() {
        anyhow::bail!("the beat's thread panicked");
    }
    Ok(())
}

/// Tells others that we are going, if they can be told.
async fn tell_others<E>(telling: impl Future<Output = Result<(), E>>) -> anyhow::Result<()>
where
    anyhow::Error: From<E>,
{
    Ok(clock::timeout(TELL_LIMIT, telling).await??)
}

/// What the loops stand on.
#[derive(Clone)]
struct WorkerContext {
    live: Live,
    store: Store,
    queue: Queue,
    leases: Leases,
    pulse: Pulse,
    context: Arc<JobContext>,
    /// Lines of their own, for what must not wait behind others.
    advancing: Live,
    owning: Live,
    shutdown: Shutdown,
}

impl WorkerContext {
    async fn open(config: &Config, shutdown: Shutdown) -> anyhow::Result<Self> {
        let store = patiently("postgres", START_LIMIT, || Store::connect(&config.database)).await?;
        store.check_schema().await?;
        kinds::prepare(&store).await?;
        store.watch_pool(shutdown.clone());
        let shards = store.shards(config.worker.shards).await?;
        let options = Options::of(&config.redis_live, LIVE_LIMIT, IN_FLIGHT_MAX);
        let live =
            patiently("live redis", START_LIMIT, || Live::connect(options.clone(), shards)).await?;
        live.keep_time(shutdown.clone());
        let queue =
            patiently("queue redis", START_LIMIT, || Queue::connect(&config.redis_queue)).await?;
        let context =
            JobContext::of(config, live.alongside().await?, store.clone(), queue.clone())?;
        // Subscriptions are looked at once at the start, whatever the clock says.
        if context.twitch.is_some() {
            let enqueued = store.enqueue(&[SweepSubscriptions {}.job()?]).await?;
            queue.announce(&enqueued).await;
        }
        let (advancing, owning) = (live.alongside().await?, live.alongside().await?);
        let (leases, pulse, context) = (Leases::default(), Pulse::default(), Arc::new(context));
        Ok(Self { live, store, queue, leases, pulse, context, advancing, owning, shutdown })
    }

    /// All but the beat, which has a thread, and ownership, which ends last.
    fn start_loops(&self, config: &Config, board: Board) -> anyhow::Result<Vec<JoinHandle<()>>> {
        let Self { live, store, queue, leases, pulse, shutdown, advancing, .. } = self.clone();
        let stop = || shutdown.clone();
        let advance = Advance::new(advancing, leases.clone());
        let recovery = Recovery::new(live.clone(), store.clone(), queue.clone(), leases.clone());
        let wakeups = Wakeups::new(live.clone(), store.clone(), queue.clone(), leases.clone());
        let deactivation = Deactivation {
            live: live.clone(),
            store: store.clone(),
            leases: leases.clone(),
            unwatched_ms: i64::try_from(config.worker.unwatched_ms)?,
            wakeups,
        };
        let of_kinds = kinds::start_loops(&live, &store, &leases, &shutdown);
        let drafts = self.context.journal_keys.clone().map(|keys| Drafts {
            vault: Vault { live: live.clone(), store: store.clone(), keys },
            leases: leases.clone(),
            is_behind: false,
        });
        let extension = Extension::of(config);
        let broadcaster = extension.as_ref().map(Broadcaster::new).transpose()?;
        let telling = Telling {
            live: live.clone(),
            store: store.clone(),
            queue: queue.clone(),
            leases: leases.clone(),
            broadcaster,
        };
        let broadcasts = Broadcasts::new(telling).start(stop());
        let service_metrics =
            ServiceMetrics::new(live.clone(), store.clone(), queue.clone(), leases.clone());
        let retiring = Retiring::new(live.clone(), leases.clone(), RETIRED_AFTER);
        let wakes = wakeful::start(live.clone(), leases.clone(), stop());
        let presence =
            Presence { live: live.clone(), queue: queue.clone(), leases: leases.clone() };
        let heard = Heard::default();
        let rows = Rows::new(live.clone(), store.clone(), leases.clone(), heard.clone());
        let audit = AuditWatch { live, queue: queue.clone(), leases: leases.clone() };
        let notifications =
            notifications::start(store.clone(), board.clone(), heard.clone(), stop());
        let relay = Relay::new(store.clone(), queue.clone(), Pace::default());
        let relay = Relaying { relay, heard: heard.clone() };
        let schedules = Schedules::new(store.clone(), queue, config.worker.time_zone.clone());
        let name = config.worker.name.clone();
        let reporting =
            Reporting { store, name, leases, pulse, board, shutdown: stop(), heard, said: None };
        let mut loops = vec![
            wakes,
            notifications,
            broadcasts,
            start(advance, stop()),
            start(presence, stop()),
            start(recovery, stop()),
            start(deactivation, stop()),
            start(audit, stop()),
            start(rows, stop()),
            start(relay, stop()),
            start(schedules, stop()),
            start(reporting, stop()),
            start(service_metrics, stop()),
            start(retiring, stop()),
        ];
        loops.extend(of_kinds);
        loops.extend(drafts.map(|drafts| start(drafts, stop())));
        Ok(loops)
    }
}

async fn serve(config: &Config, health: Health, shutdown: Shutdown) -> anyhow::Result<()> {
    let bind = config.worker.bind;
    Server::new(TcpListener::bind(bind))
        .run_with_graceful_shutdown(health::routes(health), shutdown.requested(), Some(DRAIN_LIMIT))
        .await
        .with_context(|| format!("serving on {bind}"))
}

/// What the beat shares with the other loops.
struct Beating {
    leases: Leases,
    pulse: Pulse,
}

/// The beat's thread, with a runtime and a connection of its own: what other
/// tasks do cannot make it late.
fn start_beat(
    live: Live,
    beating: Beating,
    shutdown: Shutdown,
) -> anyhow::Result<thread::JoinHandle<()>> {
    let Beating { leases, pulse } = beating;
    let beating = shutdown.clone();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let beat = async move {
        let alongside = patiently("live redis", START_LIMIT, || live.alongside()).await;
        match alongside {
            Ok(alongside) => Beat::new(alongside, leases, pulse).run(beating).await,
            Err(error) => {
                tracing::error!(%error, "the beat has no connection to live Redis");
                beating.request();
            }
        }
    };
    let bound = async move {
        if shutdown.bound(GRACE, beat).await.is_none() {
            tracing::warn!("the beat was stopped in its turn");
        }
    };
    Ok(task::thread("beat", move || runtime.block_on(bound))?)
}
