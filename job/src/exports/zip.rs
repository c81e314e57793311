//! A ZIP file (PKWARE's APPNOTE, 6.3), written from its beginning to its end while what
//! is in it is not known yet: sizes and checksums stand behind each file, and once more in
//! the directory at the end. All files are deflated, those without `is_packed` in blocks
//! that are stored as they are, since readers find the end of a deflated one by itself.
//!
//! It has no more than four gigabytes and 65,535 files: whoever writes more is told.

use std::io::{self, Write};

use chrono::{DateTime, Datelike, Timelike};
use flate2::{Compression, Crc, write::DeflateEncoder};

/// 2.0: what deflated files need.
const VERSION: u16 = 20;
/// Sizes stand behind the file, and names are UTF-8.
const FLAGS: u16 = (1 << 3) | (1 << 11);
const DEFLATED: u16 = 8;
/// Bytes that are packed in one go: a loop of this process waits for no more.
const SLICE_BYTES: usize = 64 * 1024;

pub struct Zip {
    /// What nobody took yet.
    out: Vec<u8>,
    taken: u64,
    /// Date and time, as MS-DOS has them.
    written: (u16, u16),
    files: Vec<File>,
    open: Option<Open>,
}

/// A file that is in it.
struct File {
    name: String,
    crc: u32,
    packed: u32,
    bytes: u32,
    at: u32,
}

/// The one that is being written.
struct Open {
    name: String,
    at: u64,
    begun: u64,
    crc: Crc,
    bytes: u64,
    encoder: DeflateEncoder<Vec<u8>>,
}

impl Zip {
    pub fn new(at_ms: i64) -> Self {
        Self { out: Vec::new(), taken: 0, written: dos(at_ms), files: Vec::new(), open: None }
    }

    /// Ends the file before and begins one.
    pub fn begin(&mut self, name: &str, is_packed: bool) -> io::Result<()> {
        self.end()?;
        let at = self.at();
        self.put(&0x0403_4b50_u32.to_le_bytes());
        self.head(0, 0, 0);
        self.put(&(u16::try_from(name.len()).map_err(too_large)?).to_le_bytes());
        self.put(&0_u16.to_le_bytes());
        self.put(name.as_bytes());
        let level = if is_packed { Compression::fast() } else { Compression::none() };
        self.open = Some(Open {
            name: name.to_owned(),
            at,
            begun: self.at(),
            crc: Crc::new(),
            bytes: 0,
            encoder: DeflateEncoder::new(Vec::new(), level),
        });
        Ok(())
    }

    /// Goes on with the file that was begun.
    pub fn write(&mut self, content: &[u8]) -> io::Result<()> {
        let Some(open) = &mut self.open else {
            return Err(io::Error::other("no file was begun"));
        };
        for slice in content.chunks(SLICE_BYTES) {
            open.crc.update(slice);
            open.bytes += slice.len() as u64;
            open.encoder.write_all(slice)?;
            self.out.append(open.encoder.get_mut());
        }
        Ok(())
    }

    /// Ends the last file, and the whole.
    pub fn finish(&mut self) -> io::Result<()> {
        self.end()?;
        let begun = u32::try_from(self.at()).map_err(too_large)?;
        let files = std::mem::take(&mut self.files);
        for File { name, crc, packed, bytes, at } in &files {
            self.put(&0x0201_4b50_u32.to_le_bytes());
            self.put(&VERSION.to_le_bytes());
            self.head(*crc, *packed, *bytes);
            self.put(&(u16::try_from(name.len()).map_err(too_large)?).to_le_bytes());
            // No extra field, no comment, the first disk, nothing said of the content, no
            // attributes.
            self.put(&[0; 12]);
            self.put(&at.to_le_bytes());
            self.put(name.as_bytes());
        }
        let count = u16::try_from(files.len()).map_err(too_large)?;
        let bytes = u32::try_from(self.at()).map_err(too_large)? - begun;
        self.put(&0x0605_4b50_u32.to_le_bytes());
        self.put(&[0; 4]);
        self.put(&count.to_le_bytes());
        self.put(&count.to_le_bytes());
        self.put(&bytes.to_le_bytes());
        self.put(&begun.to_le_bytes());
        self.put(&[0; 2]);
        Ok(())
    }

    /// The next so many bytes, once they are there.
    pub fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        (self.out.len() >= count).then(|| self.taken(count))
    }

    /// Whatever is there.
    pub fn rest(&mut self) -> Vec<u8> {
        self.taken(self.out.len())
    }

    fn taken(&mut self, count: usize) -> Vec<u8> {
        self.taken += count as u64;
        let rest = self.out.split_off(count);
        std::mem::replace(&mut self.out, rest)
    }

    fn end(&mut self) -> io::Result<()> {
        let Some(Open { name, at, begun, crc, bytes, encoder }) = self.open.take() else {
            return Ok(());
        };
        self.out.append(&mut encoder.finish()?);
        let file = File {
            name,
            crc: crc.sum(),
            packed: u32::try_from(self.at() - begun).map_err(too_large)?,
            bytes: u32::try_from(bytes).map_err(too_large)?,
            at: u32::try_from(at).map_err(too_large)?,
        };
        for word in [0x0807_4b50, file.crc, file.packed, file.bytes] {
            self.put(&word.to_le_bytes());
        }
        self.files.push(file);
        Ok(())
    }

    /// What stands of a file before it and in the directory alike.
    fn head(&mut self, crc: u32, packed: u32, bytes: u32) {
        let (date, time) = self.written;
        for word in [VERSION, FLAGS, DEFLATED, time, date] {
            self.put(&word.to_le_bytes());
        }
        for word in [crc, packed, bytes] {
            self.put(&word.to_le_bytes());
        }
    }

    fn put(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    fn at(&self) -> u64 {
        self.taken + self.out.len() as u64
    }
}

