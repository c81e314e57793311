//! What the people of a demo's circles have said.

use downbeat_session::kinds::circle::{MessageKind, ReactionKind};

/// How they are called. The first keeps order as an admin, the second as a moderator.
pub const NAMES: [&str; 12] =
    ["Ada", "Ben", "Cora", "Dev", "Edda", "Finn", "Gwen", "Hugo", "Iris", "Jonas", "Kira", "Lev"];

/// A message of somebody's, by their place among the names.
pub struct Said {
    pub by: usize,
    pub kind: MessageKind,
    pub text: &'static str,
    pub comments: &'static [(usize, &'static str)],
    pub reactions: &'static [(usize, ReactionKind)],
}

const fn said(by: usize, kind: MessageKind, text: &'static str) -> Said {
    Said { by, kind, text, comments: &[], reactions: &[] }
}

pub const EARLY_BIRDS: &[Said] = &[
    Said {
        reactions: &[(1, ReactionKind::Like), (4, ReactionKind::Like), (9, ReactionKind::Love)],
        ..said(
            0,
            MessageKind::Announcement,
            "Welcome to **Early Birds**. One good word before the day begins: that is all there \
             is to it.",
        )
    },
    Said {
        comments: &[(3, "Same here. The kettle helps."), (2, "Proud of you both.")],
        reactions: &[(0, ReactionKind::Inspire), (3, ReactionKind::Support)],
        ..said(2, MessageKind::Positive, "Up at six for the third day in a row.")
    },
    Said {
        comments: &[(6, "Thinking of you."), (0, "Tell us how it went?")],
        reactions: &[
            (0, ReactionKind::Pray),
            (1, ReactionKind::Pray),
            (6, ReactionKind::Support),
            (8, ReactionKind::Love),
        ],
        ..said(4, MessageKind::Prayer, "My mother has her operation at nine. Keep her in mind.")
    },
    said(
        5,
        MessageKind::Motivation,
        "Small steps:\n\n- one glass of water\n- ten minutes outside\n- then the phone",
    ),
    Said {
        reactions: &[(2, ReactionKind::Grateful), (7, ReactionKind::Like)],
        ..said(
            6,
            MessageKind::Gratitude,
            "Grateful for the neighbour who cleared our path of snow.",
        )
    },
    said(7, MessageKind::Encouragement, "Whoever has an exam today: you know more than you think."),
    Said {
        comments: &[(4, "It went well. She sleeps. Thank you, all of you.")],
        reactions: &[(0, ReactionKind::Love), (2, ReactionKind::Love), (5, ReactionKind::Love)],
        ..said(0, MessageKind::Support, "Any news, Edda?")
    },
    said(9, MessageKind::Positive, "The first frost makes the whole field glitter."),
    said(11, MessageKind::Motivation, "Buy my course! It changed my life and will change yours!!"),
];

pub const HARBOUR: &[Said] = &[
    Said {
        comments: &[(3, "We will be there on Sunday.")],
        reactions: &[(0, ReactionKind::Support)],
        ..said(
            2,
            MessageKind::Support,
            "The first year without him. I did not think it would be this quiet.",
        )
    },
    said(4, MessageKind::Encouragement, "Nobody has to be brave in here."),
];
