//! What the doors answer, as a socket hears it.

use poem_openapi::types::ToJSON;

use crate::{refusal::Refusal, socket::saying::Refused};

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        let (said, message) = said(&refusal);
        let retry_ms = match &refusal {
            Refusal::Limited(_, after) => after.parse().ok().map(|s: u64| s * 1_000),
            _ => None,
        };
        let code = match (&refusal, said.as_str()) {
            (Refusal::Limited(..), _) => "limited",
            (Refusal::NotFound(_), _) | (Refusal::Conflict(_), "wrong_state") => "unknown_item",
            (Refusal::Conflict(_), "frozen") => "frozen",
            (Refusal::Conflict(_), "closing") => "closing",
            (Refusal::Forbidden(_) | Refusal::Conflict(_), _) => "forbidden",
            _ => "unavailable",
        };
        Self { code, message, retry_ms }
    }
}

/// Its code, and what it says.
fn said(refusal: &Refusal) -> (String, String) {
    let body = match refusal {
        Refusal::BadRequest(body)
        | Refusal::SignedOut(body)
        | Refusal::Forbidden(body)
        | Refusal::NotFound(body)
        | Refusal::TimedOut(body)
        | Refusal::Conflict(body)
        | Refusal::Gone(body)
        | Refusal::Stale(body)
        | Refusal::TooLarge(body)
        | Refusal::UnsupportedMediaType(body)
        | Refusal::Invalid(body)
        | Refusal::MatchRequired(body)
        | Refusal::Internal(body)
        | Refusal::Limited(body, _)
        | Refusal::Unavailable(body, _) => body,
    };
    let told = body.0.to_json().unwrap_or_default();
    let text = |name: &str| told[name].as_str().unwrap_or_default().to_owned();
    (text("code"), text("detail"))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_socket_hears_only_codes_of_its_kind() {
        let code = |refusal: Refusal| Refused::from(refusal).code;
        assert_eq!(code(Refusal::not_found("message")), "unknown_item");
        assert_eq!(code(Refusal::conflict("wrong_state", "it is hidden")), "unknown_item");
        assert_eq!(code(Refusal::conflict("frozen", "")), "frozen");
        assert_eq!(code(Refusal::conflict("closing", "")), "closing");
        assert_eq!(code(Refusal::conflict("banned", "")), "forbidden");
        assert_eq!(code(Refusal::forbidden_because("restricted", "")), "forbidden");
        let limited = Refused::from(Refusal::limited_by("50 reactions", Duration::from_secs(3)));
        assert_eq!((limited.code, limited.retry_ms), ("limited", Some(3_000)));
        assert!(limited.message.contains("50 reactions"));
        assert_eq!(code(Refusal::unavailable("")), "unavailable");
    }
}
