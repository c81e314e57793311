//! Told tick by tick, each from what was stored after the one before, a story is
//! the same.

use proptest::prelude::*;

use super::{
    LONG_EBB, LONG_EBB_JSON,
    random::{self, Dice},
};
use crate::kinds::mission::resolver::{Departure, Mission, State, Tick, resolve};

/// What came back from a database.
fn stored<T: serde::Serialize + serde::de::DeserializeOwned>(one: &T) -> T {
    serde_json::from_str(&serde_json::to_string(one).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn by_processes_that_know_only_what_is_stored(
        seed in any::<[u8; 16]>(),
        numbers in prop::collection::vec(any::<u32>(), 60),
    ) {
        let mut dice = Dice(numbers.iter());
        let departure = random::departure(seed, &LONG_EBB_JSON, &mut dice);
        let wishes = random::wishes(&mut dice);
        let story = resolve(&LONG_EBB, &departure, &wishes).unwrap();

        let mut state = Mission::new(&LONG_EBB, &departure).unwrap().begin();
        let mut told: Vec<Tick> = Vec::new();
        let results = loop {
            // Another process each time.
            let departure: Departure = stored(&departure);
            let mission = Mission::new(&LONG_EBB, &departure).unwrap();
            state = stored::<State>(&state);
            let next = state.tick + 1;
            if wishes.recall.is_some_and(|before| before <= next) && !state.is_over() {
                state.recall();
            }
            for wish in wishes.turn_backs.iter().filter(|wish| wish.tick == next) {
                state.turn_back(wish.slot);
            }
            if let Some(results) = mission.results(&state) {
                prop_assert_eq!(mission.tick(&state), None);
                break results;
            }
            let tick = stored(&mission.tick(&state).unwrap());
            // Told once more by an owner that was cut off, it is the same.
            prop_assert_eq!(&mission.tick(&state).unwrap(), &tick);
            state.fold(&tick);
            let once = state.clone();
            state.fold(&tick);
            prop_assert_eq!(&state, &once);
            told.push(tick);
        };
        prop_assert_eq!(told, story.ticks);
        prop_assert_eq!(results, story.results);
    }
}
