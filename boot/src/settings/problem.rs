use std::fmt;

/// One thing that is wrong: where it was set, to what, and what would be right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    pub place: String,
    /// As it was given, a secret masked; `None` where nothing was.
    pub given: Option<String>,
    pub message: String,
}

impl Problem {
    pub fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), given: None, message: message.into() }
    }

    #[must_use]
    pub fn given(self, value: Option<String>) -> Self {
        Self { given: value, ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, given, message } = self;
        match given {
            Some(given) => write!(f, "{place} is `{given}`: {message}"),
            None => write!(f, "{place}: {message}"),
        }
    }
}

/// All that is wrong; never empty.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn none_or<T>(problems: Vec<Problem>, value: T) -> Result<T, Self> {
        if problems.is_empty() { Ok(value) } else { Err(Self(problems)) }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.len() {
            1 => writeln!(f, "The settings have a problem:")?,
            many => writeln!(f, "The settings have {many} problems:")?,
        }
        for problem in &self.0 {
            writeln!(f, "  {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
