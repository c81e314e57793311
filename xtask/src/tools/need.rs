//! What is needed, in which version, and where it may be.

use std::path::PathBuf;

use super::find;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Postgres,
    Redis,
    Node,
    Npm,
    Chromium,
    /// With what makes virtual environments.
    Python,
}

impl Need {
    pub fn name(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL 15 or newer",
            Self::Redis => "Redis 7 or newer",
            Self::Node => "Node 20 or newer",
            Self::Npm => "npm",
            Self::Chromium => "Chromium",
            Self::Python => "Python 3 with venv",
        }
    }

    /// The oldest major version that will do.
    pub fn version_min(self) -> u32 {
        match self {
            Self::Postgres => 15,
            Self::Redis => 7,
            Self::Node => 20,
            Self::Python => 3,
            Self::Npm | Self::Chromium => 0,
        }
    }

    /// Its package in Debian and Ubuntu.
    pub fn apt(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Redis => "redis-server",
            Self::Node => "nodejs",
            Self::Npm => "npm",
            Self::Chromium => "chromium",
            Self::Python => "python3-venv",
        }
    }

    pub fn brew(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql@17",
            Self::Redis => "redis",
            Self::Node | Self::Npm => "node",
            Self::Chromium => "--cask chromium",
            Self::Python => "python",
        }
    }

    /// What to do where the system's package is too old or is none.
    pub fn elsewhere(self) -> &'static str {
        match self {
            Self::Postgres => {
                "apt-get install -y postgresql-common && \
                 /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y && \
                 apt-get install -y postgresql-17"
            }
            Self::Redis => {
                "curl -fsSL https://packages.redis.io/gpg | \
                 gpg --dearmor -o /usr/share/keyrings/redis.gpg && \
                 echo \"deb [signed-by=/usr/share/keyrings/redis.gpg] \
                 https://packages.redis.io/deb $(. /etc/os-release; echo $VERSION_CODENAME) main\" \
                 > /etc/apt/sources.list.d/redis.list && \
                 apt-get update && apt-get install -y redis-server"
            }
            Self::Node | Self::Npm => {
                "curl -fsSL https://deb.nodesource.com/setup_22.x | bash - && \
                 apt-get install -y nodejs"
            }
            Self::Chromium => "npx --yes playwright install --with-deps chromium",
            Self::Python => "apt-get install -y python3-venv",
        }
    }

    /// The program, if there is one that is new enough.
    pub fn find(self) -> Option<PathBuf> {
        match self {
            Self::Postgres => find::newest(find::postgres(), self.version_min()),
            Self::Redis => find::newest(find::named("redis-server"), self.version_min()),
            Self::Node => find::newest(find::named("node"), self.version_min()),
            Self::Npm => find::named("npm").into_iter().next(),
            Self::Chromium => find::chromium(),
            Self::Python => find::python(),
        }
    }
}
