//! Where archived months lie: a file of rows each, and a note beside it.
//!
//! A file is written under another name, brought to the disk, and only then called
//! what it is: what has the name is whole, unless the disk says otherwise later.

use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use bytes::Bytes;
use downbeat_store::{Contents, partitions::Month};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use uuid::Uuid;
use zstd::stream::{read::Decoder, write::Encoder};

use super::{
    chunks::{Outcome, begin, sent, taken},
    contents::Counting,
};

const LEVEL: i32 = 3;
const CHUNK_BYTES: usize = 64 * 1024;
/// A note is shorter than that.
const NOTE_BYTES_MAX: u64 = 4096;
const UNFINISHED: &str = "part";

#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// A file that is not called what it is yet.
pub struct Written {
    part: PathBuf,
    contents: Contents,
    bytes: i64,
}

/// What stands in the note.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    rows: i64,
    sha256: String,
}

impl Folder {
    /// The folder of that path, or `None` where it is empty: then no month becomes a
    /// file. An error where it is not there, or nothing can be written to it.
    pub fn open(path: &str) -> anyhow::Result<Option<Self>> {
        let folder = Self::at(path);
        if let Some(folder) = &folder {
            folder.try_out().with_context(|| format!("worker.archive_folder: {path}"))?;
        }
        Ok(folder)
    }

    /// The same, of which nothing is asked yet.
    pub fn at(path: &str) -> Option<Self> {
        (!path.is_empty()).then(|| Self(PathBuf::from(path)))
    }

    pub fn is_there(&self) -> io::Result<()> {
        if fs::metadata(&self.0)?.is_dir() {
            Ok(())
        } else {
            Err(io::ErrorKind::NotADirectory.into())
        }
    }

    fn try_out(&self) -> anyhow::Result<()> {
        self.is_there()?;
        let probe = self.0.join(format!("{}.{UNFINISHED}", Uuid::now_v7()));
        File::create_new(&probe)?.write_all(b"can it be written to?")?;
        Ok(fs::remove_file(&probe)?)
    }

    pub fn file(&self, month: &Month) -> PathBuf {
        self.0.join(format!("{}.csv.zst", month.name()))
    }

    fn note_file(&self, month: &Month) -> PathBuf {
        self.0.join(format!("{}.json", month.name()))
    }

    /// Begins a file of a month. What others left unfinished of it goes.
    pub fn begin(&self, month: &Month) -> io::Result<(mpsc::Sender<Bytes>, Outcome<Written>)> {
        self.clear(month)?;
        let part = self.part(month);
        taken("archive write", move |mut from| {
            let file = File::create_new(&part)?;
            let (mut counting, mut to) = (Counting::default(), Encoder::new(file, LEVEL)?);
            to.include_checksum(true)?;
            while let Some(chunk) = from.blocking_recv() {
                counting.take(&chunk);
                to.write_all(&chunk)?;
            }
            let file = to.finish()?;
            file.sync_all()?;
            let bytes = i64::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
            Ok(Written { part, contents: counting.end(), bytes })
        })
    }

    /// Calls a file what it is, with its note beside it.
    pub fn put(&self, month: &Month, written: Written) -> io::Result<(Contents, i64)> {
        let Written { part, contents, bytes } = written;
        let Contents { rows, sha256 } = contents.clone();
        let note = self.part(month);
        let mut file = File::create_new(&note)?;
        serde_json::to_writer(&file, &Note { rows, sha256 })?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(&part, self.file(month))?;
        fs::rename(&note, self.note_file(month))?;
        File::open(&self.0)?.sync_all()?;
        Ok((contents, bytes))
    }

    /// What the file of a month has, read to its end.
    pub async fn contents(&self, month: &Month) -> anyhow::Result<Contents> {
        let path = self.file(month);
        let place = path.display().to_string();
        let reading = begin("archive read", move || unpacked(&path, |_| true))?;
        let contents = reading.await.context("the reader ended")?;
        contents.with_context(|| format!("reading {place}"))
    }

    /// The same, and sends what it has.
    pub fn read(&self, month: &Month) -> io::Result<(mpsc::Receiver<Bytes>, Outcome<Contents>)> {
        let path = self.file(month);
        sent("archive read", move |to| {
            unpacked(&path, |chunk| to.blocking_send(Bytes::copy_from_slice(chunk)).is_ok())
        })
    }

    /// What the note says.
    pub fn note(&self, month: &Month) -> anyhow::Result<Contents> {
        let path = self.note_file(month);
        let read = || -> io::Result<Note> {
            Ok(serde_json::from_reader(File::open(&path)?.take(NOTE_BYTES_MAX))?)
        };
        let Note { rows, sha256 } =
            read().with_context(|| format!("reading {}", path.display()))?;
        Ok(Contents { rows, sha256 })
    }

    fn part(&self, month: &Month) -> PathBuf {
        self.0.join(format!("{}.{}.{UNFINISHED}", month.name(), Uuid::now_v7()))
    }

    fn clear(&self, month: &Month) -> io::Result<()> {
        let begins = format!("{}.", month.name());
        for entry in fs::read_dir(&self.0)? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_part = path.extension().is_some_and(|end| end == UNFINISHED);
            if is_part && name.starts_with(&begins) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

/// Unpacks a file, chunk by chunk, as long as somebody takes them.
fn unpacked(path: &Path, mut take: impl FnMut(&[u8]) -> bool) -> io::Result<Contents> {
    let (mut counting, mut from) = (Counting::default(), Decoder::new(File::open(path)?)?);
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match from.read(&mut chunk)? {
            0 => return Ok(counting.end()),
            read => {
                counting.take(&chunk[..read]);
                if !take(&chunk[..read]) {
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
            }
        }
    }
}
