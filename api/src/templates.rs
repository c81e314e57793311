//! `/api/v1/templates`: configs that a person makes sessions from.

use std::sync::Arc;

use downbeat_session::text;
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
const NAME_CHARS_MAX: usize = 60;

pub struct Templates;

#[derive(Debug, Object)]
struct Template {
    id: Uuid,
    kind: String,
    name: String,
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
    /// Your templates
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
        caller.may(Permissions::CONFIG)?;
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let found = app.store.templates(caller.user_id, page.before, page.limit).await?;
        let next = page.next(&found, |template| template.id);
        Ok(Json(TemplatePage { items: found.into_iter().map(view).collect(), next }))
    }

    /// Make a template
    ///
    /// Its config is checked as a session's is. Scope: `sessions:write`.
    #[oai(path = "/templates", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        new: Json<NewTemplateBody>,
    ) -> Result<Made, Refusal> {
        caller.may(Permissions::CONFIGURE)?;
        let kind = named(&new.kind)?;
        let name = name(&new.name)?;
        let config = (kind.check)(&new.config).map_err(Problems)?;
        no_nul(&config)?;
        let new = NewTemplate { user_id: caller.user_id, kind: kind.name, name, config };
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
        caller.may(Permissions::CONFIGURE)?;
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

fn view(template: TemplateRecord) -> Template {
    let TemplateRecord { id, kind, name, config, created_ms } = template;
    Template { id, kind, name, config, created_ms }
}
