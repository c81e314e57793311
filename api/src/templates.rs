//! `/api/v1/templates`: configs that a person makes sessions from, and commands
//! that they mean to send, as a question for the next round.

use std::sync::Arc;

use downbeat_session::{Actor, Ask, Beside, Description, Refusal as Unfit, Role, text};
use downbeat_store::{NewTemplate, StoreError, TemplateRecord};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::{Caller, Permissions},
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Problems, Refusal},
    session::{named, no_nul},
};

const TEMPLATES_MAX: i64 = 100;
pub const NAME_CHARS_MAX: usize = 60;
/// Between a kind and a command of its, as they are stored.
const OF: char = '/';

pub struct Templates;

#[derive(Debug, Object)]
struct Template {
    id: Uuid,
    kind: String,
    name: String,
    /// The command whose arguments `config` has; null for a session's config.
    command: Option<String>,
    config: Value,
    created_ms: i64,
}

#[derive(Debug, Object)]
struct TemplatePage {
    items: Vec<Template>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct NewTemplateBody {
    kind: String,
    /// 1 to 60 characters.
    name: String,
    /// A command of the kind. Left out, the template is for a session.
    command: Option<String>,
    /// A session's config, or the arguments of the command.
    config: Value,
}

#[derive(ApiResponse)]
enum Made {
    /// It was made.
    #[oai(status = 201)]
    Template(Json<Template>),
}

#[derive(ApiResponse)]
enum Gone {
    /// It is gone.
    #[oai(status = 204)]
    Gone,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Templates {
    /// List templates
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/templates", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<TemplatePage> {
        caller.may_as_person(Permissions::CONFIG)?;
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let found = app.store.templates(caller.user_id, page.before, page.limit).await?;
        let next = page.next(&found, |template| template.id);
        Ok(Json(TemplatePage { items: found.into_iter().map(view).collect(), next }))
    }

    /// Create a template
    ///
    /// Its config is checked as a session's is, and the arguments of a command as a
    /// session that was just made checks them. Scope: `sessions:write`.
    #[oai(path = "/templates", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        new: Json<NewTemplateBody>,
    ) -> Result<Made, Refusal> {
        caller.may_as_person(Permissions::CONFIGURE)?;
        let kind = named(&new.kind)?;
        let name = name(&new.name)?;
        let (kind, config) = match new.command.as_deref() {
            Some(command) => {
                (format!("{}{OF}{command}", kind.name), args(kind, command, &new.config)?)
            }
            None => (kind.name.to_owned(), (kind.check)(&new.config).map_err(Problems)?),
        };
        no_nul(&config)?;
        let new = NewTemplate { user_id: caller.user_id, kind: &kind, name, config };
        let made = app.store.create_template(new, TEMPLATES_MAX).await;
        let made = made.map_err(|error| match error {
            StoreError::Conflict => {
                let detail = format!("you have {TEMPLATES_MAX} templates, which is all");
                Refusal::conflict("too_many", detail)
            }
            other => other.into(),
        })?;
        Ok(Made::Template(Json(view(made))))
    }

    /// Delete a template
    ///
    /// Sessions that were made from it stay. Scope: `sessions:write`.
    #[oai(path = "/templates/:id", method = "delete")]
    async fn delete(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Gone, Refusal> {
        caller.may_as_person(Permissions::CONFIGURE)?;
        if app.store.delete_template(id.0, caller.user_id).await? {
            return Ok(Gone::Gone);
        }
        Err(Refusal::not_found("template"))
    }
}

fn name(given: &str) -> Result<&str, Refusal> {
    let name = given.trim();
    if text::is_name(name, NAME_CHARS_MAX) {
        return Ok(name);
    }
    let message = format!("1 to {NAME_CHARS_MAX} characters");
    Err(Refusal::invalid(vec![FieldError::new("name", message)]))
}

/// A command's arguments, if a session that was just made reads them: that it would
/// not accept the command then is nothing against them.
fn args(kind: &Description, command: &str, given: &Value) -> Result<Value, Refusal> {
    let session = (kind.open)(&(kind.example)().config, 1, 0);
    let session = session.map_err(|error| Refusal::internal(&error))?;
    let actor = Actor { role: Role::Owner, id: None };
    let ask = Ask { name: command, args: given, actor: &actor };
    match session.decide(&Beside::default(), &ask, 0) {
        Ok(_) | Err(Unfit::Rejected(_) | Unfit::Behind) => Ok(given.clone()),
        Err(Unfit::Invalid(problems)) => Err(Problems(problems).into()),
        Err(Unfit::UnknownCommand) => {
            let message = format!("a {} has no command `{command:.40}`", kind.name);
            Err(Refusal::invalid(vec![FieldError::new("command", message)]))
        }
    }
}

fn view(template: TemplateRecord) -> Template {
    let TemplateRecord { id, kind, name, config, created_ms } = template;
    let (kind, command) = match kind.split_once(OF) {
        Some((kind, command)) => (kind.to_owned(), Some(command.to_owned())),
        None => (kind, None),
    };
    Template { id, kind, name, command, config, created_ms }
}
