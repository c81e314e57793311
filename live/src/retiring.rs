//! Functions of releases that nobody runs any more.

use crate::{Live, LiveError, library};

impl Live {
    /// Deletes the libraries of earlier releases that no worker uses. An API of
    /// such a release that still runs loads its own again.
    pub async fn retire_libraries(&self) -> Result<Vec<String>, LiveError> {
        let mut connection = self.connection.clone();
        let mut older = library::older(&mut connection).await?;
        if older.is_empty() {
            return Ok(older);
        }
        let members = self.members().await?;
        older.retain(|name| members.iter().all(|member| member.library != *name));
        for name in &older {
            library::delete(&mut connection, name).await?;
        }
        Ok(older)
    }
}
