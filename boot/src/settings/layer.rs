//! Laying the layers over one another. The embedded file is the schema: it has
//! every key, so a value from the environment takes the type it has there.

use toml::{Table, Value};

use super::mask::is_secret;
use super::{Config, DEFAULTS, LOCAL_FILE, Problem, Problems};

const PREFIX: &str = "DOWNBEAT__";

/// One value that a layer sets, and where.
struct Override {
    place: String,
    section: String,
    key: String,
    value: Value,
}

/// Variables that are meant for us. One that is not valid Unicode keeps its
/// name, so that it is refused and not overlooked.
pub fn environment() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os().filter_map(|(name, value)| {
        let name = name.into_string().ok().filter(|name| name.starts_with(PREFIX))?;
        Some((name, value.to_string_lossy().into_owned()))
    })
}

/// The config of all values that can stand, and the problems of the others.
pub fn merge(
    file: Option<&str>,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<(Config, Vec<Problem>), Problems> {
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
    for setting in overrides {
        match attempt(&defaults, &setting) {
            Ok(()) => set(&mut merged, &setting),
            Err(problem) => problems.push(problem),
        }
    }
    let config = merged.try_into().map_err(broken)?;
    Ok((config, problems))
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
    let message = error.message();
    let known = defaults.get(&setting.section).is_some_and(|keys| keys.get(&setting.key).is_some());
    let message = if known && is_secret(&setting.section, &setting.key) {
        "has the wrong type"
    } else {
        message
    };
    Err(Problem::new(&setting.place, message))
}

fn set(table: &mut Table, setting: &Override) {
    let section =
        table.entry(setting.section.clone()).or_insert_with(|| Value::Table(Table::new()));
    if let Value::Table(keys) = section {
        keys.insert(setting.key.clone(), setting.value.clone());
    }
}
