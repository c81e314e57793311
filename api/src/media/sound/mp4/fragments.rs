//! Fragments: packets that come in runs, as they were recorded.

use super::{
    super::Unsound,
    Packet, Packets,
    boxes::{Boxes, Found, long, number},
};

// What a fragment says of itself, and of what is not said of each packet.
const HAS_BASE: u32 = 0x01;
const HAS_DESCRIPTION: u32 = 0x02;
const HAS_UNITS: u32 = 0x08;
const HAS_BYTES: u32 = 0x10;
// What a run says, and what of each packet.
const HAS_OFFSET: u32 = 0x01;
const HAS_FIRST_FLAGS: u32 = 0x04;
const EACH_HAS_UNITS: u32 = 0x100;
const EACH_HAS_BYTES: u32 = 0x200;
const EACH_HAS_FLAGS: u32 = 0x400;
const EACH_HAS_SHIFT: u32 = 0x800;
const FLAGS: u32 = 0x00ff_ffff;

/// What goes for packets of which nothing else is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Defaults {
    units: u32,
    bytes: u32,
}

impl Defaults {
    pub fn of(trex: &[u8]) -> Result<Self, Unsound> {
        Ok(Self { units: number(trex, 12)?, bytes: number(trex, 16)? })
    }
}

/// Numbers, one after the other.
struct Numbers<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Numbers<'_> {
    fn next(&mut self) -> Result<u32, Unsound> {
        let next = number(self.bytes, self.at)?;
        self.at += 4;
        Ok(next)
    }

    fn next_if(&mut self, is_there: bool) -> Result<Option<u32>, Unsound> {
        if is_there { self.next().map(Some) } else { Ok(None) }
    }
}

pub fn add(moof: &Found<'_>, defaults: Defaults, packets: &mut Packets) -> Result<(), Unsound> {
    let traf = Boxes::inside(moof).find(*b"traf")?;
    let tfhd = Boxes::inside(&traf).find(*b"tfhd")?.inside;
    let flags = number(tfhd, 0)? & FLAGS;
    let mut numbers = Numbers { bytes: tfhd, at: 8 };
    let base = if flags & HAS_BASE == 0 {
        moof.begins
    } else {
        let base = long(tfhd, numbers.at)?;
        numbers.at += 8;
        base
    };
    numbers.next_if(flags & HAS_DESCRIPTION != 0)?;
    let units = numbers.next_if(flags & HAS_UNITS != 0)?.unwrap_or(defaults.units);
    let bytes = numbers.next_if(flags & HAS_BYTES != 0)?.unwrap_or(defaults.bytes);
    let mut at = base;
    let mut boxes = Boxes::inside(&traf);
    while let Some(found) = boxes.next()? {
        if found.kind == *b"trun" {
            at = add_run(found.inside, (base, at), Defaults { units, bytes }, packets)?;
        }
    }
    Ok(())
}

/// Where the next run goes on that does not say where it stands.
fn add_run(
    trun: &[u8],
    (base, behind): (u64, u64),
    defaults: Defaults,
    packets: &mut Packets,
) -> Result<u64, Unsound> {
    let flags = number(trun, 0)? & FLAGS;
    let mut numbers = Numbers { bytes: trun, at: 4 };
    let count = numbers.next()?;
    let mut at = match numbers.next_if(flags & HAS_OFFSET != 0)? {
        Some(offset) => {
            base.checked_add_signed(offset.cast_signed().into()).ok_or(Unsound::Broken)?
        }
        None => behind,
    };
    numbers.next_if(flags & HAS_FIRST_FLAGS != 0)?;
    for _ in 0..count {
        let units = numbers.next_if(flags & EACH_HAS_UNITS != 0)?.unwrap_or(defaults.units);
        let bytes = numbers.next_if(flags & EACH_HAS_BYTES != 0)?.unwrap_or(defaults.bytes);
        numbers.next_if(flags & EACH_HAS_FLAGS != 0)?;
        numbers.next_if(flags & EACH_HAS_SHIFT != 0)?;
        packets.add(Packet { at, bytes, units })?;
        at = at.checked_add(bytes.into()).ok_or(Unsound::Broken)?;
    }
    Ok(at)
}
