//! Answers that are saved as files.

use poem_openapi::Enum;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum)]
#[oai(rename_all = "lowercase")]
pub enum Format {
    Csv,
    #[default]
    Json,
}

/// Whether a file in CSV begins with a byte-order mark, by which spreadsheets know
/// that it is UTF-8.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Enum)]
pub enum Bom {
    #[default]
    #[oai(rename = "0")]
    Without,
    #[oai(rename = "1")]
    With,
}

impl Bom {
    pub const fn text(self) -> &'static str {
        match self {
            Self::Without => "",
            Self::With => "\u{feff}",
        }
    }
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
    let is_formula = is_formula(text);
    let text = if is_formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', ';', '\t', '\n', '\r']) || is_formula {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// Spreadsheets look past what shows as nothing before a sign, take the signs of
/// full width for the usual ones, and some begin a cell anew behind a tab or the end
/// of a line.
fn is_formula(text: &str) -> bool {
    let shown = text.trim_start_matches(is_unseen);
    text.starts_with(['\t', '\n', '\r'])
        || shown.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹢', '﹣', '﹦', '﹫'])
}

/// White space, controls, and what joins or directs but is not seen.
fn is_unseen(c: char) -> bool {
    let is_format = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}');
    c.is_whitespace() || c.is_control() || is_format
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_quoted_where_it_must_be() {
        assert_eq!(csv_field("Castle"), "Castle");
        assert_eq!(csv_field("A, or \"B\""), "\"A, or \"\"B\"\"\"");
        assert_eq!(csv_field("A\nB"), "\"A\nB\"");
        assert_eq!(csv_field("A;B"), "\"A;B\"");
        assert_eq!(csv_field("=1+1"), "\"'=1+1\"");
    }

    #[test]
    fn no_text_is_a_formula() {
        for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠"] {
            for before in [
                "",
                " ",
                "   ",
                "\u{3000}",
                "\u{a0}",
                "\t",
                "\r",
                "\n",
                "\u{feff}",
                "\u{200b}",
                "\u{202e}",
                "\0",
                "\u{1}",
                " \t\u{2060} ",
            ] {
                let field = csv_field(&format!("{before}{sign}1+1"));
                assert_eq!(field, format!("\"'{before}{sign}1+1\""));
            }
        }
        for first in ["\t", "\n", "\r"] {
            assert!(csv_field(&format!("{first}A")).starts_with("\"'"), "{first:?}");
        }
        for plain in ["1+1", "a=b", "A-B", " A", "ann@example.org", "", "−1", "1"] {
            assert_eq!(csv_field(plain), plain);
        }
    }
}
