//! The resolver a second time, from the page's sentences and nothing else: plain,
//! slow, on the JSON of a pack. It shares no line with the first.

use serde_json::Value;

#[expect(clippy::struct_excessive_bools, reason = "plain on purpose")]
pub struct Person {
    pub stats: [i128; 3],
    pub knacks: Vec<String>,
    pub hurt: bool,
    pub marks: i128,
    pub caution: i128,
    going: bool,
    out: bool,
    lost: bool,
    xp: i128,
    salvage: i128,
}

impl Person {
    pub fn new(stats: [i128; 3], knacks: Vec<String>) -> Self {
        Self {
            stats,
            knacks,
            hurt: false,
            marks: 0,
            caution: 3,
            going: false,
            out: false,
            lost: false,
            xp: 0,
            salvage: 0,
        }
    }
}

pub struct Told {
    /// The page's lines with the mate behind each.
    pub lines: Vec<String>,
    /// Status and numbers, then `slot|upright|lost|hurt|marks|xp|salvage` each.
    pub results: Vec<String>,
}

fn sip(key: [u8; 16], message: [u8; 8]) -> u64 {
    let k0 = u64::from_le_bytes(key[..8].try_into().unwrap());
    let k1 = u64::from_le_bytes(key[8..].try_into().unwrap());
    let mut v = [
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let round = |v: &mut [u64; 4]| {
        v[0] = v[0].wrapping_add(v[1]);
        v[1] = v[1].rotate_left(13) ^ v[0];
        v[0] = v[0].rotate_left(32);
        v[2] = v[2].wrapping_add(v[3]);
        v[3] = v[3].rotate_left(16) ^ v[2];
        v[0] = v[0].wrapping_add(v[3]);
        v[3] = v[3].rotate_left(21) ^ v[0];
        v[2] = v[2].wrapping_add(v[1]);
        v[1] = v[1].rotate_left(17) ^ v[2];
        v[2] = v[2].rotate_left(32);
    };
    for word in [u64::from_le_bytes(message), 8 << 56] {
        v[3] ^= word;
        round(&mut v);
        round(&mut v);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    for _ in 0..4 {
        round(&mut v);
    }
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

fn chosen(seed: [u8; 16], tick: i128, slot: u8, what: u8, of: i128) -> i128 {
    let mut message = [0; 8];
    message[..4].copy_from_slice(&u32::try_from(tick).unwrap().to_le_bytes());
    message[4] = slot;
    message[5] = what;
    (i128::from(sip(seed, message)) * of) >> 64
}

fn n(value: &Value) -> i128 {
    i128::from(value.as_i64().unwrap())
}

fn floor(a: i128, b: i128) -> i128 {
    let cut = a / b;
    if a % b < 0 { cut - 1 } else { cut }
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

fn is_on(knack: &Value, wanted: &[String]) -> bool {
    wanted.iter().any(|on| knack["on"].as_str() == Some(on.as_str()))
}

/// The knacks of one person in the pack.
fn knacks<'a>(pack: &'a Value, one: &Person) -> Vec<&'a Value> {
    let known =
        |id: &String| list(&pack["knacks"]).iter().find(|k| k["id"].as_str() == Some(id.as_str()));
    one.knacks.iter().map(|id| known(id).unwrap()).collect()
}

/// (adds, percent)
fn changes(pack: &Value, one: &Person, upright: &[&Person], wanted: &[String]) -> (i128, i128) {
    let (mut own, mut team, mut percent) = (0, 0, 0);
    for knack in knacks(pack, one) {
        if knack["scope"] == "self" && is_on(knack, wanted) {
            if knack["op"] == "add" {
                own += n(&knack["amount"]);
            } else {
                percent += n(&knack["amount"]);
            }
        }
    }
    for other in upright {
        for knack in knacks(pack, other) {
            if knack["scope"] == "team" && is_on(knack, wanted) {
                if knack["op"] == "add" {
                    team += n(&knack["amount"]);
                } else {
                    percent += n(&knack["amount"]);
                }
            }
        }
    }
    let (cap, most) = (n(&pack["rules"]["team_add_max"]), n(&pack["rules"]["mul_max"]));
    (own + team.clamp(-cap, cap), percent.clamp(-most, most))
}

const STATS: [&str; 3] = ["craft", "grit", "heart"];

/// (chance, harm)
fn odds(pack: &Value, d: i128, met: &Value, one: &Person, upright: &[&Person]) -> (i128, i128) {
    let rules = &pack["rules"];
    let stat = |i: usize| {
        let (add, _) = changes(pack, one, upright, &[format!("stat:{}", STATS[i])]);
        (one.stats[i] + add).clamp(1, n(&rules["stat_max"]))
    };
    let mut wanted = vec!["all".to_owned(), format!("family:{}", met["family"].as_str().unwrap())];
    wanted.extend(list(&met["tags"]).iter().map(|tag| format!("tag:{}", tag.as_str().unwrap())));
    let (add, percent) = changes(pack, one, upright, &wanted);
    let mut chance = n(&met["base_bp"]) + add - n(&rules["difficulty_bp"]) * (d - 1);
    for (i, name) in STATS.iter().enumerate() {
        chance += n(&met[name]) * (stat(i) - 5);
    }
    if one.hurt {
        chance -= n(&rules["hurt_bp"]);
    }
    let others = i128::try_from(upright.len()).unwrap() - 1;
    chance += n(&rules["mate_bp"]) * others.min(n(&rules["mates_max"]));
    let chance = floor(chance * (100 + percent), 100)
        .clamp(n(&rules["chance_min"]), n(&rules["chance_max"]));

    let (add, percent) = changes(pack, one, upright, &["harm".to_owned()]);
    let harm = n(&met["harm_bp"]) + n(&rules["harm_difficulty_bp"]) * (d - 1)
        - n(&rules["harm_grit_bp"]) * (stat(1) - 5)
        + add;
    let harm =
        floor(harm * (100 + percent), 100).clamp(n(&rules["harm_min"]), n(&rules["harm_max"]));
    (chance, harm)
}

fn met<'a>(pack: &'a Value, seed: [u8; 16], d: i128, tick: i128, last: &str) -> &'a Value {
    let mut hat = Vec::new();
    for one in list(&pack["encounters"]) {
        if n(&one["from_difficulty"]) <= d && one["id"].as_str() != Some(last) {
            for _ in 0..n(&one["weight"]) {
                hat.push(one);
            }
        }
    }
    let at = chosen(seed, tick, 255, 1, i128::try_from(hat.len()).unwrap());
    hat[usize::try_from(at).unwrap()]
}

