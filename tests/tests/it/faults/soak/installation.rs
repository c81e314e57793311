//! An installation to which things happen.

use std::{collections::BTreeSet, ops::Range};

use downbeat_boot::clock;

use super::plan::{Fault, Step};
use crate::{
    faults::counting,
    harness::{Database, Process, Proxy, Redis, World, free_port, until},
};

/// Which processes are what.
pub const APIS: Range<usize> = 0..2;
pub const WORKERS: Range<usize> = 2..PROCESSES;
const PROCESSES: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Store {
    Live,
    Queue,
    Postgres,
}

impl Store {
    pub const ALL: [Self; 3] = [Self::Live, Self::Queue, Self::Postgres];
}

pub struct Installation {
    pub world: World,
    /// Where the APIs are, whichever processes they are.
    pub apis: [String; 2],
    binds: [String; PROCESSES],
    processes: Vec<Process>,
    /// Those that were asked to stop and have not ended yet.
    stopping: BTreeSet<usize>,
    lines: [Proxy; 3],
    database: Database,
}

impl Installation {
    pub async fn new() -> Self {
        let database = Database::start().await;
        let world = World::on(&database).await;
        let world = counting(world.with_live(Redis::in_earnest())).await;
        let world = world.with("API__REQUESTS_PER_MIN", "0");
        let world = world.with("WEBHOOKS__ALLOW_PRIVATE", "true");
        // Nobody watches, and it must not sleep.
        let world = world.with("WORKER__UNWATCHED_MS", "86400000");
        let (world, live) = world.through("REDIS_LIVE__URL").await;
        let (world, queue) = world.through("REDIS_QUEUE__URL").await;
        let (world, postgres) = world.through("DATABASE__URL").await;
        let binds = [(); PROCESSES].map(|()| format!("127.0.0.1:{}", free_port()));
        let mut processes = Vec::new();
        for (n, bind) in binds.iter().enumerate() {
            processes.push(start(&world, n, bind).await);
        }
        let apis = [0, 1].map(|n: usize| format!("http://{}", binds[n]));
        let lines = [live, queue, postgres];
        let stopping = BTreeSet::new();
        Self { world, apis, binds, processes, stopping, lines, database }
    }

    /// From the first fault of a step to the last one's end.
    pub async fn befall(&mut self, step: &Step) {
        for fault in &step.faults {
            self.begin(*fault).await;
        }
        clock::sleep(step.lasts).await;
        // What a process needs to come back is back before.
        for fault in step.faults.iter().rev() {
            self.end(*fault);
        }
        self.restart().await;
    }

    async fn begin(&mut self, fault: Fault) {
        match fault {
            Fault::Kill(n) => {
                self.processes[n].kill();
                self.stopping.remove(&n);
            }
            // What is dead already stays so.
            Fault::Stop(n) | Fault::Sleep(n) if !self.processes[n].is_running() => {}
            Fault::Stop(n) => {
                self.processes[n].ask_to_stop();
                self.stopping.insert(n);
            }
            Fault::Sleep(n) => self.processes[n].pause(),
            Fault::Line(store, trouble) => self.line(store).trouble(trouble),
            Fault::StopPostgres => self.database.stop(),
            Fault::EmptyQueue => self.world.queue.empty().await,
            Fault::PauseLive if !self.world.live.is_running() => {}
            Fault::PauseLive => self.world.live.pause(),
            Fault::KillLive => self.kill_live().await,
        }
    }

    /// With an fsync each second, what was answered last could be lost, and nobody
    /// could say of what is missing whether it may be. So it writes before each
    /// answer from just before its death: then nothing may be missing.
    async fn kill_live(&mut self) {
        // It may be paused.
        self.world.live.resume();
        self.world.live.write_before_answers().await;
        self.world.live.kill();
    }

    fn end(&mut self, fault: Fault) {
        match fault {
            Fault::Sleep(n) if self.processes[n].is_running() => self.processes[n].resume(),
            Fault::Sleep(_) | Fault::Kill(_) | Fault::Stop(_) | Fault::EmptyQueue => {}
            Fault::Line(store, _) => self.line(store).mend(),
            Fault::StopPostgres => self.database.start_again(),
            // It may have been killed meanwhile, and not be there again yet.
            Fault::PauseLive if !self.world.live.is_running() => {}
            Fault::PauseLive => self.world.live.resume(),
            Fault::KillLive => self.world.live.start_again(),
        }
    }

    /// In the place of each that is dead, one like it.
    async fn restart(&mut self) {
        for n in std::mem::take(&mut self.stopping) {
            let code = self.processes[n].ended().await;
            assert_eq!(code, Some(0), "{} was asked to stop", self.processes[n].name);
        }
        for n in 0..PROCESSES {
            if !self.processes[n].is_running() {
                self.processes[n] = start(&self.world, n, &self.binds[n]).await;
            }
        }
    }

    /// Nothing is troubled any more, and everybody is well.
    pub async fn heal(&mut self) {
        self.restart().await;
        for (process, bind) in self.processes.iter().zip(&self.binds) {
            let ready = format!("http://{bind}/readyz");
            until(&format!("{} is well", process.name), async || {
                let told = reqwest::get(&ready).await.ok()?;
                let told: serde_json::Value = told.json().await.ok()?;
                (told["status"] == "ok").then_some(())
            })
            .await;
        }
    }

    fn line(&self, store: Store) -> &Proxy {
        &self.lines[store as usize]
    }
}

async fn start(world: &World, n: usize, bind: &str) -> Process {
    let (name, key) = if APIS.contains(&n) {
        ("downbeat-api", "DOWNBEAT__API__BIND")
    } else {
        ("downbeat-worker", "DOWNBEAT__WORKER__BIND")
    };
    let mut settings = world.settings();
    settings.push((key.to_owned(), bind.to_owned()));
    Process::start(name, key, &settings).await
}
