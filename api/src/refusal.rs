//! Every way in which the API says no, as the OpenAPI document lists them.

use std::time::Duration;

use downbeat_job::QueueError;
use downbeat_live::{CommandError, LiveError};
use downbeat_session::Problem as SessionProblem;
use downbeat_store::StoreError;
use poem::http::StatusCode;
use poem_openapi::{ApiResponse, Object, payload::Json};

use crate::access::LookUpError;

/// An error as RFC 9457 writes it, with a code that stays the same.
#[derive(Debug, Clone, Object)]
pub struct Problem {
    #[oai(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    code: String,
    detail: String,
    /// The fields that are wrong, if fields are.
    #[oai(skip_serializing_if_is_none)]
    errors: Option<Vec<FieldError>>,
    /// What was counted, where a count was wrong.
    #[oai(skip_serializing_if_is_none)]
    count: Option<i64>,
    /// What is stored, where something else was expected.
    #[oai(skip_serializing_if_is_none)]
    current: Option<String>,
}

#[derive(Debug, Clone, Object)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

impl FieldError {
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}

#[derive(Debug, Clone, ApiResponse)]
pub enum Refusal {
    /// The request cannot be read.
    #[oai(status = 400, content_type = "application/problem+json")]
    BadRequest(Body),
    /// Nobody is signed in.
    #[oai(status = 401, content_type = "application/problem+json")]
    SignedOut(Body),
    /// Whoever is signed in may not do that.
    #[oai(status = 403, content_type = "application/problem+json")]
    Forbidden(Body),
    /// There is no such thing.
    #[oai(status = 404, content_type = "application/problem+json")]
    NotFound(Body),
    /// The body did not come in time.
    #[oai(status = 408, content_type = "application/problem+json")]
    TimedOut(Body),
    /// It does not go together with how things are now.
    #[oai(status = 409, content_type = "application/problem+json")]
    Conflict(Body),
    /// It was there, and is not any more.
    #[oai(status = 410, content_type = "application/problem+json")]
    Gone(Body),
    /// It has changed since it was read.
    #[oai(status = 412, content_type = "application/problem+json")]
    Stale(Body),
    /// The body is too large.
    #[oai(status = 413, content_type = "application/problem+json")]
    TooLarge(Body),
    /// The body is not JSON, or not what it should be.
    #[oai(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(Body),
    /// Some fields are wrong.
    #[oai(status = 422, content_type = "application/problem+json")]
    Invalid(Body),
    /// `If-Match`, or an `Idempotency-Key`, is missing.
    #[oai(status = 428, content_type = "application/problem+json")]
    MatchRequired(Body),
    /// Too many requests.
    #[oai(status = 429, content_type = "application/problem+json")]
    Limited(Body, #[oai(header = "Retry-After")] String),
    /// Something went wrong on our side.
    #[oai(status = 500, content_type = "application/problem+json")]
    Internal(Body),
    /// Something behind the API is away: try again.
    #[oai(status = 503, content_type = "application/problem+json")]
    Unavailable(Body, #[oai(header = "Retry-After")] String),
}

/// Boxed: a way out that is seldom taken should not make the usual one large.
type Body = Json<Box<Problem>>;

pub type Answer<T> = Result<Json<T>, Refusal>;

fn problem(status: StatusCode, code: &str, detail: impl Into<String>) -> Body {
    Json(Box::new(Problem {
        kind: "about:blank".into(),
        title: status.canonical_reason().unwrap_or_default().into(),
        status: status.as_u16(),
        code: code.into(),
        detail: detail.into(),
        errors: None,
        count: None,
        current: None,
    }))
}

/// What is wrong with fields, each of which is named.
fn fields(status: StatusCode, code: &str, errors: Vec<FieldError>) -> Body {
    let detail = errors.iter().map(|error| format!("{}: {}", error.field, error.message));
    let mut said = problem(status, code, detail.collect::<Vec<_>>().join("; "));
    said.0.errors = Some(errors);
    said
}

impl Refusal {
    pub fn signed_out() -> Self {
        let detail = "sign in, or send an API token as `Authorization: Bearer …`";
        Self::SignedOut(problem(StatusCode::UNAUTHORIZED, "signed_out", detail))
    }

    /// It is no JWT that Twitch gave to a viewer of the extension.
    pub fn bad_token() -> Self {
        let detail = "this is no JWT of the extension's: take the newest of `onAuthorized`";
        Self::SignedOut(problem(StatusCode::UNAUTHORIZED, "bad_token", detail))
    }

    pub fn expired() -> Self {
        let detail = "the time of this JWT is over: take the newest of `onAuthorized`";
        Self::SignedOut(problem(StatusCode::UNAUTHORIZED, "expired", detail))
    }

    /// Of a viewer nothing is known.
    pub fn sign_in() -> Self {
        Self::conflict("sign_in", "sign in to have a survivor of your own")
    }

    pub fn forbidden(detail: &str) -> Self {
        Self::Forbidden(problem(StatusCode::FORBIDDEN, "forbidden", detail))
    }

    /// Forbidden, for a reason of its own.
    pub fn forbidden_because(code: &str, detail: &str) -> Self {
        Self::Forbidden(problem(StatusCode::FORBIDDEN, code, detail))
    }

    pub fn csrf() -> Self {
        Self::forbidden_because("csrf", "send the token of /api/v1/me as X-CSRF-Token")
    }

    /// A header that asks for care and cannot be read.
    pub fn bad_header(name: &str, why: &str) -> Self {
        let detail = format!("the header {name} {why}");
        let mut said = problem(StatusCode::BAD_REQUEST, "bad_header", detail);
        said.0.errors = Some(vec![FieldError::new(name, why)]);
        Self::BadRequest(said)
    }

    pub fn not_found(what: &str) -> Self {
        let detail = format!("there is no such {what}");
        Self::NotFound(problem(StatusCode::NOT_FOUND, "not_found", detail))
    }

    pub fn too_large(detail: &str) -> Self {
        Self::TooLarge(problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail))
    }

    pub fn timed_out() -> Self {
        let detail = "the body of the request did not come in time";
        Self::TimedOut(problem(StatusCode::REQUEST_TIMEOUT, "timed_out", detail))
    }

    pub fn conflict(code: &str, detail: impl Into<String>) -> Self {
        Self::Conflict(problem(StatusCode::CONFLICT, code, detail))
    }

    /// One of several has to be named.
    pub fn choose(code: &str, detail: &str, among: Vec<FieldError>) -> Self {
        let mut said = problem(StatusCode::CONFLICT, code, detail);
        said.0.errors = Some(among);
        Self::Conflict(said)
    }

    /// Fields that nothing can change any more.
    pub fn started(errors: Vec<FieldError>) -> Self {
        Self::Conflict(fields(StatusCode::CONFLICT, "started", errors))
    }

    pub fn count_changed(count: i64) -> Self {
        let detail = format!("{count} match by now: look again");
        let mut said = problem(StatusCode::CONFLICT, "count_changed", detail);
        said.0.count = Some(count);
        Self::Conflict(said)
    }

    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self::Invalid(fields(StatusCode::UNPROCESSABLE_ENTITY, "invalid", errors))
    }

