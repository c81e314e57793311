//! What a program may do with its token.

use poem_openapi::Enum;

use super::Permissions;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum Scope {
    /// Sessions, their events, rounds and sockets.
    #[oai(rename = "sessions:read")]
    Read,
    /// Make, change and end sessions.
    #[oai(rename = "sessions:write")]
    Write,
    /// Send commands.
    #[oai(rename = "sessions:command")]
    Command,
    /// Make, copy, rotate and revoke links.
    #[oai(rename = "links:write")]
    Links,
}

impl Scope {
    pub const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Command, Self::Links];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "sessions:read",
            Self::Write => "sessions:write",
            Self::Command => "sessions:command",
            Self::Links => "links:write",
        }
    }

    /// What each scope lets a program do of what its person may.
    pub const fn permissions(self) -> Permissions {
        match self {
            Self::Read => Permissions::LOOK
                .and(Permissions::CONFIG)
                .and(Permissions::HISTORY)
                .and(Permissions::TIES),
            Self::Write => Permissions::CONFIGURE.and(Permissions::WEBHOOK).and(Permissions::END),
            Self::Command => Permissions::COMMAND.and(Permissions::FEED),
            Self::Links => Permissions::LINKS,
        }
    }

    /// What a token's scopes let it do. A word that this release does not know
    /// lets it do nothing.
    pub fn together(names: &[String]) -> Permissions {
        let known = names.iter().filter_map(|name| Self::named(name));
        known.fold(Permissions::NONE, |all, scope| all.and(scope.permissions()))
    }

    /// The first scope that is missing for what is wanted.
    pub fn missing(has: Permissions, wanted: Permissions) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| !has.has(wanted.within(scope.permissions())))
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use downbeat_job::api_token::SCOPES;
    use downbeat_session::Role;

    use super::*;

    /// The command line and the API make tokens of the same scopes.
    #[test]
    fn scopes_are_one_list() {
        assert_eq!(Scope::ALL.map(Scope::as_str), SCOPES);
    }

    #[test]
    fn each_permission_has_the_one_scope_that_gives_it() {
        let mut all = Permissions::NONE;
        for scope in Scope::ALL {
            assert_eq!(all.within(scope.permissions()), Permissions::NONE, "{scope:?}");
            all = all.and(scope.permissions());
        }
        assert_eq!(all, Permissions::ALL);
    }

    #[test]
    fn what_is_missing_is_named_and_an_unknown_word_gives_nothing() {
        let has = |names: &[&str]| {
            Scope::together(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>())
        };
        let of = Permissions::of_role;
        assert_eq!(has(&["everything", "SESSIONS:READ"]), Permissions::NONE);
        let (read, links) = ("sessions:read", "links:write");
        assert_eq!(Scope::missing(has(&[read]), of(Role::Viewer)), None);
        assert_eq!(Scope::missing(has(&[read]), of(Role::Moderator)), Some(Scope::Command));
        assert_eq!(Scope::missing(has(&[links]), of(Role::Overlay)), Some(Scope::Read));
        assert_eq!(Scope::missing(has(&[read, links]), of(Role::Owner)), Some(Scope::Write));
        assert_eq!(Scope::missing(has(&SCOPES), of(Role::Owner)), None);
    }
}
