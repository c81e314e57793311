//! What is said over a connection of SMTP (RFC 5321), as far as it takes to be
//! brought a mail.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

use super::kept::Kept;

const LINE_BYTES_MAX: u64 = 4 * 1024;
const MAIL_BYTES_MAX: usize = 1024 * 1024;
const RECIPIENTS_MAX: usize = 100;

/// A mail that is being brought.
#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

type Reader = BufReader<tokio::io::ReadHalf<TcpStream>>;

/// Listens until the other side has said all, or nonsense.
pub async fn hold(stream: TcpStream, kept: Kept) -> std::io::Result<()> {
    let (read, mut write) = tokio::io::split(stream);
    let mut read = BufReader::new(read);
    say(&mut write, "220 downbeat-outside-sim").await?;
    let mut envelope = Envelope::default();
    while let Some(line) = line(&mut read).await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-downbeat-outside-sim\r\n250-8BITMIME\r\n250 AUTH PLAIN".to_owned(),
            "HELO" | "NOOP" => "250 ok".to_owned(),
            "AUTH" => "235 whoever you are".to_owned(),
            "RSET" => {
                envelope = Envelope::default();
                "250 ok".to_owned()
            }
            "MAIL" => {
                envelope = Envelope { from: path(&line), to: Vec::new() };
                if envelope.from.is_some() { "250 ok" } else { "501 from whom?" }.to_owned()
            }
            "RCPT" => recipient(&mut envelope, &line).to_owned(),
            "DATA" if envelope.to.is_empty() => "503 to whom?".to_owned(),
            "DATA" => {
                say(&mut write, "354 end with a dot").await?;
                let Some(written) = data(&mut read).await? else { break };
                taken(&kept, std::mem::take(&mut envelope), &written)
            }
            "QUIT" => {
                say(&mut write, "221 bye").await?;
                break;
            }
            _ => "502 what?".to_owned(),
        };
        say(&mut write, &answer).await?;
    }
    Ok(())
}

fn recipient(envelope: &mut Envelope, line: &str) -> &'static str {
    match path(line) {
        Some(to) if envelope.from.is_some() && envelope.to.len() < RECIPIENTS_MAX => {
            envelope.to.push(to);
            "250 ok"
        }
        Some(_) => "503 from whom, or to fewer",
        None => "501 to whom?",
    }
}

fn taken(kept: &Kept, envelope: Envelope, written: &str) -> String {
    if let Some(code) = kept.fault() {
        // As real servers do, it quotes whom the mail was for.
        return format!("{code} <{}>: it was told to say so", envelope.to.join(">, <"));
    }
    kept.take(&envelope.from.unwrap_or_default(), &envelope.to, written);
    "250 kept".to_owned()
}

/// `MAIL FROM:<ann@example.org> SIZE=7` names `ann@example.org`.
fn path(line: &str) -> Option<String> {
    let (_, rest) = line.split_once('<')?;
    rest.split_once('>').map(|(path, _)| path.to_owned())
}

async fn say(write: &mut (impl AsyncWrite + Unpin), answer: &str) -> std::io::Result<()> {
    write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    write.flush().await
}

/// `None` once nothing more is said. What is no text is read as far as it is one.
async fn line(read: &mut Reader) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    read.take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes).await?;
    let is_whole = bytes.ends_with(b"\n");
    let text = String::from_utf8_lossy(&bytes);
    Ok(is_whole.then(|| text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// What is written, up to the dot that stands alone; `None` for what never ends.
async fn data(read: &mut Reader) -> std::io::Result<Option<String>> {
    let mut written = String::new();
    while let Some(line) = line(read).await? {
        if line == "." {
            return Ok(Some(written));
        }
        // A dot at the beginning was doubled (RFC 5321, 4.5.2).
        written.push_str(line.strip_prefix('.').unwrap_or(&line));
        written.push_str("\r\n");
        if written.len() > MAIL_BYTES_MAX {
            break;
        }
    }
    Ok(None)
}
