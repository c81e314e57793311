//! Leaving for good: somebody takes out all that is kept of them.

use std::sync::Arc;

use downbeat_job::{
    erasure::erase,
    invalidate_passes,
    leaving::{LAST_ADMIN, is_last_admin},
};
use downbeat_store::Doer;
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, payload::Json};

use crate::{
    access::User,
    app::App,
    refusal::{FieldError, Refusal},
};

pub struct Erase;

/// Said by whoever means it.
#[derive(Debug, Object)]
struct EraseBody {
    /// Your name, as `GET /me` has it.
    name: String,
}

#[derive(ApiResponse)]
enum Erased {
    /// Nothing names you any more, and you are signed out.
    #[oai(status = 204)]
    Erased,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Erase {
    /// Delete your account
    ///
    /// For good, with everything in it: your sessions end, and their history,
    /// rounds, links, members and webhooks go; so do templates, API tokens, sign-ins
    /// and what is known of your account at Twitch. What you did as a member of the
    /// staff stays on record. Postgres names you nowhere else once this is answered;
    /// live Redis and Twitch are told. The only administrator is refused with 409
    /// `last_admin`.
    #[oai(path = "/me/erase", method = "post")]
    async fn erase(
        &self,
        app: Data<&Arc<App>>,
        user: User,
        body: Json<EraseBody>,
    ) -> Result<Erased, Refusal> {
        let person = user.0;
        let id = person.user.user_id;
        if body.0.name != person.user.display_name {
            let message = "must be your name: nothing was deleted";
            return Err(Refusal::invalid(vec![FieldError::new("name", message)]));
        }
        if is_last_admin(&app.store.staff().await?, id) {
            return Err(Refusal::conflict("last_admin", LAST_ADMIN));
        }
        let counted = app.store.traces(id).await?;
        let by = (&Doer::erased(), None);
        let (gone, enqueued) = erase((&app.store, &app.keys), id, &counted, by).await?;
        // What cannot be told now, jobs tell.
        if let Err(error) = invalidate_passes(&app.live, &gone.passes).await {
            tracing::warn!(%error, "jobs will tell live Redis which sign-ins and tokens ended");
        }
        app.queue.announce(&enqueued).await;
        Ok(Erased::Erased)
    }
}
