//! `/api/v1/me`: who is asking.

use poem_openapi::{Object, OpenApi, payload::Json};
use uuid::Uuid;

use crate::{access::User, refusal::Answer};

pub struct Me;

#[derive(Debug, Object)]
struct MeView {
    id: Uuid,
    name: String,
    /// `admin`, `reader`, or null for whoever is not of the house.
    role: Option<String>,
    /// To be sent as `X-CSRF-Token` with every unsafe request.
    csrf: String,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Me {
    /// Who is signed in
    #[oai(path = "/me", method = "get")]
    #[expect(clippy::unused_async, reason = "every operation is one")]
    async fn me(&self, user: User) -> Answer<MeView> {
        let person = user.0;
        Ok(Json(MeView {
            id: person.user.user_id,
            name: person.user.display_name,
            role: person.user.staff.map(|staff| staff.as_str().to_owned()),
            csrf: person.csrf,
        }))
    }
}
