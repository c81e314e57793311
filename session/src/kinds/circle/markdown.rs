//! Texts of people, as HTML that is safe to show: a small part of Markdown, nothing that
//! the writer wrote as HTML, no image, no address but of the web and of mail.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use url::Url;

/// How such links are marked: they lead to others, and say nothing of us.
const REL: &str = "nofollow noopener noreferrer ugc";
const SCHEMES: [&str; 3] = ["https", "http", "mailto"];
/// Bytes of an address that is made a link.
const ADDRESS_BYTES_MAX: usize = 2_000;

/// What a reader's page shows.
#[must_use]
pub fn to_html(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() * 2);
    html::push_html(&mut shown, safe(text).into_iter());
    shown
}

/// What a reader's page shows, without how it shows it.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for event in safe(text) {
        match event {
            Event::Text(text) | Event::Code(text) => shown.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => shown.push('\n'),
            Event::End(tag) if !is_inline(tag) => shown.push('\n'),
            _ => {}
        }
    }
    shown
}

const fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

/// Whether something in it leads elsewhere, or looks as if it did.
#[must_use]
pub fn has_links(text: &str) -> bool {
    let leads = |event: &Event<'_>| matches!(event, Event::InlineHtml(tag) if is_opening(tag));
    let low = text.to_ascii_lowercase();
    ["http:", "https:", "www."].iter().any(|mark| low.contains(mark))
        || safe(text).iter().any(leads)
}

fn is_opening(tag: &str) -> bool {
    tag.starts_with("<a ")
}

/// The events of a text: of HTML there is only what is made here.
fn safe(text: &str) -> Vec<Event<'_>> {
    let mut shown = Vec::new();
    // Links that lead nowhere we allow are told apart when they end.
    let mut links = Vec::new();
    let mut is_code = false;
    for event in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => shown.push(Event::Text(html)),
            // What it says in place of an image stays.
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::HtmlBlock | Tag::Heading { .. }) => {
                shown.push(Event::Start(Tag::Paragraph));
            }
            Event::End(TagEnd::HtmlBlock | TagEnd::Heading(_)) => {
                shown.push(Event::End(TagEnd::Paragraph));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = address(link_type, &dest_url);
                links.push(address.is_some());
                shown.extend(address.as_deref().map(opening));
            }
            Event::End(TagEnd::Link) => {
                let is_open = links.pop().unwrap_or_default();
                shown.extend(is_open.then(closing));
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                is_code = true;
                shown.push(Event::Start(Tag::CodeBlock(kind)));
            }
            Event::End(TagEnd::CodeBlock) => {
                is_code = false;
                shown.push(Event::End(TagEnd::CodeBlock));
            }
            Event::Text(text) if links.is_empty() && !is_code => linked(&text, &mut shown),
            // A line ends where its writer ended it.
            Event::SoftBreak => shown.push(Event::HardBreak),
            other => shown.push(other),
        }
    }
    shown
}

/// Where a link leads, if it may.
fn address(kind: LinkType, given: &str) -> Option<String> {
    let given = match kind {
        LinkType::Email => format!("mailto:{given}"),
        _ => given.to_owned(),
    };
    let url = Url::parse(&given).ok().filter(|_| given.len() <= ADDRESS_BYTES_MAX)?;
    SCHEMES.contains(&url.scheme()).then(|| url.to_string())
}

/// A text, with the addresses of the web that stand in it as links.
fn linked(text: &str, shown: &mut Vec<Event<'_>>) {
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_end().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"']);
        let is_web = bare.starts_with("https://") || bare.starts_with("http://");
        match address(LinkType::Autolink, bare).filter(|_| is_web) {
            Some(address) => {
                shown.push(opening(&address));
                shown.push(Event::Text(CowStr::from(bare.to_owned())));
                shown.push(closing());
                shown.push(Event::Text(CowStr::from(word[bare.len()..].to_owned())));
            }
            None => shown.push(Event::Text(CowStr::from(word.to_owned()))),
        }
    }
}

fn opening(address: &str) -> Event<'static> {
    let mut tag = String::from("<a href=\"");
    // What `Url` writes has neither quotes nor angle brackets outside a fragment.
    for letter in address.chars() {
        match letter {
            '&' => tag.push_str("&amp;"),
            '"' => tag.push_str("&quot;"),
            '<' => tag.push_str("&lt;"),
            '>' => tag.push_str("&gt;"),
            '\'' => tag.push_str("&#39;"),
            other => tag.push(other),
        }
    }
    tag.push_str("\" rel=\"");
    tag.push_str(REL);
    tag.push_str("\">");
    Event::InlineHtml(tag.into())
}

fn closing() -> Event<'static> {
    Event::InlineHtml("</a>".into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_shown_as_its_writer_meant_it() {
        assert_eq!(to_html("a *b*\nc"), "<p>a <em>b</em><br />\nc</p>\n");
        assert_eq!(to_html("# Big"), "<p>Big</p>\n");
        let rel = REL;
        assert_eq!(
            to_html("see https://example.com/a?b=1&c, or [us](https://example.org)."),
            format!(
                "<p>see <a href=\"https://example.com/a?b=1&amp;c\" rel=\"{rel}\">\
                 https://example.com/a?b=1&amp;c</a>, or \
                 <a href=\"https://example.org/\" rel=\"{rel}\">us</a>.</p>\n"
            )
        );
    }

    #[test]
    fn what_could_do_something_is_only_text() {
        let cases = [
            "<script>alert(1)</script>",
            "a <b onclick=x>b</b>",
            "<img src=x onerror=alert(1)>",
            "![alt](https://example.com/a.png)",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>)",
            "<javascript:alert(1)>",
            "[x](vbscript:a \"t\")",
            "```\"><script>\ncode\n```",
            "[a]: javascript:alert(1)\n\n[a]",
        ];
        for case in cases {
            let html = to_html(case);
            for mark in ["<script", "<img", "<b ", "href=\"j", "href=\"d", "href=\"v", "<style"] {
                assert!(!html.contains(mark), "{case}: {html}");
            }
        }
    }

    #[test]
    fn links_are_seen_however_they_are_written() {
        for text in ["https://a.example", "[a](http://b)", "<https://c>", "HTTPS://D", "www.e.org"]
        {
            assert!(has_links(text), "{text}");
        }
        assert!(has_links("<me@example.com>"));
        assert!(!has_links("a walk, at 7:30"));
    }

    proptest! {
        /// Whatever is written: each tag that comes out is one of the few.
        #[test]
        fn only_known_tags_come_out(text in "[a-z<>\"'&\\[\\]()!#*_`~:/. \n-]{0,80}") {
            let known = [
                "p", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "br", "hr", "a",
            ];
            let html = to_html(&text);
            for tag in html.split('<').skip(1) {
                let name: String =
                    tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(known.contains(&name.as_str()), "{}: {}", text, html);
            }
        }
    }
}