    pub fn refused(code: &str, detail: impl Into<String>) -> Self {
        Self::Invalid(problem(StatusCode::UNPROCESSABLE_ENTITY, code, detail))
    }

    /// The same of fields, each of which is named.
    pub fn refused_of(code: &str, errors: Vec<FieldError>) -> Self {
        Self::Invalid(fields(StatusCode::UNPROCESSABLE_ENTITY, code, errors))
    }

    pub fn stale(current: &str) -> Self {
        let detail = format!("it is at {current} by now: read it again");
        let mut said = problem(StatusCode::PRECONDITION_FAILED, "stale", detail);
        said.0.current = Some(current.to_owned());
        Self::Stale(said)
    }

    pub fn match_required() -> Self {
        let detail = "send the ETag of what you read as If-Match";
        Self::MatchRequired(problem(StatusCode::PRECONDITION_REQUIRED, "match_required", detail))
    }

    pub fn key_required() -> Self {
        let detail = "send an Idempotency-Key, so that a repetition is known";
        Self::MatchRequired(problem(StatusCode::PRECONDITION_REQUIRED, "key_required", detail))
    }

    /// What was asked for is not kept any more.
    pub fn gone(code: &str, detail: &str) -> Self {
        Self::Gone(problem(StatusCode::GONE, code, detail))
    }

    /// Too much of one thing: what is counted is named.
    pub fn limited_by(what: &str, wait: Duration) -> Self {
        let detail = format!("{what} at most: wait as Retry-After says");
        let said = problem(StatusCode::TOO_MANY_REQUESTS, "limited", detail);
        Self::Limited(said, seconds(wait).to_string())
    }

    pub fn limited(wait: Duration) -> Self {
        let detail = "too many requests: wait as Retry-After says";
        let said = problem(StatusCode::TOO_MANY_REQUESTS, "limited", detail);
        Self::Limited(said, seconds(wait).to_string())
    }

    /// Too many passwords were wrong.
    pub fn locked(wait: Duration) -> Self {
        let detail = "too many wrong passwords from here: wait as Retry-After says";
        let said = problem(StatusCode::TOO_MANY_REQUESTS, "locked", detail);
        Self::Limited(said, seconds(wait).to_string())
    }

