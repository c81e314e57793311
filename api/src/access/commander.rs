//! Who sends a command, asked for with as few questions to live Redis as it takes.
//!
//! A credential that this process has not seen is asked for alone: a guess costs
//! one small question, counts for nobody, and reads no session. Of one that it
//! has seen it knows whose it is, which never changes; whether it is still good
//! is asked each time, together with the limit and the session. Where the session
//! is known, too, the commit itself asks (`Gate`), and whatever is answered
//! without one waits until that was asked (`Question`). Whoever asks for anything
//! else is a question without a session.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use downbeat_boot::recent::Recent;
use downbeat_live::{Accepted, Asked, Beginning, CommandError, Gate, Hot, Kept, Through};
use poem::{Request, RequestBody};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions, registry::Registry};
use uuid::Uuid;

use super::{
    Caller, Known, Limit, Visit, address, credential, extension::is_jwt, hash, known::Credential,
    limit::quota, person::app, player::Jwt, scheme::token, standing::is_of_channel,
};
use crate::{app::App, refusal::Refusal};

const CREDENTIALS_MAX: usize = 20_000;
const CREDENTIALS_BYTES_MAX: usize = 16 * 1024 * 1024;
/// A hash, an account, and what holds them.
const OVERHEAD_BYTES: usize = 200;

/// Credentials that came lately, by their hash.
pub struct Credentials(Recent<[u8; 32], Seen>);

#[derive(Clone)]
struct Seen {
    account: Uuid,
    /// What live Redis had of it, while that needs no second look.
    kept: Option<Arc<[u8]>>,
}

/// A caller who commands a session.
pub struct Commander {
    pub caller: Caller,
    /// The session as it was when they were looked up.
    begun: Option<Hot>,
    gate: Option<(Gate, Arc<Question>)>,
    limit: Limit,
}

/// Who asks, and how much they may: to be asked before anything is answered.
pub struct Question {
    app: Arc<App>,
    credential: (Credential, [u8; 32]),
    account: Uuid,
    /// `None` where none is commanded.
    session: Option<Uuid>,
    address: Option<String>,
    is_settled: AtomicBool,
}

impl Credentials {
    #[must_use]
    pub fn new() -> Self {
        Self(Recent::new(CREDENTIALS_MAX, CREDENTIALS_BYTES_MAX))
    }

    /// Notes whose it is, where that is not known.
    pub(super) fn saw(&self, hash: [u8; 32], account: Uuid) {
        if self.0.get(&hash).is_none() {
            self.keep(hash, account, None);
        }
    }

    fn keep(&self, hash: [u8; 32], account: Uuid, kept: Option<Arc<[u8]>>) {
        let bytes = OVERHEAD_BYTES + kept.as_ref().map_or(0, |kept| kept.len());
        self.0.put(hash, Seen { account, kept }, bytes);
    }
}

impl Commander {
    async fn of(request: &Request) -> Result<Self, Refusal> {
        let app = app(request)?;
        if let Some(jwt) = token(request)?.filter(|token| is_jwt(token)) {
            return Self::viewer(request, jwt).await;
        }
        let (credential, secret) = credential(request)?;
        let hash = hash(&secret);
        let awaits = request.data::<Limit>();
        let limit = awaits.cloned().unwrap_or_default();
        let (Some(Seen { account, kept }), Some(session)) =
            (app.credentials.0.get(&hash), session(request))
        else {
            let caller = Caller::of(request).await?;
            return Ok(Self { caller, begun: None, gate: None, limit });
        };
        let question = Question {
            app: Arc::clone(app),
            credential: (credential, hash),
            account,
            session: Some(session),
            address: address(request),
            is_settled: AtomicBool::new(false),
        };
        // Nobody would ask where no limit waits for the answer.
        let fresh = kept.filter(|_| awaits.is_some() && app.live.has_gate(session));
        let fresh = fresh.and_then(|kept| Some((Known::fresh(&kept)?, kept)));
        let Some((known, kept)) = fresh else {
            let (known, begun) = question.ask(&limit).await?;
            let caller = Caller::known(request, &secret, &known);
            return Ok(Self { caller, begun, gate: None, limit });
        };
        let question = Arc::new(question);
        limit.ask_before_answer(Arc::clone(&question));
        let counted = quota(app.requests_per_min).map(|quota| (account.to_string(), quota));
        let gate = Gate::new((Known::key(credential, hash), kept.to_vec()), counted);
        let caller = Caller::known(request, &secret, &known);
        Ok(Self { caller, begun: None, gate: Some((gate, question)), limit })
    }

