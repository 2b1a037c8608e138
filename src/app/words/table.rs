//! Everything the interface says, as one table that each language fills.

use super::quick::Quick;
use super::trace::Trace;

/// Everything the interface says in one language.
#[derive(Debug)]
pub struct Words {
    /// The code of the language.
    pub code: &'static str,
    /// The language's own name.
    pub language: &'static str,
    /// The name of the program.
    pub program: &'static str,
    /// Heading of the questionnaires.
    pub questionnaires: &'static str,
    /// Heading of the interviews that are not finished.
    pub in_progress: &'static str,
    /// Heading of the finished interviews.
    pub finished: &'static str,
    /// The wording of a language is not reviewed.
    pub draft_translation: &'static str,
    /// Whether to go on with an interview that was broken off.
    pub go_on_broken_off: &'static str,
    /// What a question takes that asks for an image, a recording of sound, a video or any file.
    pub takes: [&'static str; 4],
    /// The interview was stopped before its end.
    pub broken_off: &'static str,
    /// The finished interview was opened again to correct it.
    pub reopened: &'static str,
    /// The interview is finished.
    pub mark_finished: &'static str,
    /// Mark of every screen of a training.
    pub mark_training: &'static str,
    /// Three lines for who has conducted no interview yet.
    pub first_start: &'static str,
    /// There is nothing to choose on the start screen.
    pub nothing_here: &'static str,
    /// Label of the data file's path.
    pub data_file: &'static str,
    /// Who interviews.
    pub interviewer: &'static str,
    /// Heading of the languages of the questionnaire.
    pub language_of_interview: &'static str,
    /// Heading of the languages of the program.
    pub language_of_interface: &'static str,
    /// Label of the case.
    pub case: &'static str,
    /// What the case is for.
    pub case_explained: &'static str,
    /// Label of a path.
    pub path: &'static str,
    /// No path is typed.
    pub path_needed: &'static str,
    /// What an export is.
    pub export_explained: &'static str,
    /// How to close a message.
    pub press_enter: &'static str,
    /// Nothing is chosen.
    pub choose_first: &'static str,
    /// Label of a search field.
    pub search: &'static str,
    /// No line matches what is searched.
    pub nothing_found: &'static str,
    /// Label of the field for a code.
    pub code_label: &'static str,
    /// Label of the field over a long list.
    pub search_or_code: &'static str,
    /// Label of a text field.
    pub answer: &'static str,
    /// Label of a number field.
    pub number: &'static str,
    /// Label of a date field.
    pub date: &'static str,
    /// Label of a time field.
    pub time: &'static str,
    /// Label of a field for both.
    pub date_and_time: &'static str,
    /// Label of a field for positions.
    pub position: &'static str,
    /// How dates are typed.
    pub date_example: &'static str,
    /// How times are typed.
    pub time_example: &'static str,
    /// How both are typed.
    pub date_time_example: &'static str,
    /// How positions are typed.
    pub position_example: &'static str,
    /// How to begin a new line.
    pub new_line_key: &'static str,
    /// The only choice of an acknowledgement.
    pub acknowledge: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// The special answer.
    pub dont_know: &'static str,
    /// The special answer.
    pub refused: &'static str,
    /// The special answer.
    pub not_applicable: &'static str,
    /// The special answer "refused" as a respondent reads it.
    pub prefer_not: &'static str,
    /// What a key does.
    pub key_enter: &'static str,
    /// What a key does.
    pub key_close: &'static str,
    /// What a key does.
    pub key_previous: &'static str,
    /// What a key does.
    pub key_next: &'static str,
    /// What a key does.
    pub key_add_row: &'static str,
    /// What a key does.
    pub key_remove_row: &'static str,
    /// What a key does.
    pub key_row_up: &'static str,
    /// What a key does.
    pub key_row_down: &'static str,
    /// What a key does.
    pub key_probes: &'static str,
    /// What a key does.
    pub key_rows: &'static str,
    /// What a key does; also the heading.
    pub key_notes: &'static str,
    /// What a key does.
    pub key_to_question: &'static str,
    /// What a key does.
    pub key_quote: &'static str,
    /// What a key does; also the heading.
    pub key_source: &'static str,
    /// Heading of the quotes.
    pub quotes: &'static str,
    /// There is no quote yet.
    pub no_quotes: &'static str,
    /// There is nothing that could be quoted.
    pub no_words_to_quote: &'static str,
    /// Label of the field for a note.
    pub note: &'static str,
    /// How a note ends.
    pub note_keys: &'static str,
    /// What can be done with an earlier note.
    pub note_chosen: &'static str,
    /// An earlier note is being changed.
    pub note_changing: &'static str,
    /// There is no note yet.
    pub no_notes: &'static str,
    /// A note was struck.
    pub note_struck: &'static str,
    /// How to begin a new line where Tab leads to the notes.
    pub new_line_below: &'static str,
    /// The first end of a passage is marked.
    pub quote_from: &'static str,
    /// Heading of the speakers.
    pub quote_speaker: &'static str,
    /// Heading of the levels.
    pub quote_level: &'static str,
    /// Takes the mark of a quote away.
    pub quote_remove: &'static str,
    /// How close to the words a quote is: verbatim, nearly so, paraphrase.
    pub levels: [&'static str; 3],
    /// The usual speakers: respondent, interviewer, another person.
    pub speakers: [&'static str; 3],
    /// Where an answer comes from: respondent, proxy, document, estimate.
    pub origins: [&'static str; 4],
    /// How certain an answer is: sure, not sure.
    pub certainties: [&'static str; 2],
    /// The question does not ask for a source.
    pub source_not_asked: &'static str,
    /// What a key does.
    pub key_editor: &'static str,
    /// Only texts of several lines go to the editor.
    pub editor_for_long_text: &'static str,
    /// The editor is closed; its text is not entered yet.
    pub editor_closed: &'static str,
    /// No editor is named.
    pub editor_none: &'static str,
    /// There is no memory-backed place for the text.
    pub editor_no_memory: &'static str,
    /// Gives the device back before the end of the block.
    pub return_device: &'static str,
    /// What a key does; also the heading.
    pub key_remark: &'static str,
    /// What a key does; also the heading.
    pub key_language: &'static str,
    /// What a key does; also the heading.
    pub key_outline: &'static str,
    /// What a key does.
    pub key_search: &'static str,
    /// What a key does; also the heading.
    pub key_problems: &'static str,
    /// What a key does; also the heading.
    pub key_export: &'static str,
    /// What a key does.
    pub key_undo: &'static str,
    /// What a key does.
    pub key_redo: &'static str,
    /// What a key does; also the heading.
    pub key_menu: &'static str,
    /// What a key does.
    pub key_quit: &'static str,
    /// A film stops and goes on.
    pub film_pause: &'static str,
    /// A film goes faster or slower.
    pub film_speed: &'static str,
    /// A film goes one picture on or back.
    pub film_step: &'static str,
    /// What is said of entering much at once.
    pub quick: &'static Quick,
    /// What tells about the interview itself.
    pub trace: &'static Trace,
    /// What a key does; also the heading.
    pub key_help: &'static str,
    /// What a key does.
    pub key_redraw: &'static str,
    /// What a key does.
    pub key_suspend: &'static str,
    /// What the arrows do.
    pub key_arrows: &'static str,
    /// Heading of the questionnaire's own help.
    pub guidance: &'static str,
    /// How to answer, in short.
    pub help_basics: &'static str,
    /// There is nothing before.
    pub first_question: &'static str,
    /// There is nothing after.
    pub last_question: &'static str,
    /// The block was handed back.
    pub locked: &'static str,
    /// What was typed is back.
    pub typing_restored: &'static str,
    /// An answer is missing.
    pub required: &'static str,
    /// How to go on without an answer.
    pub how_to_pass: &'static str,
    /// Why it is not an answer.
    pub not_a_number: &'static str,
    /// Why it is not an answer.
    pub not_whole: &'static str,
    /// Why it is not an answer.
    pub not_a_date: &'static str,
    /// Why it is not an answer.
    pub not_a_time: &'static str,
    /// Why it is not an answer.
    pub not_a_point: &'static str,
    /// A code is typed but not chosen.
    pub code_unfinished: &'static str,
    /// There is nothing to choose from.
    pub no_choices: &'static str,
    /// A hard check without words of its own.
    pub check_failed: &'static str,
    /// A soft check without words of its own.
    pub doubted: &'static str,
    /// Heading where a soft check asks for a reason.
    pub doubt_title: &'static str,
    /// Heading where a question is left open.
    pub leave_open_title: &'static str,
    /// Heading where an interview is broken off.
    pub break_off_title: &'static str,
    /// Heading where a finished interview is corrected.
    pub correct_title: &'static str,
    /// Label of the field for a reason.
    pub reason: &'static str,
    /// No reason is given.
    pub reason_needed: &'static str,
    /// The answer does not fit the question.
    pub wrong_kind: &'static str,
    /// The question does not apply.
    pub not_relevant: &'static str,
    /// The question can only be read.
    pub read_only: &'static str,
    /// There is nothing to do it with.
    pub nothing_there: &'static str,
    /// Rows are not added by hand.
    pub rows_fixed: &'static str,
    /// The interview can only be read.
    pub finished_read_only: &'static str,
    /// The interview is not finished.
    pub not_finished: &'static str,
    /// There is no such language.
    pub no_language: &'static str,
    /// There is nothing to undo or redo.
    pub nothing_to_undo: &'static str,
    /// The step added a row.
    pub row_added: &'static str,
    /// The step removed a row.
    pub row_removed: &'static str,
    /// The step moved a row.
    pub row_moved: &'static str,
    /// We are not inside a roster.
    pub no_roster: &'static str,
    /// No row is highlighted.
    pub choose_row: &'static str,
    /// The choice to add a row.
    pub add_row: &'static str,
    /// The choice to add no more.
    pub no_more_rows: &'static str,
    /// Enter at the end of an empty roster.
    pub add_or_no_more: &'static str,
    /// The question has no follow-ups.
    pub no_probes: &'static str,
    /// Nothing is wrong.
    pub no_problems: &'static str,
    /// Nothing was answered.
    pub no_history: &'static str,
    /// What is wrong at a place.
    pub trouble_missing: &'static str,
    /// What is wrong at a place.
    pub trouble_unconfirmed: &'static str,
    /// What is wrong at a place.
    pub trouble_defect: &'static str,
    /// Heading of the last screen.
    pub end_of_interview: &'static str,
    /// The choice to finish.
    pub finish: &'static str,
    /// The choice to go to the first open question.
    pub to_first_open: &'static str,
    /// The choice to list what is still wrong.
    pub show_problems: &'static str,
    /// No question is open.
    pub nothing_open: &'static str,
    /// The choice to leave the interview.
    pub leave_for_now: &'static str,
    /// The choice to go to the end.
    pub to_the_end: &'static str,
    /// The choice to go on.
    pub go_on: &'static str,
    /// The choice to break off.
    pub break_off: &'static str,
    /// The choice to correct a finished interview.
    pub correct: &'static str,
    /// The interview is finished.
    pub interview_stored: &'static str,
    /// The choice to begin another one.
    pub next_interview: &'static str,
    /// The choice to go to the start screen.
    pub to_start: &'static str,
    /// What is said when the respondent takes the device.
    pub hand_over: &'static str,
    /// What is said when the respondent is done.
    pub hand_back: &'static str,
    /// The code by which the respondent begins.
    pub respondent_ready: &'static str,
    /// The code by which the respondent goes back to the questions.
    pub back_to_questions: &'static str,
    /// The code by which the interviewer goes on.
    pub interviewer_back: &'static str,
    /// Before a special answer.
    pub answered_so: &'static str,
    /// Before the reason why a question is open.
    pub left_open: &'static str,
    /// Before the reason why an unusual answer is right.
    pub passed_because: &'static str,
    /// Behind words that are not translated.
    pub fallback: &'static str,
    /// A write failed.
    pub write_failed: &'static str,
    /// What to do after a failed write.
    pub write_failed_what_now: &'static str,
    /// Reasons why an unusual answer is right.
    pub doubt_reasons: &'static [&'static str],
    /// Reasons why a required question stays open.
    pub leave_open_reasons: &'static [&'static str],
    /// Reasons why an interview is broken off.
    pub break_off_reasons: &'static [&'static str],
    /// Reasons why a finished interview is corrected.
    pub correct_reasons: &'static [&'static str],
    /// How many of how many questions are answered; the second 0 if not known.
    pub answered_of: fn(usize, usize) -> String,
    /// How many questions are open.
    pub still_open: fn(usize) -> String,
    /// That step was undone.
    pub undone: fn(&str) -> String,
    /// That step was done again.
    pub redone: fn(&str) -> String,
    /// A quote was marked: who said it, how close to the words.
    pub quoted: fn(&str, &str) -> String,
    /// The questions of a guide that were not taken up yet: how many, which.
    pub open_topics: fn(usize, &str) -> String,
    /// The editor failed: why.
    pub editor_failed: fn(&str) -> String,
    /// An earlier answer that does not count.
    pub earlier_answer: fn(&str) -> String,
    /// An earlier answer that waits to be confirmed.
    pub earlier_answer_confirm: fn(&str) -> String,
    /// No choice has that code.
    pub no_such_choice: fn(&str) -> String,
    /// So many choices match what is typed.
    pub several_match: fn(usize) -> String,
    /// At most so many choices.
    pub too_many: fn(usize) -> String,
    /// A list of so many choices is shown once something is typed.
    pub type_to_search: fn(usize) -> String,
    /// How many choices are chosen.
    pub chosen_count: fn(usize) -> String,
    /// That choice goes with no other.
    pub exclusive: fn(&str) -> String,
    /// The answer is not offered any more.
    pub off_list: fn(&str) -> String,
    /// A special answer is not allowed; these are, if any.
    pub special_closed: fn(&str) -> String,
    /// A special answer takes the place of so many choices.
    pub special_clears: fn(&str, usize) -> String,
    /// The number is out of the range.
    pub out_of_range: fn(&str, &str) -> String,
    /// The range of a number.
    pub range: fn(&str, &str) -> String,
    /// The lower end of a range.
    pub at_least: fn(&str) -> String,
    /// The upper end of a range.
    pub at_most: fn(&str) -> String,
    /// The number is not one of the steps.
    pub not_a_step: fn(&str) -> String,
    /// These questions are open.
    pub open_questions: fn(&str) -> String,
    /// The checks of these questions fail.
    pub failing_questions: fn(&str) -> String,
    /// Whether there are really so many rows.
    pub many_rows: fn(i64) -> String,
    /// How many rows there are, and whether there is one more.
    pub another_row: fn(usize) -> String,
    /// Whether a row shall go, with how many answers.
    pub remove_row: fn(&str, usize) -> String,
    /// A row, its position and how many there are.
    pub row_of: fn(&str, usize, usize) -> String,
    /// A size in bytes.
    pub bytes: fn(u64) -> String,
    /// A day: day, month, year.
    pub full_date: fn(u8, u8, i32) -> String,
    /// A month of a year.
    pub month_date: fn(u8, i32) -> String,
    /// A year.
    pub year_date: fn(i32) -> String,
}
