use proptest::prelude::*;

use super::*;

fn editor(name: u8) -> Uuid {
    Uuid::from_u128(name.into())
}

fn digest(text: u8) -> Digest {
    [text; 16]
}

/// A page, as it knows the draft.
#[derive(Debug, Clone)]
struct Page {
    editor: Uuid,
    seq: u64,
    base: Option<DraftRev>,
    durable: Option<DraftRev>,
}

impl Page {
    fn new(name: u8) -> Self {
        Self { editor: editor(name), seq: 0, base: None, durable: None }
    }

    fn types(&mut self, text: u8) -> Put {
        self.seq += 1;
        let Self { editor, seq, base, durable } = *self;
        Put { base, durable, editor, seq, digest: digest(text) }
    }
}

/// Whatever keeps the draft.
#[derive(Debug, Clone, Default)]
struct Keeper {
    current: Option<Current>,
    chance: u32,
}

impl Keeper {
    fn put(&mut self, put: &Put) -> Result<DraftRev, ()> {
        match decide(self.current.as_ref(), put) {
            Decision::Repeated(rev) => Ok(rev),
            Decision::Equal(rev) => {
                self.current = self.current.take().map(|current| current.noted(put));
                Ok(rev)
            }
            Decision::Take { n, root } => {
                self.chance += 1;
                let rev = DraftRev { n, chance: self.chance };
                let taken = Current::taken(self.current.as_ref(), put, (rev, root), 0);
                self.current = Some(taken);
                Ok(rev)
            }
            Decision::Conflict => Err(()),
        }
    }

    fn flush(&mut self) -> Option<DraftRev> {
        let current = self.current.as_mut()?;
        current.durable = Some(current.rev);
        current.root = Some(current.rev);
        current.durable
    }
}

#[test]
fn one_editor_goes_on_whatever_answers_were_lost() {
    let (mut keeper, mut page) = (Keeper::default(), Page::new(1));
    let first = keeper.put(&page.types(1)).unwrap();
    assert_eq!(first.n, 1);
    // The answer was lost: its base is still nothing.
    let second = page.types(2);
    let rev = keeper.put(&second).unwrap();
    assert_eq!(rev.n, 2);
    assert_eq!(keeper.put(&second), Ok(rev), "sent again, it is answered the same");
    page.base = Some(rev);
    assert_eq!(keeper.put(&page.types(3)).unwrap().n, 3);
    let late = Put { seq: 1, ..second };
    assert_eq!(keeper.put(&late).unwrap().n, 3, "what comes late overwrites nothing");
    assert_eq!(keeper.current.unwrap().digest, digest(3));
}

#[test]
fn two_editors_take_turns_and_do_not_overwrite() {
    let mut keeper = Keeper::default();
    let (mut one, mut two) = (Page::new(1), Page::new(2));
    one.base = keeper.put(&one.types(1)).ok();
    two.base = one.base;
    two.base = keeper.put(&two.types(2)).ok();
    assert_eq!(two.base.unwrap().n, 2, "who has read it goes on from it");
    assert_eq!(keeper.put(&one.types(3)), Err(()), "who has not is told");
    assert_eq!(keeper.put(&one.types(2)), Ok(two.base.unwrap()), "equal text never conflicts");
}

#[test]
fn what_redis_lost_goes_on_from_what_postgres_has() {
    let (mut keeper, mut page) = (Keeper::default(), Page::new(1));
    page.base = keeper.put(&page.types(1)).ok();
    page.durable = keeper.flush();
    let kept = keeper.clone();
    page.base = keeper.put(&page.types(2)).ok();
    // Everything since is gone; Postgres' row is the draft again.
    keeper = kept;
    page.editor = editor(7);
    let rev = keeper.put(&page.types(3)).unwrap();
    assert!(rev.n > 2, "a rev is never given twice: {rev}");
    // Nobody can be asked.
    let put = page.types(4);
    let alone = decide(None, &put);
    assert_eq!(alone, Decision::Take { n: 3, root: page.durable });
}

