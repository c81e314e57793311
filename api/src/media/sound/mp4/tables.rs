//! Tables of a whole file: how long packets sound, how large they are, and in which
//! chunks they stand.

use super::{
    super::Unsound,
    PACKETS_MAX, Packet, Packets,
    boxes::{Boxes, Found, long, number},
};

pub fn packets(tables: &Found<'_>) -> Result<Packets, Unsound> {
    let sizes = sizes(Boxes::inside(tables).find(*b"stsz")?.inside)?;
    let units = units(Boxes::inside(tables).find(*b"stts")?.inside, sizes.len())?;
    let offsets = offsets(tables)?;
    let map = Boxes::inside(tables).find(*b"stsc")?.inside;
    let mut packets = Packets::default();
    let mut left = sizes.into_iter().zip(units);
    let (mut run, runs) = (0, count(map, 4)?);
    let mut many = 0;
    for (chunk, offset) in (1_u32..).zip(offsets) {
        while run < runs && number(map, 8 + run * 12)? <= chunk {
            many = number(map, 12 + run * 12)?;
            run += 1;
        }
        let mut at = offset;
        for _ in 0..many {
            let Some((bytes, units)) = left.next() else { return Err(Unsound::Broken) };
            packets.add(Packet { at, bytes, units })?;
            at = at.checked_add(bytes.into()).ok_or(Unsound::Broken)?;
        }
    }
    if left.next().is_some() { Err(Unsound::Broken) } else { Ok(packets) }
}

/// How many entries a table says that it has; no more than a recording has packets.
fn count(table: &[u8], at: usize) -> Result<usize, Unsound> {
    let count = usize::try_from(number(table, at)?).map_err(|_| Unsound::Broken)?;
    if count > PACKETS_MAX { Err(Unsound::TooLong) } else { Ok(count) }
}

fn sizes(table: &[u8]) -> Result<Vec<u32>, Unsound> {
    let (all, count) = (number(table, 4)?, count(table, 8)?);
    (0..count).map(|n| if all > 0 { Ok(all) } else { number(table, 12 + n * 4) }).collect()
}

fn units(table: &[u8], packets: usize) -> Result<Vec<u32>, Unsound> {
    let mut units = Vec::new();
    for n in 0..count(table, 4)? {
        let (many, each) = (number(table, 8 + n * 8)?, number(table, 12 + n * 8)?);
        for _ in 0..many {
            if units.len() == packets {
                return Err(Unsound::Broken);
            }
            units.push(each);
        }
    }
    if units.len() == packets { Ok(units) } else { Err(Unsound::Broken) }
}

/// Where the chunks begin.
fn offsets(tables: &Found<'_>) -> Result<Vec<u64>, Unsound> {
    if let Ok(short) = Boxes::inside(tables).find(*b"stco") {
        let of = |n| number(short.inside, 8 + n * 4).map(u64::from);
        return (0..count(short.inside, 4)?).map(of).collect();
    }
    let long_ones = Boxes::inside(tables).find(*b"co64")?.inside;
    (0..count(long_ones, 4)?).map(|n| long(long_ones, 8 + n * 8)).collect()
}
