//! Who may what: every documented route, and everything that a socket takes,
//! asked by everybody there is.
//!
//! The rows of `table.rs` and of `sockets.rs` are the documentation of it. A
//! route, a message or a command that is documented and has no row fails here, and
//! so does a row of something that is not.

pub mod cast;
mod circles;
mod members;
mod routes;
mod sockets;
mod table;

/// What a cell of a table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// `Y`
    May,
    /// `x`: 403, or `forbidden` on a socket.
    MayNot,
    /// `.`: 401.
    SignedOut,
    /// `-`: 404, as for what never was; 3500 for a socket.
    NotThere,
}

/// The cells of a row; columns of one group stand together.
fn cells(row: &str) -> Vec<Cell> {
    let cell = |letter| match letter {
        'Y' => Cell::May,
        'x' => Cell::MayNot,
        '.' => Cell::SignedOut,
        '-' => Cell::NotThere,
        other => panic!("`{other}` is no cell: {row}"),
    };
    row.chars().filter(|letter| !letter.is_whitespace()).map(cell).collect()
}
