//! Laying the layers over one another. The embedded file is the schema: it has
//! every key, so a value from the environment takes the type it has there.

use std::collections::HashMap;

use toml::{Table, Value};

use super::check::Wrong;
use super::mask::{MASK, is_secret};
use super::{Config, DEFAULTS, LOCAL_FILE, Problem, Problems};

const PREFIX: &str = "DOWNBEAT__";

/// What is shown of a value at most.
const SHOWN_CHARS_MAX: usize = 200;

/// One value that a layer sets, and where.
struct Override {
    place: String,
    section: String,
    key: String,
    value: Value,
}

impl Override {
    /// The value as it was given, on one line, a secret masked.
    fn shown(&self) -> String {
        if is_secret(&self.section, &self.key) {
            return MASK.to_owned();
        }
        let text = match &self.value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        text.chars().filter(|c| !c.is_control()).take(SHOWN_CHARS_MAX).collect()
    }
}

/// What was laid over the defaults: each key's place and what it was given.
pub struct Layers(HashMap<String, (String, String)>);

impl Layers {
    /// Says where a wrong value comes from; one that nobody set is asked for by
    /// its variable.
    pub fn blame(&self, Wrong { key, message }: Wrong) -> Problem {
        if let Some((place, given)) = self.0.get(key) {
            return Problem::new(place, message).given(Some(given.clone()));
        }
        let variable = key.to_uppercase().replace('.', "__");
        Problem::new(format!("{key} ({PREFIX}{variable})"), message)
    }
}

/// Variables that are meant for us. One that is not valid Unicode keeps its
/// name, so that it is refused and not overlooked.
pub fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| {
        let name = name.into_string().ok().filter(|name| name.starts_with(PREFIX))?;
        Some((name, value.to_string_lossy().into_owned()))
    })
}

/// The config of all values that can stand, where these come from, and the
/// problems of the others.
pub fn merge(
    file: Option<&str>,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<(Config, Layers, Vec<Problem>), Problems> {
    let broken = |error: toml::de::Error| Problem::new("config.default.toml", error.message());
    let defaults: Table = DEFAULTS.parse().map_err(broken)?;
    let mut problems = Vec::new();
    let mut overrides = file.map(|text| from_file(text, &mut problems)).unwrap_or_default();
    let mut variables: Vec<_> = variables.into_iter().collect();
    variables.sort();
    for (name, text) in variables {
        match from_variable(&defaults, name, &text) {
            Ok(setting) => overrides.push(setting),
            Err(problem) => problems.push(problem),
        }
    }

    let mut merged = defaults.clone();
    let mut layers = Layers(HashMap::new());
    for setting in overrides {
        match attempt(&defaults, &setting) {
            Ok(()) => {
                set(&mut merged, &setting);
                let Override { place, section, key, .. } = &setting;
                layers.0.insert(format!("{section}.{key}"), (place.clone(), setting.shown()));
            }
            Err(problem) => problems.push(problem),
        }
    }
    let config = merged.try_into().map_err(broken)?;
    Ok((config, layers, problems))
}

fn from_file(text: &str, problems: &mut Vec<Problem>) -> Vec<Override> {
    let table: Table = match text.parse() {
        Ok(table) => table,
        Err(error) => {
            // The error's own text would quote the line, and with it a secret.
            let line = error.span().map_or(1, |span| 1 + text[..span.start].matches('\n').count());
            problems.push(Problem::new(format!("{LOCAL_FILE} line {line}"), error.message()));
            return Vec::new();
        }
    };
    let mut overrides = Vec::new();
    for (section, value) in table {
        let Value::Table(keys) = value else {
            let place = format!("{section} ({LOCAL_FILE})");
            problems.push(Problem::new(place, "is not a section; write it as `[section]`"));
            continue;
        };
        overrides.extend(keys.into_iter().map(|(key, value)| Override {
            place: format!("{section}.{key} ({LOCAL_FILE})"),
            section: section.clone(),
            key,
            value,
        }));
    }
    overrides
}

fn from_variable(defaults: &Table, name: String, text: &str) -> Result<Override, Problem> {
    let path = name.strip_prefix(PREFIX).unwrap_or(&name).to_lowercase();
    let Some((section, key)) = path.split_once("__") else {
        return Err(Problem::new(name, format!("is not of the form {PREFIX}SECTION__KEY")));
    };
    let known = defaults.get(section).and_then(|keys| keys.get(key));
    let as_text = || Value::String(text.to_owned());
    let value = match known {
        Some(Value::Integer(_)) => text.trim().parse().map_or_else(|_| as_text(), Value::Integer),
        Some(Value::Boolean(_)) => text.trim().parse().map_or_else(|_| as_text(), Value::Boolean),
        Some(Value::Array(_)) => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        }
        _ => as_text(),
    };
    let place = format!("{section}.{key} ({name})");
    Ok(Override { place, section: section.to_owned(), key: key.to_owned(), value })
}

/// Whether the config can be read with this one value set.
fn attempt(defaults: &Table, setting: &Override) -> Result<(), Problem> {
    let mut table = defaults.clone();
    set(&mut table, setting);
    let Err(error) = table.try_into::<Config>() else { return Ok(()) };
    let Override { place, section, key, .. } = setting;
    let known = defaults.get(section).and_then(|keys| keys.get(key));
    // The error's own text would quote a secret.
    let secret = known.is_some() && is_secret(section, key);
    let message = match known {
        Some(Value::Integer(number)) => format!("must be a whole number, as {number}"),
        Some(Value::Boolean(_)) => "must be true or false".to_owned(),
        Some(Value::Array(_)) => "must be a list".to_owned(),
        Some(_) if secret => "must be text".to_owned(),
        Some(Value::String(usual)) if !usual.is_empty() => {
            format!("{}; it is usually `{usual}`", error.message())
        }
        Some(_) | None => error.message().to_owned(),
    };
    let given = known.map(|_| setting.shown());
    Err(Problem::new(place, message).given(given))
}

fn set(table: &mut Table, setting: &Override) {
    let section =
        table.entry(setting.section.clone()).or_insert_with(|| Value::Table(Table::new()));
    if let Value::Table(keys) = section {
        keys.insert(setting.key.clone(), setting.value.clone());
    }
}