fn too_large(_: std::num::TryFromIntError) -> io::Error {
    io::Error::other("it is larger than a ZIP file may be")
}

/// Years since 1980, months and days; hours, minutes and every second second.
fn dos(at_ms: i64) -> (u16, u16) {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    let year = (at.year() - 1980).clamp(0, 127).unsigned_abs();
    let date = (year << 9) | (at.month() << 5) | at.day();
    let time = (at.hour() << 11) | (at.minute() << 5) | (at.second() / 2);
    (u16::try_from(date).unwrap_or_default(), u16::try_from(time).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::DeflateDecoder;

    use super::*;

    fn number(bytes: &[u8], at: usize, count: usize) -> usize {
        bytes[at..at + count]
            .iter()
            .rev()
            .fold(0, |number, byte| (number << 8) | usize::from(*byte))
    }

    /// What a reader finds by the directory.
    fn read(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
        let end = zip.len() - 22;
        assert_eq!(number(zip, end, 4), 0x0605_4b50);
        let (count, bytes, mut at) =
            (number(zip, end + 10, 2), number(zip, end + 12, 4), number(zip, end + 16, 4));
        assert_eq!(at + bytes, end);
        let mut files = Vec::new();
        for _ in 0..count {
            assert_eq!(number(zip, at, 4), 0x0201_4b50);
            let (crc, packed, bytes) =
                (number(zip, at + 16, 4), number(zip, at + 20, 4), number(zip, at + 24, 4));
            let (name, begun) = (number(zip, at + 28, 2), number(zip, at + 42, 4));
            let called = String::from_utf8(zip[at + 46..at + 46 + name].to_vec()).unwrap();
            assert_eq!(number(zip, begun, 4), 0x0403_4b50, "{called}");
            let from = begun + 30 + number(zip, begun + 26, 2) + number(zip, begun + 28, 2);
            let mut content = Vec::new();
            let inside = &zip[from..from + packed];
            DeflateDecoder::new(inside).read_to_end(&mut content).unwrap();
            assert_eq!(content.len(), bytes, "{called}");
            let mut sum = Crc::new();
            sum.update(&content);
            assert_eq!(sum.sum() as usize, crc, "{called}");
            let behind: Vec<usize> =
                (0..4).map(|word| number(zip, from + packed + 4 * word, 4)).collect();
            assert_eq!(behind, [0x0807_4b50, crc, packed, bytes], "{called}");
            files.push((called, content));
            at += 46 + name;
        }
        assert_eq!(at, end);
        files
    }

    #[test]
    fn what_is_written_is_read_whatever_its_pieces_are() {
        let text = "a line\n".repeat(50_000);
        let noise: Vec<u8> = (0..200_000_u32).map(|n| n.wrapping_mul(n).to_be_bytes()[1]).collect();
        let mut zip = Zip::new(1_796_083_200_000);
        let mut pieces = Vec::new();
        zip.begin("a/lines.json", true).unwrap();
        for part in text.as_bytes().chunks(999) {
            zip.write(part).unwrap();
            while let Some(piece) = zip.take(1_000) {
                assert_eq!(piece.len(), 1_000);
                pieces.extend(piece);
            }
        }
        zip.begin("empty", true).unwrap();
        zip.begin("Töne.bin", false).unwrap();
        zip.write(&noise).unwrap();
        zip.finish().unwrap();
        pieces.extend(zip.rest());
        assert!(zip.rest().is_empty());
        let expected = [
            ("a/lines.json".to_owned(), text.clone().into_bytes()),
            ("empty".to_owned(), Vec::new()),
            ("Töne.bin".to_owned(), noise.clone()),
        ];
        assert_eq!(read(&pieces), expected);
        assert!(pieces.len() < noise.len() + text.len() / 10, "lines are packed");
    }

    #[test]
    fn a_file_without_a_name_is_not_written() {
        assert!(Zip::new(0).write(b"a").is_err());
    }

    #[test]
    fn dates_are_those_of_ms_dos() {
        // 2026-12-01T04:53:03Z
        let (date, time) = dos(1_796_100_783_000);
        assert_eq!((date >> 9, (date >> 5) & 15, date & 31), (46, 12, 1));
        assert_eq!((time >> 11, (time >> 5) & 63, time & 31), (4, 53, 1));
        assert_eq!(dos(0).0 >> 9, 0);
    }
}
