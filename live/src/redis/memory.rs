//! How full a Redis is.

use redis::{Value, cmd, from_redis_value};

use crate::{Live, LiveError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    pub used_bytes: u64,
    /// `None`: nothing limits it but the machine.
    pub max_bytes: Option<u64>,
}

impl Memory {
    /// Reads what `INFO memory` tells.
    #[must_use]
    pub fn read(info: &str) -> Option<Self> {
        let number = |name: &str| -> Option<u64> {
            let value =
                |line: &str| line.strip_prefix(name)?.strip_prefix(':')?.trim().parse().ok();
            info.lines().find_map(value)
        };
        let max_bytes = number("maxmemory").filter(|max| *max > 0);
        Some(Self { used_bytes: number("used_memory")?, max_bytes })
    }

    /// Parts in ten thousand of what it may use; without a limit, nothing.
    fn fullness(&self) -> u128 {
        let used = u128::from(self.used_bytes) * 10_000;
        self.max_bytes.map_or(0, |max| used / u128::from(max))
    }
}

impl Live {
    /// Of a cluster, the fullest node: it is the first that refuses.
    pub async fn memory(&self) -> Result<Memory, LiveError> {
        let told = self.infos("memory").await?;
        let nodes = told.iter().filter_map(|info| Memory::read(info));
        nodes
            .max_by_key(|node| (node.fullness(), node.used_bytes))
            .ok_or_else(|| LiveError::Unreadable("INFO tells no memory".into()))
    }

    /// What a server tells of itself, as `INFO` has it; of a cluster, one of
    /// its nodes.
    pub async fn info(&self) -> Result<String, LiveError> {
        Ok(self.infos("default").await?.into_iter().next().unwrap_or_default())
    }

    /// A section of `INFO`, of each node, unless one is away.
    async fn infos(&self, section: &str) -> Result<Vec<String>, LiveError> {
        if self.is_any_away() {
            return Err(LiveError::Away);
        }
        match self.query(cmd("INFO").arg(section)).await? {
            Value::Map(nodes) => {
                nodes.into_iter().map(|(_, info)| Ok(from_redis_value(info)?)).collect()
            }
            info => Ok(vec![from_redis_value(info)?]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_limit_is_told_as_zero() {
        let info = "# Memory\r\nused_memory:1048576\r\nused_memory_human:1M\r\nmaxmemory:0\r\n";
        assert_eq!(Memory::read(info), Some(Memory { used_bytes: 1_048_576, max_bytes: None }));
        let limited = Memory::read("used_memory:75\r\nmaxmemory:100\r\n").unwrap();
        assert_eq!((limited.max_bytes, limited.fullness()), (Some(100), 7_500));
        assert_eq!(Memory::read("# Memory\r\n"), None);
    }
}
