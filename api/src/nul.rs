//! NUL stands in no name, word or text of ours, and Postgres stores none: in an
//! address it is refused before any route is reached.

use std::sync::Arc;

use poem::{Endpoint, IntoResponse, Request, Response, Result};

use crate::refusal::{FieldError, Refusal};

/// Sockets are upgraded all the same, and told there.
const PLACE: &str = "/api/";

/// There is nothing at a path with a NUL, and nothing is so called in a query.
pub async fn refuse<E: Endpoint>(next: Arc<E>, request: Request) -> Result<Response> {
    let uri = request.uri();
    let refusal = uri.path().starts_with(PLACE).then(|| look(uri.path(), uri.query())).flatten();
    match refusal {
        Some(refusal) => Ok(refusal.into_response()),
        None => Ok(next.call(request).await?.into_response()),
    }
}

fn look(path: &str, query: Option<&str>) -> Option<Refusal> {
    if path.contains("%00") {
        return Some(Refusal::not_found("thing"));
    }
    // As `Query` reads them; a raw NUL is no address.
    let has_nul = |part: &&str| part.contains("%00");
    let parts = query.unwrap_or_default().split('&').filter(has_nul);
    let name = |part: &str| part.split('=').next().unwrap_or_default().replace("%00", "");
    let wrong: Vec<FieldError> =
        parts.map(|part| FieldError::new(&name(part), "must hold no NUL")).collect();
    (!wrong.is_empty()).then(|| Refusal::invalid(wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_is_refused_where_it_stands() {
        let said = |path, query| look(path, query).map(|refusal| format!("{refusal:?}"));
        assert_eq!(said("/api/v1/sessions", Some("kind=timer&find=a%2500")), None);
        assert_eq!(said("/api/v1/sessions", None), None);
        assert!(said("/api/v1/admin/workers/%00/drain", None).unwrap().starts_with("NotFound"));
        let query = said("/api/v1/sessions", Some("find=a&kind=x%00&limit=%00")).unwrap();
        for part in ["Invalid", "\"kind\"", "\"limit\""] {
            assert!(query.contains(part), "{query}");
        }
        assert!(!query.contains("\"find\""), "{query}");
    }
}
