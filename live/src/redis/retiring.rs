//! Functions of releases that nobody runs any more.

use redis::cluster_routing::Slot;

use crate::{
    Live, LiveError,
    redis::library::{self, Library},
};

impl Live {
    /// Whether functions of a library's idea are there that are of a release
    /// before ours; on a cluster where a key is.
    pub(crate) async fn has_older(&self, library: &Library, key: &str) -> Result<bool, LiveError> {
        let key = self.is_cluster().then_some(key.as_bytes());
        let mut connection = self.connection.clone();
        let looked = library::has_older(&mut connection, library.idea, key.map(Slot::for_key));
        self.measured(self.single(key), looked).await
    }

    /// The libraries of earlier releases that no worker uses.
    /// The libraries of earlier releases: while there are any, a process of one
    /// may run.
    pub async fn older_libraries(&self) -> Result<Vec<String>, LiveError> {
        library::older(&mut self.connection.clone()).await
    }

    /// Those of them that no worker uses.
    pub async fn unused_libraries(&self) -> Result<Vec<String>, LiveError> {
        let mut older = self.older_libraries().await?;
        if !older.is_empty() {
            let members = self.members().await?;
            older.retain(|name| !members.iter().any(|member| member.libraries.contains(name)));
        }
        Ok(older)
    }

    /// Whoever still needs it loads it again.
    pub async fn delete_library(&self, name: &str) -> Result<(), LiveError> {
        library::delete(&mut self.connection.clone(), name).await
    }
}