#[test]
fn a_chain_begins_where_its_text_does() {
    let (mut keeper, mut page) = (Keeper::default(), Page::new(1));
    page.base = keeper.put(&page.types(1)).ok();
    let (n, chance) = (9, 9);
    page.base = Some(DraftRev { n, chance });
    page.durable = page.base;
    keeper.put(&page.types(2)).unwrap();
    let current = keeper.current.unwrap();
    assert_eq!((current.root, current.rev.n), (page.durable, 10));
}

#[test]
fn what_was_saved_is_no_ghost() {
    let (mut keeper, mut page) = (Keeper::default(), Page::new(1));
    page.base = keeper.put(&page.types(1)).ok();
    keeper.current.as_mut().unwrap().is_ended = true;
    assert_eq!(keeper.put(&page.types(2)), Err(()));
    assert!(keeper.put(&Page::new(2).types(1)).is_ok(), "it says what was saved");
}

#[test]
fn editors_beyond_eight_are_forgotten_oldest_first() {
    let mut keeper = Keeper::default();
    let mut base = None;
    for name in 1..=9 {
        let mut page = Page { base, ..Page::new(name) };
        base = keeper.put(&page.types(name)).ok();
    }
    let seen = keeper.current.unwrap().seen;
    assert_eq!((seen.len(), seen[0].0), (8, editor(2)));
}

#[test]
fn a_rev_is_read_as_it_is_written() {
    let rev = DraftRev { n: 12, chance: 0xabc };
    assert_eq!(rev.to_string(), "12.00000abc");
    assert_eq!("12.00000abc".parse(), Ok(rev));
    for wrong in ["", "12", "12.", ".00000abc", "12.abc", "+1.00000abc", "1.+0000abc", "1.0000000g"]
    {
        assert_eq!(wrong.parse::<DraftRev>(), Err(NoRev), "{wrong}");
    }
}

#[derive(Debug, Clone)]
enum Act {
    Types(usize, u8),
    LosesAnswer(usize, u8),
    SendsAgain(usize),
    Reads(usize),
    Flush,
    Forget,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..3_usize, 0..200_u8).prop_map(|(page, text)| Act::Types(page, text)),
        1 => (0..3_usize, 0..200_u8).prop_map(|(page, text)| Act::LosesAnswer(page, text)),
        1 => (0..3_usize).prop_map(Act::SendsAgain),
        2 => (0..3_usize).prop_map(Act::Reads),
        1 => Just(Act::Flush),
        1 => Just(Act::Forget),
    ]
}

proptest! {
    /// Whoever's text is replaced was the same editor, or the one who replaced it had
    /// read it.
    #[test]
    fn nothing_unread_is_overwritten(acts in prop::collection::vec(act(), 1..80)) {
        let mut keeper = Keeper::default();
        let mut durable: Option<Current> = None;
        let mut pages = [Page::new(1), Page::new(2), Page::new(3)];
        let mut sent: [Option<Put>; 3] = [const { None }; 3];
        for act in acts {
            let before = keeper.current.clone();
            match act {
                Act::Types(at, text) | Act::LosesAnswer(at, text) => {
                    let put = pages[at].types(text);
                    let answer = keeper.put(&put);
                    if let (Some(before), Some(now)) = (&before, &keeper.current)
                        && before.digest != now.digest
                    {
                        let had_read = put.base == Some(before.rev)
                            || put.durable == Some(before.rev);
                        prop_assert!(had_read || before.editor == put.editor);
                        prop_assert!(now.rev.n > before.rev.n);
                    }
                    if let (Ok(rev), Act::Types(..)) = (answer, &act) {
                        pages[at].base = Some(rev);
                    }
                    sent[at] = Some(put);
                }
                Act::SendsAgain(at) => {
                    if let Some(put) = &sent[at] {
                        let _ = keeper.put(put);
                        let after = keeper.current.as_ref().map(|current| current.digest);
                        let was = before.as_ref().map(|current| current.digest);
                        prop_assert!(after == was || after == Some(put.digest));
                    }
                }
                Act::Reads(at) => {
                    pages[at].base = keeper.current.as_ref().map(|current| current.rev);
                    pages[at].durable = keeper.current.as_ref().and_then(|it| it.durable);
                }
                Act::Flush => {
                    keeper.flush();
                    durable = keeper.current.clone();
                }
                Act::Forget => keeper.current = durable.clone(),
            }
        }
    }
}
