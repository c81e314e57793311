//! Who sends a command. What live Redis knows of them, their limit and the session
//! are asked for together, where this process knows already whose requests they
//! are. A credential that it has not seen is asked for alone: a guess costs one
//! small question, counts for nobody, and reads no session.

use std::sync::Arc;

use downbeat_boot::recent::Recent;
use downbeat_live::{Beginning, Hot};
use poem::{Request, RequestBody};
use poem_openapi::{
    ApiExtractor, ApiExtractorType, ExtractParamOptions, registry::Registry,
};
use uuid::Uuid;

use super::{
    Caller, Known, Limit, address, credential, hash, known::Credential, limit::quota, person::app,
};
use crate::{app::App, refusal::Refusal};

const ACCOUNTS_MAX: usize = 20_000;
/// A hash, an account, and what holds them.
const ACCOUNT_BYTES: usize = 200;

/// Whose the credentials are that came lately, by their hash: that never changes.
/// Whether they are still good is another question, which is always asked.
pub struct Accounts(Recent<[u8; 32], Uuid>);

/// A caller, and the session of their request as it was when they were looked up.
pub struct Commander {
    pub caller: Caller,
    pub begun: Option<Hot>,
}

impl Accounts {
    #[must_use]
    pub fn new() -> Self {
        Self(Recent::new(ACCOUNTS_MAX, ACCOUNTS_MAX * ACCOUNT_BYTES))
    }
}

impl Commander {
    async fn of(request: &Request) -> Result<Self, Refusal> {
        let app = app(request)?;
        let (credential, secret) = credential(request)?;
        let hash = hash(&secret);
        let session = request.raw_path_param("id").and_then(|id| Uuid::parse_str(id).ok());
        let (Some(account), Some(session)) = (app.accounts.0.get(&hash), session) else {
            let caller = Caller::of(request).await?;
            app.accounts.0.put(hash, caller.user_id, ACCOUNT_BYTES);
            return Ok(Self { caller, begun: None });
        };
        let (known, begun) = together(app, request, (credential, hash), (account, session)).await?;
        Ok(Self { caller: Caller::known(request, &secret, &known), begun })
    }
}

async fn together(
    app: &Arc<App>,
    request: &Request,
    (credential, hash): (Credential, [u8; 32]),
    (account, session): (Uuid, Uuid),
) -> Result<(Known, Option<Hot>), Refusal> {
    let (kept, who) = (Known::key(credential, hash), account.to_string());
    let limit = request.data::<Limit>().zip(quota(app.requests_per_min));
    let counted = limit.map(|(_, quota)| (who.as_str(), quota));
    let begun = app.live.begin(Beginning { kept: &kept, limit: counted, session }).await;
    let address = address(request);
    let known =
        Known::find_from(app, (credential, hash), address.as_deref(), begun.kept).await?;
    // It takes nothing from its account again.
    let known = known.ok_or_else(|| {
        app.accounts.0.forget(&hash);
        Refusal::signed_out()
    })?;
    if let Some((limit, _)) = limit {
        limit.note(app.requests_per_min, begun.taken)?;
    }
    Ok((known, begun.session))
}

impl<'a> ApiExtractor<'a> for Commander {
    const TYPES: &'static [ApiExtractorType] = <Caller as ApiExtractor<'a>>::TYPES;

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <Caller as ApiExtractor<'a>>::register(registry);
    }

    fn security_schemes() -> Vec<&'static str> {
        <Caller as ApiExtractor<'a>>::security_schemes()
    }

    async fn from_request(
        request: &'a Request,
        _body: &mut RequestBody,
        _options: ExtractParamOptions<()>,
    ) -> poem::Result<Self> {
        Ok(Self::of(request).await?)
    }
}
