//! A track of texts, as `WebVTT` with nothing in it but when and what: whatever else a
//! file has (styles, notes, regions, where a line stands, marks within it) is left out,
//! so that no page of ours shows what somebody else drew.

use std::fmt::Write;

/// Bytes of a file as it is given.
pub const BYTES_MAX: usize = 512 * 1024;
const CUES_MAX: usize = 20_000;
const CUE_CHARS_MAX: usize = 2_000;
/// An item lasts a day at most.
const MS_MAX: u64 = 24 * 60 * 60 * 1_000;

/// `None` where no cue can be read.
pub fn cleaned(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut vtt = String::from("WEBVTT\n");
    let mut cues = 0;
    for block in text.split("\n\n") {
        if cues == CUES_MAX {
            break;
        }
        if let Some((from, to, said)) = cue(block) {
            // A string takes all that is written to it.
            let _ = write!(vtt, "\n{} --> {}\n{said}\n", time(from), time(to));
            cues += 1;
        }
    }
    (cues > 0).then_some(vtt)
}

/// A cue of either format: perhaps a name, then its times, then its lines.
fn cue(block: &str) -> Option<(u64, u64, String)> {
    let mut lines = block.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next()?;
    let times = if first.contains("-->") { first } else { lines.next()? };
    let (from, rest) = times.split_once("-->")?;
    let (from, to) = (ms(from.trim())?, ms(rest.split_whitespace().next()?)?);
    let said: Vec<String> = lines.map(plain).filter(|line| !line.is_empty()).collect();
    let said: String = said.join("\n").chars().take(CUE_CHARS_MAX).collect();
    (from < to && to <= MS_MAX && !said.is_empty()).then_some((from, to, said))
}

/// `hh:mm:ss.mmm`, hours left out or not, a comma or a point.
fn ms(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let is_digits = |text: &str| {
        (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut parts = whole.split(':').rev();
    let mut next = || match parts.next() {
        Some(part) if is_digits(part) => part.parse::<u64>().ok(),
        Some(_) => None,
        None => Some(0),
    };
    let (s, min, h) = (next()?, next()?, next()?);
    if parts.next().is_some() || !is_digits(part) || part.len() > 3 {
        return None;
    }
    let part: u64 = format!("{part:0<3}").parse().ok()?;
    Some(((h * 60 + min) * 60 + s) * 1_000 + part)
}

fn time(ms: u64) -> String {
    let (s, min, h) = (ms / 1_000, ms / 60_000, ms / 3_600_000);
    format!("{h:02}:{:02}:{:02}.{:03}", min % 60, s % 60, ms % 1_000)
}

/// Without marks and without what a reader would take for one.
fn plain(line: &str) -> String {
    let mut said = String::with_capacity(line.len());
    let mut is_mark = false;
    for c in line.chars() {
        match c {
            '<' | '{' => is_mark = true,
            '>' | '}' if is_mark => is_mark = false,
            _ if is_mark || c.is_control() => {}
            _ => said.push(c),
        }
    }
    said.replace("-->", "→").replace('>', "&gt;").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_become_the_same() {
        let srt = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Good</i> {\\an8}evening\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nBye";
        let vtt = "WEBVTT - a file\n\nSTYLE\n::cue { color: red }\n\nNOTE a note\n\nintro\n00:01.000 --> 00:02.500 line:0 position:20%\n<v Ann>Good</v> evening\n\n00:03.000 --> 00:04.000\nBye";
        let clean = "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nGood evening\n\n00:00:03.000 --> 00:00:04.000\nBye\n";
        assert_eq!(cleaned(srt).as_deref(), Some(clean));
        assert_eq!(cleaned(vtt).as_deref(), Some(clean));
        assert_eq!(cleaned(clean).as_deref(), Some(clean), "what is clean stays as it is");
    }

    #[test]
    fn what_is_no_track_is_none_and_nothing_of_a_page_is_left() {
        for none in ["", "WEBVTT", "<html>", "00:02.000 --> 00:01.000\nback", "x --> y\nz"] {
            assert_eq!(cleaned(none), None, "{none}");
        }
        let evil = "00:01.000 --> 00:02.000\n<script>alert(1)</script> a --> b <b onclick=x>c";
        let clean = cleaned(evil).unwrap();
        assert!(clean.ends_with("\nalert(1) a → b c\n"), "{clean}");
        let far = "99:00:00.000 --> 99:00:01.000\nlate";
        assert_eq!(cleaned(far), None);
    }
}
