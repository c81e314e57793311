//! All services of a run, and the order in which they end: those that ask
//! before those that answer.

use std::{
    process::ExitStatus,
    thread,
    time::{Duration, Instant},
};

use crate::{service::Service, stop::Stop};

/// Longer than a worker lets its jobs finish.
const GRACE: Duration = Duration::from_secs(25);
const LOOK: Duration = Duration::from_millis(10);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wave {
    Twitch,
    Api,
    Worker,
    Outside,
    Redis,
    Postgres,
}

const ORDER: [Wave; 6] =
    [Wave::Twitch, Wave::Api, Wave::Worker, Wave::Outside, Wave::Redis, Wave::Postgres];

pub struct Fleet {
    services: Vec<(Wave, Service)>,
    stop: Stop,
}

impl Fleet {
    pub fn new(stop: &Stop) -> Self {
        Self { services: Vec::new(), stop: stop.clone() }
    }

    pub fn add(&mut self, wave: Wave, service: Service) {
        self.services.push((wave, service));
    }

    pub fn pids(&self) -> impl Iterator<Item = (&str, u32)> {
        self.services.iter().map(|(_, service)| (service.name(), service.pid()))
    }

    /// Those that ended since the last call. They are forgotten.
    pub fn ended(&mut self) -> Vec<(String, u32, ExitStatus)> {
        let mut gone = Vec::new();
        self.services.retain_mut(|(_, service)| match service.ended() {
            Some(status) => {
                gone.push((service.name().to_owned(), service.pid(), status));
                false
            }
            None => true,
        });
        gone
    }

    /// Ends one well; how it ended.
    pub fn end_one(&mut self, name: &str) -> Option<ExitStatus> {
        let place = self.services.iter().position(|(_, service)| service.name() == name)?;
        let (_, mut service) = self.services.remove(place);
        service.ask_to_end();
        let deadline = Instant::now() + GRACE;
        loop {
            if let Some(status) = service.ended() {
                return Some(status);
            }
            if Instant::now() > deadline || self.stop.urgent() {
                service.kill();
            }
            thread::sleep(LOOK);
        }
    }

    /// Ends all, wave by wave.
    pub fn end(&mut self) {
        for wave in ORDER {
            let mut members: Vec<_> = self
                .services
                .iter_mut()
                .filter(|(of, _)| *of == wave)
                .map(|(_, service)| service)
                .collect();
            for service in &mut members {
                service.ask_to_end();
            }
            let deadline = Instant::now() + GRACE;
            while members.iter_mut().any(|service| service.ended().is_none()) {
                if Instant::now() > deadline || self.stop.urgent() {
                    for service in &mut members {
                        service.kill();
                    }
                }
                thread::sleep(LOOK);
            }
        }
        self.services.clear();
    }
}

impl Drop for Fleet {
    fn drop(&mut self) {
        self.end();
    }
}
