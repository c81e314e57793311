//! Answers that are saved as files.

use poem_openapi::Enum;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub enum Format {
    Csv,
    #[default]
    Json,
}

/// The header that has a browser save it under a name.
pub fn attachment(name: &str, format: Format) -> String {
    let ending = match format {
        Format::Csv => "csv",
        Format::Json => "json",
    };
    format!("attachment; filename=\"{name}.{ending}\"")
}

/// A field of CSV (RFC 4180), quoted where it must be; spreadsheets must not
/// take a text for a formula.
pub fn csv_field(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r']) || is_formula {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_quoted_where_it_must_be() {
        assert_eq!(csv_field("Castle"), "Castle");
        assert_eq!(csv_field("A, or \"B\""), "\"A, or \"\"B\"\"\"");
        assert_eq!(csv_field("=1+1"), "\"'=1+1\"");
    }
}