/// `backs` are (tick, slot); `recall` is the tick before which all is ended.
pub fn resolve(
    pack: &Value,
    (seed, d): ([u8; 16], i128),
    mut party: Vec<Person>,
    backs: &[(i128, usize)],
    recall: Option<i128>,
) -> Told {
    let rules = &pack["rules"];
    let ticks = n(&rules["ticks_min"]) + chosen(seed, 0, 255, 0, n(&rules["ticks_span"]));
    let percent = n(&list(&rules["goal_pct"])[usize::try_from(d - 1).unwrap()]);
    let goal = -floor(-ticks * percent, 100);
    let (mut progress, mut last, mut lines, mut ended_at) = (0, "", Vec::new(), 0);
    let mut abandoned = false;
    for tick in 1..=ticks {
        let up: Vec<usize> = (0..party.len()).filter(|i| !party[*i].out).collect();
        if up.is_empty() {
            break;
        }
        if recall.is_some_and(|before| before <= tick) {
            abandoned = true;
            break;
        }
        ended_at = tick;
        let met = met(pack, seed, d, tick, last);
        last = met["id"].as_str().unwrap();
        let upright: Vec<&Person> = up.iter().map(|i| &party[*i]).collect();
        let odds: Vec<_> = up.iter().map(|i| odds(pack, d, met, &party[*i], &upright)).collect();
        let leave: Vec<usize> =
            up.iter().copied().filter(|i| party[*i].going || backs.contains(&(tick, *i))).collect();
        let mut successes = 0;
        for (i, (chance, harm)) in up.iter().zip(odds) {
            let slot = u8::try_from(*i).unwrap();
            let one = &mut party[*i];
            let roll = chosen(seed, tick, slot, 0, 10_000);
            let harm_roll = chosen(seed, tick, slot, 1, 10_000);
            let mut find = 0;
            let outcome;
            if roll < chance {
                outcome = "success";
                successes += 1;
                find = floor(n(&met["worth"]) * d * (75 + chosen(seed, tick, slot, 3, 51)), 100);
                one.salvage += find;
                if list(&met["tags"]).iter().any(|tag| tag == "mend") {
                    one.hurt = false;
                }
            } else if harm_roll >= harm {
                outcome = "setback";
            } else if !one.hurt {
                outcome = "hurt";
                one.hurt = true;
            } else if one.marks + 1 < n(&rules["marks_max"]) {
                outcome = "hurt";
                one.marks += 1;
            } else {
                outcome = "lost";
                one.marks += 1;
                one.lost = true;
                one.out = true;
            }
            if outcome == "hurt" && one.marks >= one.caution {
                one.going = true;
            }
            if outcome != "lost" {
                one.xp += d * n(&rules["xp"][outcome]);
            }
            let marks = one.marks;
            let text = chosen(seed, tick, slot, 2, n(&rules["variants"]));
            let others: Vec<usize> = up.iter().copied().filter(|other| other != i).collect();
            let mate = if others.is_empty() {
                "-".to_owned()
            } else {
                let at = chosen(seed, tick, slot, 4, i128::try_from(others.len()).unwrap());
                others[usize::try_from(at).unwrap()].to_string()
            };
            lines.push(format!(
                "{tick}|{last}|{slot}|{chance}|{roll}|{harm}|{harm_roll}|{outcome}|{marks}|{find}|{text}|{mate}"
            ));
        }
        if 2 * successes >= up.len() {
            progress += 1;
        }
        for i in leave {
            party[i].out = true;
        }
    }
    let is_completed = !abandoned && party.iter().any(|one| !one.out) && progress >= goal;
    let status = match (abandoned, is_completed) {
        (true, _) => "abandoned",
        (_, true) => "completed",
        _ => "failed",
    };
    let mut results = vec![format!("{status}|{ticks}|{goal}|{progress}|{ended_at}")];
    let home = |(i, one)| format!("{i}|{}", home(pack, d, one, is_completed));
    results.extend(party.iter().enumerate().map(home));
    Told { lines, results }
}

fn home(pack: &Value, d: i128, one: &Person, is_completed: bool) -> String {
    let won = is_completed && !one.out;
    let more = |on: &str| 100 + changes(pack, one, &[one], &[on.to_owned()]).1;
    let bonus = if won { d * n(&pack["rules"]["xp"]["completed"]) } else { 0 };
    let mut xp = floor((one.xp + bonus) * more("xp"), 100);
    let mut salvage = floor(one.salvage * more("salvage"), 100);
    if !won {
        salvage = floor(salvage, 2);
    }
    if one.lost {
        (xp, salvage) = (0, 0);
    }
    let (upright, lost, hurt, marks) = (!one.out, one.lost, one.hurt && !won, one.marks);
    format!("{upright}|{lost}|{hurt}|{marks}|{xp}|{salvage}")
}
