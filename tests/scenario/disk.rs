//! A data file on which an interview is kept, and which is killed after every step.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anketa::app::effect::KeptDraft;
use anketa::compile::source::Source;
use anketa::form::Form;
use anketa::id::InterviewId;
use anketa::interview::Interview;
use anketa::interview::fact::Fact;
use anketa::store::Store;

/// A data file and the interview in it that is conducted.
pub struct Disk {
    folder: PathBuf,
    source: Source,
    store: Store,
    id: InterviewId,
    /// How many facts of the interview are stored.
    stored: usize,
    kills: usize,
}

impl Disk {
    /// An empty data file in a folder of that name.
    pub fn new(name: &str, source: Source) -> Disk {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder for tests can be written to");
        let store = Store::open(&folder.join("0.anketa")).expect("a new data file");
        Disk { folder, source, store, id: InterviewId([0; 16]), stored: 0, kills: 0 }
    }

    /// Stores a new interview.
    pub fn begin(&mut self, form: &Form, facts: &[Fact]) {
        self.id.0[15] += 1;
        self.store.begin(self.id, &self.source, form, facts).expect("stored");
        self.stored = facts.len();
    }

    /// Stores what is new, cuts the power and takes the interview up again from what is on disk:
    /// the file and its write-ahead log as they lie there, nothing having been closed.
    pub fn kill(&mut self, form: &Arc<Form>, facts: &[Fact], at: &str) -> (Interview, String) {
        if facts.len() > self.stored {
            self.store.append(self.id, form, &facts[self.stored..]).expect("stored");
            self.stored = facts.len();
        }
        let draft = KeptDraft { at: at.to_owned(), ..KeptDraft::default() };
        self.store.keep_draft(self.id, &draft).expect("kept");
        self.kills += 1;
        let copy = self.folder.join(format!("{}.anketa", self.kills));
        copy_as_it_lies(self.store.path(), &copy);
        self.store = Store::open(&copy).expect("what is left of a kill opens");
        let known = Arc::clone(form);
        let stored = self.store.load(self.id, &mut |source| {
            assert_eq!(source.bytes, self.source.bytes, "the questionnaire is another");
            Some(Arc::clone(&known))
        });
        let stored = stored.expect("what was stored loads");
        assert!(stored.unread.is_empty(), "unread: {:?}", stored.unread);
        assert!(stored.facts == facts, "the facts on disk are others");
        let kept = stored.draft.map_or_else(String::new, |draft| draft.at);
        (Interview::replay(known, Vec::new(), &stored.facts), kept)
    }

    /// Whether the data file is sound as a whole.
    pub fn is_sound(&self) -> bool {
        self.store.verify().is_ok_and(|checked| checked.is_sound())
    }
}

fn copy_as_it_lies(from: &Path, to: &Path) {
    for suffix in ["", "-wal"] {
        let beside = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        if beside(from).exists() {
            fs::copy(beside(from), beside(to)).expect("copied");
        }
    }
}