    /// Whatever of the two is not so: which, is told nobody.
    pub fn wrong() -> Self {
        let detail = "there is no account with this e-mail address and this password";
        Self::SignedOut(problem(StatusCode::UNAUTHORIZED, "wrong", detail))
    }

    /// What is sent is something else, or does not say what it is.
    pub fn unsupported(detail: &str) -> Self {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Self::UnsupportedMediaType(problem(status, "unsupported_media_type", detail))
    }

    /// Something behind us is away, for a reason of its own.
    pub fn away(code: &str, detail: &str) -> Self {
        Self::Unavailable(problem(StatusCode::SERVICE_UNAVAILABLE, code, detail), "1".into())
    }

    pub fn unavailable(detail: &str) -> Self {
        Self::away("unavailable", detail)
    }

    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error, "a request failed");
        let detail = "something went wrong on our side";
        Self::Internal(problem(StatusCode::INTERNAL_SERVER_ERROR, "internal", detail))
    }
}

/// Whole seconds, at least one, until it is worth coming again.
pub fn seconds(wait: Duration) -> u64 {
    wait.as_millis().div_ceil(1_000).try_into().unwrap_or(u64::MAX).max(1)
}

impl From<Problems> for Refusal {
    fn from(Problems(problems): Problems) -> Self {
        let error = |problem: SessionProblem| FieldError::new(&problem.field, problem.message);
        Self::invalid(problems.into_iter().map(error).collect())
    }
}

/// Fields of a config or of arguments that are outside their limits.
pub struct Problems(pub Vec<SessionProblem>);

impl From<CommandError> for Refusal {
    fn from(error: CommandError) -> Self {
        match error {
            CommandError::NotTheirs => Self::not_found("session"),
            CommandError::Cold => Self::away("activating", "the session is being brought back"),
            CommandError::Stale { current } => Self::stale(&current.to_string()),
            CommandError::Contended => Self::away("contended", "too many changes at once"),
            CommandError::AuditFull => Self::away("audit_full", "the audit has to catch up"),
            CommandError::IdReused => {
                let detail = "this Idempotency-Key was used for another request";
                Self::refused("key_reused", detail)
            }
            CommandError::Refused(refusal) => refusal.into(),
            CommandError::Live(error) => error.into(),
        }
    }
}

impl From<downbeat_session::Refusal> for Refusal {
    fn from(refusal: downbeat_session::Refusal) -> Self {
        match refusal {
            downbeat_session::Refusal::Rejected(rejection) if rejection.code == "forbidden" => {
                Self::forbidden(&rejection.message)
            }
            downbeat_session::Refusal::Rejected(rejection) if rejection.code == "limited" => {
                Self::limited(Duration::from_secs(1))
            }
            downbeat_session::Refusal::Rejected(rejection) => {
                Self::conflict(rejection.code, rejection.message)
            }
            downbeat_session::Refusal::Invalid(problems) => Problems(problems).into(),
            downbeat_session::Refusal::UnknownCommand => Self::not_found("command"),
            downbeat_session::Refusal::Behind => CommandError::Contended.into(),
        }
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast::<StoreError>() {
            Ok(error) => error.into(),
            Err(error) => Self::internal(error.as_ref()),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound => Self::not_found("thing"),
            StoreError::Stale { current } => Self::stale(&current.to_string()),
            StoreError::TooLong { .. } => {
                Self::conflict("history_too_long", "its history is being made shorter: try later")
            }
            StoreError::TooBroad => {
                let detail = "too much would have to be looked through: add a word";
                Self::refused("too_broad", detail)
            }
            StoreError::Unavailable(_) => Self::unavailable("Postgres cannot answer this now"),
            other => Self::internal(&other),
        }
    }
}

impl From<LookUpError> for Refusal {
    fn from(error: LookUpError) -> Self {
        match error {
            LookUpError::Live(error) => error.into(),
            LookUpError::Store(error) => error.into(),
            LookUpError::Busy => Self::unavailable("Postgres cannot answer this now"),
            LookUpError::Limited(wait) => Self::limited(wait),
        }
    }
}

impl From<LiveError> for Refusal {
    fn from(error: LiveError) -> Self {
        match error {
            LiveError::MemoryFull => return Self::away("memory_full", "live Redis is full"),
            LiveError::AuditFull => return Self::away("audit_full", "the audit has to catch up"),
            _ => {}
        }
        tracing::warn!(%error, "live Redis does not answer a request");
        Self::unavailable("live Redis cannot answer this now")
    }
}

impl From<QueueError> for Refusal {
    fn from(error: QueueError) -> Self {
        tracing::warn!(%error, "the queue does not answer a request");
        Self::unavailable("the queue cannot answer this now")
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::internal(&error)
    }
}
