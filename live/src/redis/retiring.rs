//! Functions of releases that nobody runs any more.

use crate::{Live, LiveError, redis::library};

impl Live {
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
