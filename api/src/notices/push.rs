//! The devices on which somebody is told.

use std::sync::Arc;

use downbeat_job::{Outside, Pusher, push::Device};
use downbeat_store::{DEVICES_MAX, DeviceRecord, NewDevice, Subscribed};
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::person;
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

const ENDPOINT_BYTES_MAX: usize = 1_024;
const NAME_CHARS_MAX: usize = 60;

pub struct PushDoor;

/// A browser that lets itself be told.
#[derive(Debug, Object)]
struct PushDevice {
    id: Uuid,
    name: String,
    /// The host of its push service.
    service: String,
    /// Whether it is the browser that asks.
    is_this: bool,
    /// Whether its page has to be opened once, for the house has another key by now.
    is_old: bool,
    made_at_ms: i64,
    /// When its push service last took something for it.
    used_at_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct PushState {
    /// What browsers subscribe with (`applicationServerKey`), in base64url; null where
    /// the house pushes nothing.
    key: Option<String>,
    /// The newest first; ten at most.
    devices: Vec<PushDevice>,
}

/// As the browser's subscription has it.
#[derive(Debug, Object)]
struct PushBody {
    /// 1,024 bytes at most.
    endpoint: String,
    /// Of `keys`: 65 bytes in base64url.
    p256dh: String,
    /// Of `keys`: 16 bytes in base64url.
    auth: String,
    /// What it was subscribed with.
    key: String,
    /// What you know the device by: 1 to 60 characters.
    name: String,
}

#[derive(ApiResponse)]
enum Removed {
    /// It is told nothing any more.
    #[oai(status = 204)]
    Removed,
}

#[OpenApi(prefix_path = "/api/v1")]
impl PushDoor {
    /// List the devices that are told
    ///
    /// By the person's own cookie.
    #[oai(path = "/me/push", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<PushState> {
        now(&app, person(&caller)?, &caller).await
    }

    /// Tell this browser, too
    ///
    /// One sign-in is one device, which ends with it; the same endpoint is the same device.
    /// An eleventh is 409 `full`; where the house pushes nothing, 409 `push_off`. By the
    /// person's own cookie.
    #[oai(path = "/me/push", method = "put")]
    async fn subscribe(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<PushBody>,
    ) -> Answer<PushState> {
        let user = person(&caller)?;
        let pusher = app.pusher.as_ref().ok_or_else(|| {
            Refusal::conflict("push_off", "this server pushes nothing: push.private_key is empty")
        })?;
        let PushBody { endpoint, name, .. } = &body.0;
        let (p256dh, auth) = read(pusher, &body.0)?.bytes();
        let transaction = app.store.begin().await?;
        transaction.hold_told(user).await?;
        let new = NewDevice {
            user,
            sign_in: caller.scope,
            endpoint,
            p256dh: &p256dh,
            auth: &auth,
            server_key: pusher.public_key(),
            name: name.trim(),
        };
        match transaction.subscribe(&new).await? {
            Subscribed::Yes => transaction.commit().await?,
            Subscribed::Full => {
                let detail = format!("{DEVICES_MAX} devices at most: remove another one first");
                return Err(Refusal::conflict("full", detail));
            }
            Subscribed::SignedOut => return Err(Refusal::signed_out()),
        }
        now(&app, user, &caller).await
    }

    /// Tell a device nothing any more
    ///
    /// By the person's own cookie.
    #[oai(path = "/me/push/:id", method = "delete")]
    async fn remove(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Removed, Refusal> {
        if app.store.remove_device(person(&caller)?, id.0).await? {
            Ok(Removed::Removed)
        } else {
            Err(Refusal::not_found("device"))
        }
    }
}

async fn now(app: &App, user: Uuid, caller: &Caller) -> Answer<PushState> {
    let key = app.pusher.as_ref().map(|pusher| pusher.public_key().to_owned());
    let found = app.store.devices(user, caller.scope).await?;
    let devices = found.into_iter().map(|device| shown(device, key.as_deref())).collect();
    Ok(Json(PushState { key, devices }))
}

fn read(pusher: &Pusher, body: &PushBody) -> Result<Device, Refusal> {
    let PushBody { endpoint, p256dh, auth, key, name } = body;
    let mut errors = Vec::new();
    if endpoint.len() > ENDPOINT_BYTES_MAX {
        let message = format!("has {ENDPOINT_BYTES_MAX} bytes at most");
        errors.push(FieldError::new("endpoint", message));
    } else if let Err(wrong) = pusher.check(endpoint) {
        errors.push(FieldError::new("endpoint", wrong.to_string()));
    }
    if key != pusher.public_key() {
        errors.push(FieldError::new("key", "is another than the server's: subscribe anew"));
    }
    let is_plain = !name.chars().any(char::is_control);
    if !is_plain || !(1..=NAME_CHARS_MAX).contains(&name.trim().chars().count()) {
        errors.push(FieldError::new("name", "must be 1 to 60 characters"));
    }
    let device = Device::read(p256dh, auth);
    if let Err(wrong) = &device {
        errors.push(FieldError::new(wrong.field(), wrong.to_string()));
    }
    match device {
        Ok(device) if errors.is_empty() => Ok(device),
        _ => Err(Refusal::invalid(errors)),
    }
}

fn shown(record: DeviceRecord, key: Option<&str>) -> PushDevice {
    let DeviceRecord { id, name, endpoint, server_key, is_this, made_ms, used_ms } = record;
    PushDevice {
        id,
        name,
        service: Outside::host(&endpoint),
        is_this,
        is_old: key != Some(server_key.as_str()),
        made_at_ms: made_ms,
        used_at_ms: used_ms,
    }
}
