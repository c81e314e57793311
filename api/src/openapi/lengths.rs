//! How long texts may be, as JSON Schema counts them: in code points. Those of
//! the kinds say it where they are declared.

use downbeat_session::text::code_points_max;
use serde_json::{Value, json};

use super::place;
use crate::{
    admin::REASON_CHARS_MAX,
    kinds::{CHAT_TEXT_CHARS_MAX, SURVIVOR_CHARS_MAX},
    session::PARTICIPANT_CHARS_MAX,
    templates,
};

pub fn describe(document: &mut Value) {
    for (schema, member, most) in lengths() {
        if let Some(property) = place(document, schema, member) {
            property["maxLength"] = json!(most);
        }
    }
}

/// Of what somebody gives.
fn lengths() -> [(&'static str, &'static str, usize); 9] {
    [
        ("ChatLine", "text", CHAT_TEXT_CHARS_MAX),
        ("NewApiToken", "name", code_points_max(downbeat_job::api_token::NAME_CHARS_MAX)),
        ("NewLinkBody", "participant", PARTICIPANT_CHARS_MAX),
        ("NewTemplateBody", "name", code_points_max(templates::NAME_CHARS_MAX)),
        ("SeatBody", "participant", PARTICIPANT_CHARS_MAX),
        ("NewSurvivorBody", "name", code_points_max(SURVIVOR_CHARS_MAX)),
        ("SurvivorPatch", "name", code_points_max(SURVIVOR_CHARS_MAX)),
        ("Template", "name", code_points_max(templates::NAME_CHARS_MAX)),
        ("Why", "reason", REASON_CHARS_MAX),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_is_there_and_is_text() {
        let mut document = super::super::plain();
        for (schema, member, _) in lengths() {
            let property = place(&mut document, schema, member);
            assert!(property.is_some_and(|it| it["type"] == "string"), "{schema}.{member}");
        }
    }
}