    /// A viewer of the extension commands what is of the channel that they look at.
    async fn viewer(request: &Request, jwt: &str) -> Result<Self, Refusal> {
        let visit = Visit::of(request, jwt).await?;
        let session = session(request).ok_or_else(|| Refusal::not_found("session"))?;
        if !is_of_channel(app(request)?, &visit.viewer, session).await? {
            return Err(Refusal::forbidden("this JWT is for another channel"));
        }
        let limit = request.data::<Limit>().cloned().unwrap_or_default();
        Ok(Self { caller: visit.caller(request)?, begun: None, gate: None, limit })
    }

    /// Does what is asked in one round trip; `None` where that cannot be, and
    /// nothing was done.
    pub async fn at_once(
        &self,
        app: &App,
        asked: &Asked,
    ) -> Result<Option<Result<Accepted, CommandError>>, Refusal> {
        let Some((gate, question)) = &self.gate else { return Ok(None) };
        let (taken, answer) = match app.live.command_through(asked, gate).await {
            Through::Closed => return Ok(None),
            Through::Unknown(answer) => return Ok(Some(answer)),
            Through::Limited(taken) => (Some(taken), None),
            Through::Open(taken, answer) => (taken, Some(answer)),
        };
        Kept::Pass.hit();
        question.settle();
        self.limit.note(app.requests_per_min, taken)?;
        Ok(answer)
    }

    /// The same person, once that was asked, and the session where it was read.
    pub async fn looked_up(self) -> Result<(Caller, Option<Hot>), Refusal> {
        let Self { mut caller, begun, gate, limit } = self;
        let Some((_, question)) = gate else { return Ok((caller, begun)) };
        let (known, begun) = question.ask(&limit).await?;
        caller.who = known.who();
        Ok((caller, begun))
    }
}

impl Question {
    /// Of a credential that this process has seen, whatever is done with it; `None` of
    /// another one.
    pub(super) fn of_caller(
        request: &Request,
        app: &Arc<App>,
        credential: (Credential, [u8; 32]),
    ) -> Option<Self> {
        let Seen { account, .. } = app.credentials.0.get(&credential.1)?;
        Some(Self {
            app: Arc::clone(app),
            credential,
            account,
            session: None,
            address: address(request),
            is_settled: AtomicBool::new(false),
        })
    }

    fn settle(&self) {
        self.is_settled.store(true, Ordering::Relaxed);
    }

    pub fn is_settled(&self) -> bool {
        self.is_settled.load(Ordering::Relaxed)
    }

    pub async fn ask(&self, limit: &Limit) -> Result<(Known, Option<Hot>), Refusal> {
        let Self { app, credential, account, session, address, .. } = self;
        self.settle();
        let (kept, who) = (Known::key(credential.0, credential.1), account.to_string());
        let counted = quota(app.requests_per_min).map(|quota| (who.as_str(), quota));
        let beginning = Beginning { kept: &kept, limit: counted, session: *session };
        let begun = app.live.begin(beginning).await;
        let kept = begun.kept.as_ref().ok().and_then(Option::clone);
        let known = Known::find_from(app, *credential, address.as_deref(), begun.kept).await?;
        let Some(known) = known else {
            // It takes nothing from its account again.
            app.credentials.0.forget(&credential.1);
            return Err(Refusal::signed_out());
        };
        let kept = kept.filter(|kept| Known::fresh(kept).is_some());
        app.credentials.keep(credential.1, *account, kept.map(Arc::from));
        limit.note(app.requests_per_min, begun.taken)?;
        Ok((known, begun.session))
    }
}

/// The session that a path names.
fn session(request: &Request) -> Option<Uuid> {
    let mut segments = request.original_uri().path().split('/');
    segments.find(|segment| *segment == "sessions")?;
    segments.next()?.parse().ok()
}

impl<'a> ApiExtractor<'a> for Commander {
    const TYPES: &'static [ApiExtractorType] = <Caller as ApiExtractor<'a>>::TYPES;

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <Caller as ApiExtractor<'a>>::register(registry);
        <Jwt as ApiExtractor<'a>>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        let mut schemes = <Caller as ApiExtractor<'a>>::security_schemes();
        schemes.extend(<Jwt as ApiExtractor<'a>>::security_schemes());
        schemes
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Ok(Self::of(request).await?)
    }
}
