//! What comes in which order, by votes or by turns.

use std::{cmp::Reverse, collections::HashMap};

use crate::kinds::room::{config::Order, item::Item};

/// The places of what comes, `from` there on, in their new order.
#[must_use]
pub fn arranged(order: Order, queue: &[Item], from: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (from.min(queue.len())..queue.len()).collect();
    match order {
        Order::List => {}
        Order::Vote => {
            places.sort_by_key(|at| (Reverse(queue[*at].likes.count()), age(&queue[*at])));
        }
        Order::Fair => by_turns(queue, from, &mut places),
    }
    places
}

/// The oldest first; of one moment, as they were added.
fn age(item: &Item) -> (i64, u32) {
    let number = item.id.trim_start_matches('i').parse().unwrap_or(u32::MAX);
    (item.at_ms, number)
}

/// Rounds, in each of which every adder who has something left has one. In a round
/// comes first whose last turn is longest ago, or never was; of these, whose item
/// is the oldest.
fn by_turns(queue: &[Item], from: usize, places: &mut [usize]) {
    let by = |at: usize| queue[at].by.as_deref();
    let played = (0..from.min(queue.len())).map(|at| (by(at), at + 1));
    let last_turn: HashMap<Option<&str>, usize> = played.collect();
    places.sort_by_key(|at| age(&queue[*at]));
    let mut taken: HashMap<Option<&str>, usize> = HashMap::new();
    let mut turns = HashMap::with_capacity(places.len());
    for at in places.iter().copied() {
        let round = taken.entry(by(at)).or_default();
        let last = last_turn.get(&by(at)).copied().unwrap_or(0);
        turns.insert(at, (*round, last, age(&queue[at])));
        *round += 1;
    }
    places.sort_by_key(|at| turns[at]);
}
