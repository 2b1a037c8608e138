//! The catalogue of everything the program can say about a questionnaire. `docs/diagnostics.md`
//! is generated from it; the codes about expressions are listed where they are found.

/// One thing that can be said.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its code: `E` for errors, `W` for warnings; the first two digits are the family.
    pub code: &'static str,
    /// What is wrong, in a few words.
    pub title: &'static str,
    /// Why it matters and what to do.
    pub explanation: &'static str,
}

/// The families, by the first two digits of a code.
pub const FAMILIES: [(&str, &str); 8] = [
    ("01", "The file"),
    ("02", "Keys and values"),
    ("03", "Expressions"),
    ("04", "Names and references"),
    ("05", "Choices and tables"),
    ("06", "Types and structure"),
    ("07", "Languages"),
    ("08", "Sheets of a workbook"),
];

const fn entry(code: &'static str, title: &'static str, explanation: &'static str) -> Entry {
    Entry { code, title, explanation }
}

/// All entries but those about expressions, in the order of their codes within each family.
pub const CATALOGUE: &[Entry] = &[
    entry(
        "E0101",
        "Not UTF-8",
        "Every file of a questionnaire is text in UTF-8. Spreadsheets and old editors save in other encodings: choose UTF-8 when saving.",
    ),
    entry(
        "E0102",
        "File too large",
        "The file is larger than any questionnaire. Data belongs into CSV files beside it.",
    ),
    entry("E0103", "Empty file", "There is nothing in the file."),
    entry(
        "E0104",
        "Not YAML",
        "The text cannot be read from here on, so what follows was not looked at. Most often a text needs quotes: one that holds a colon and a space, or begins with a sign that YAML uses itself; or lines are not indented alike.",
    ),
    entry(
        "E0105",
        "Key given twice",
        "A key stands once in its map. Both places are shown; only the first was read.",
    ),
    entry(
        "E0106",
        "Key is not a text",
        "A map or list stands where a key is expected: a text that begins with `{` or `[` needs quotes.",
    ),
    entry(
        "E0107",
        "Anchor or alias",
        "Names for parts of a file (`&name`, `*name`) are not read: what a questionnaire asks must stand where it is asked.",
    ),
    entry("E0108", "Tag", "Tags (`!name`) are not read: every value is text."),
    entry(
        "E0109",
        "Second document",
        "A file holds one questionnaire; `---` begins another document.",
    ),
    entry(
        "E0110",
        "Nested too deeply",
        "Lists and maps stand inside each other deeper than any questionnaire needs.",
    ),
    entry(
        "E0111",
        "Workbook cannot be read",
        "The file is not a workbook that any spreadsheet program would open, or it has a password. Save it anew as `.xlsx`.",
    ),
    entry(
        "W0112",
        "Comment cuts a text",
        "In YAML ` #` begins a comment, also in the middle of a text without quotes. Quote the text, or move the comment to a line of its own.",
    ),
    entry(
        "E0201",
        "Unknown key",
        "The key is not known here; often it is misspelled or belongs to another kind of item. Keys of your own begin with `x-`.",
    ),
    entry("E0202", "Missing key", "Something that must be said is not said."),
    entry(
        "E0203",
        "Wrong kind of value",
        "A text, a list or a map was expected and another of them stands there.",
    ),
    entry("E0204", "No value", "The key has nothing after it: write a value or remove the key."),
    entry("E0205", "Neither yes nor no", "The key takes `yes` or `no`."),
    entry("E0206", "Unknown language", "Texts name languages by the codes that `languages` lists."),
    entry(
        "E0207",
        "Unknown format",
        "`anketa` gives the version of the format. A newer program may be needed.",
    ),
    entry(
        "E0208",
        "Malformed parameter",
        "Parameters are written `name=value`, with blanks between them only, or as a map.",
    ),
    entry("E0209", "Not a number", "The key takes a whole number above 0."),
    entry(
        "E0210",
        "Unknown special answer",
        "Special answers are `dont_know`, `refused` and `not_applicable`; `none` closes all of them.",
    ),
    entry(
        "E0211",
        "Unknown word of a talk",
        "`style` is `interview` or `guide`; every speaker has a name of its own; `source` is `yes`, `none`, or some of `respondent`, `proxy`, `document`, `estimate`, `sure` and `not_sure`.",
    ),
    entry(
        "W0310",
        "A path leads nowhere",
        "Nothing has that name at that place, so what is looked up there is always empty. A word alone is a path: text is written in quotes.",
    ),
    entry(
        "E0401",
        "Not a name",
        "Names become addresses, columns and variables: a letter or `_` first, then letters, digits, `_`, `-`, `.`.",
    ),
    entry(
        "E0402",
        "Name given twice",
        "Neighbours have different names, otherwise their answers could not be told apart.",
    ),
    entry(
        "E0403",
        "Roster name not unique",
        "Each roster becomes a table of its own in exports, so its name is unique in the whole questionnaire.",
    ),
    entry(
        "W0404",
        "Names alike but for capitals",
        "Databases and statistics programs do not tell capitals apart.",
    ),
    entry(
        "W0405",
        "Name too long for Stata",
        "Stata keeps 32 characters of a name and cuts what is longer.",
    ),
    entry(
        "W0406",
        "Name unfit for SPSS and Stata",
        "Only Latin letters, digits and `_` are safe in every statistics program; exports write `_` for `-` and `.`.",
    ),
    entry("E0407", "Unknown name", "Nothing has that name where it is looked for."),
    entry(
        "E0408",
        "Ambiguous name",
        "Several items have that name and none is nearer than the others.",
    ),
    entry(
        "E0409",
        "Circle",
        "Expressions depend on each other in a circle, so none can be evaluated first. The whole circle is listed.",
    ),
    entry(
        "W0410",
        "References differ between languages",
        "A text fills in an answer in one language and not in another: usually a slip of translation.",
    ),
    entry("E0501", "Unknown choice list", "The type names a list that `choices` does not have."),
    entry(
        "E0502",
        "Choice given twice",
        "The names of choices are what is stored: unique in their list.",
    ),
    entry(
        "E0503",
        "Name of a choice",
        "A choice needs a name; where several are chosen, a name without blanks, because blanks separate them.",
    ),
    entry(
        "E0504",
        "List and table of one name",
        "Expressions find lists and tables by name; both cannot have the same.",
    ),
    entry("E0505", "Empty choice list", "A list without choices cannot be answered."),
    entry(
        "W0506",
        "Unused choice list",
        "No question uses the list, and no expression looks it up.",
    ),
    entry(
        "E0507",
        "Missing file",
        "A file that the questionnaire names is not there or cannot be read.",
    ),
    entry(
        "E0508",
        "Unreadable table",
        "A table is CSV in UTF-8: a first line with the names of the columns, then lines with as many cells each.",
    ),
    entry("E0509", "Missing column", "The file has no column of that name."),
    entry(
        "E0510",
        "File outside the folder",
        "A questionnaire names files in its own folder or below it, so that it can be passed on whole.",
    ),
    entry(
        "E0511",
        "Blank in the name of a column",
        "Choice filters name columns; a blank would end the name.",
    ),
    entry("E0601", "Unknown type", "There is no such type of question."),
    entry(
        "E0602",
        "Malformed type",
        "Selects and ranks name one choice list; other types are one word.",
    ),
    entry("W0603", "Empty group", "The group or roster holds nothing and is never shown."),
    entry("E0604", "Number of rows", "`repeat_count` is a whole number or an expression."),
    entry(
        "E0605",
        "Unfit for a battery",
        "A battery is one table: its rows are selects with the same choice list.",
    ),
    entry(
        "E0606",
        "Malformed range",
        "A range has numbers for `start`, `end` and `step`, and holds at least one value.",
    ),
    entry(
        "W0607",
        "Unknown parameter",
        "The type has no such parameter; it is kept and does nothing.",
    ),
    entry(
        "E0608",
        "Default does not fit",
        "What a question holds at first must be an answer of its type.",
    ),
    entry(
        "W0609",
        "Calculation on an answered question",
        "A calculation never replaces what a person answered: after the first answer it does nothing. A `default` is evaluated once; `read_only` keeps people out.",
    ),
    entry("W0610", "Never applies", "The condition is false whatever is answered."),
    entry(
        "W0611",
        "Check that nothing passes",
        "The condition is false whatever is answered, so no answer is accepted.",
    ),
    entry("E0612", "Nothing to calculate", "A `calculate` has a `calculation` or a `default`."),
    entry("W0613", "No label", "The interviewer would see the name only."),
    entry("W0614", "Key without effect", "The key does nothing on this type of question."),
    entry(
        "E0615",
        "Not a question in a roster",
        "Choices from a roster are the answers to one of its questions, one for each row.",
    ),
    entry(
        "W0701",
        "Missing wording",
        "Some texts are not there in one of the languages; while asking, another language is shown and marked.",
    ),
    entry(
        "W0702",
        "Language without a code",
        "`English (en)` names the language and its code; programs that choose the language of the device go by the code.",
    ),
    entry(
        "W0805",
        "Heading with one colon",
        "Old forms write `label:English`. It is read; newer programs take it for a column of another name.",
    ),
    entry(
        "W0811",
        "Typographic quotation marks",
        "Word processors and spreadsheets put them by themselves. Expressions need plain ones; they are read as such.",
    ),
    entry(
        "W0812",
        "Columns kept and not used",
        "They stay with the questionnaire and come out again when it is written; nothing here looks at them.",
    ),
    entry(
        "W0813",
        "Disabled rows",
        "The column `disabled` leaves rows out. It is no longer part of XLSForm; `relevant` with `false()` does the same everywhere.",
    ),
    entry("W0824", "Column without a heading", "What a column holds is known by its heading."),
    entry(
        "W0825",
        "Choice without a label",
        "Interviewer and respondent see the name of the choice.",
    ),
    entry(
        "W0826",
        "Marks of a range",
        "`tick_interval` is a multiple of `step`, `placeholder` a value of the range, `tick_labelset` a choice list whose names are such values.",
    ),
    entry(
        "W0827",
        "Value of a parameter",
        "The parameter cannot hold that value, or does nothing without another one; it is kept.",
    ),
    entry(
        "W0828",
        "File without its ending",
        "`select_one_from_file` names a file with its ending: `.csv`, `.geojson` or `.xml`.",
    ),
    entry(
        "W0829",
        "Free answer behind a filter",
        "`or_other` adds a choice `other`, whose columns are empty, so most filters hide it.",
    ),
    entry(
        "W0830",
        "Declaration of entities",
        "The sheet `entities` is kept for head office, whose server will refuse it as it is.",
    ),
    entry(
        "W0831",
        "Property of an entity",
        "What the column `save_to` says does not fit the sheet `entities`.",
    ),
    entry("W0833", "Name of an audit", "ODK finds the log of an interview by the name `audit`."),
    entry(
        "W0834",
        "Setting given twice",
        "Two headings mean the same setting; the first one counts.",
    ),
    entry(
        "W0836",
        "Column not known",
        "The heading is nearly one that is known, and the known one is missing: what stands in the column is not read.",
    ),
    entry(
        "W0837",
        "Long run of blank rows",
        "pyxform takes sixty blank rows for the end of a sheet and does not read what follows.",
    ),
    entry(
        "W0838",
        "Unknown appearance",
        "The word changes nothing; the question is shown in the plain way.",
    ),
    entry(
        "W0840",
        "Formula that failed",
        "A cell holds the message of a spreadsheet program, such as `#REF!`, where a text was meant.",
    ),
    entry(
        "W0841",
        "Message without a check",
        "The message is said when the check fails, and there is no check.",
    ),
    entry(
        "E0801",
        "No survey sheet",
        "A workbook asks what stands in its sheet `survey`; a workbook of one sheet is read whatever the sheet is called.",
    ),
    entry(
        "W0802",
        "Sheet read under another name",
        "The name of a sheet is nearly one that is known, and the known one is missing. A name that begins with `_` says that the sheet is not part of the questionnaire.",
    ),
    entry(
        "E0803",
        "Column given twice",
        "Two headings mean the same column, and both columns hold something.",
    ),
    entry("E0804", "Missing column", "A sheet lacks a column without which its rows say nothing."),
    entry(
        "W0806",
        "Row left out",
        "A row without a type, a name and a label is taken for a remark of the author.",
    ),
    entry(
        "E0807",
        "Row without a type",
        "A row with a name or label asks something, but not what.",
    ),
    entry(
        "E0808",
        "End without a beginning",
        "Groups and repeats end in the order in which they begin, each with its own kind of row.",
    ),
    entry(
        "E0809",
        "Beginning without an end",
        "A group or repeat goes on to the end of the sheet.",
    ),
    entry(
        "W0810",
        "Type read as another",
        "The type is not known; the question is asked all the same, as the nearest type or as text.",
    ),
    entry(
        "E0814",
        "Row without a name",
        "Answers are stored and found by the names of their questions; only notes and what the program fills in need none.",
    ),
    entry(
        "W0815",
        "Type kept and left empty",
        "What the type asks for is not there in a terminal, or no longer anywhere; the column stays in the data and is empty.",
    ),
    entry(
        "W0816",
        "Name of a choice given twice",
        "Answers to two choices of one name cannot be told apart, unless a filter shows one of them at a time. The setting `allow_choice_duplicates` says that it is meant so.",
    ),
    entry(
        "W0817",
        "File not there",
        "A table or choice list is empty because its file was not beside the workbook; what is looked up there is not found.",
    ),
    entry(
        "W0818",
        "Blank in the name of a choice",
        "Several choices are stored with blanks between them, so a name with a blank falls apart in exports.",
    ),
    entry(
        "W0819",
        "Name used by the program",
        "Exports and paths use the name themselves. Inside a questionnaire it does no harm.",
    ),
    entry(
        "W0822",
        "Default that is no answer",
        "What the question holds at first is none of its choices or not of its type; it holds nothing then.",
    ),
    entry(
        "W0823",
        "Uneven or oddly encoded table",
        "Lines of an attached file have too few or too many cells, or letters that are not UTF-8; what can be read is read.",
    ),
    entry(
        "W0821",
        "Blank in the name of a column of choices",
        "No filter can name the column; it is kept.",
    ),
    entry(
        "W0820",
        "Choices from more than one list in a table",
        "Questions that stand in one table have one choice list; these are asked one by one.",
    ),
];

/// All codes with their titles and explanations, those of expressions included, family by family.
pub fn all() -> Vec<Entry> {
    let about_expressions = crate::expr::codes::CODES.iter();
    let about_expressions = about_expressions.map(|&(code, title)| entry(code, title, ""));
    let mut all: Vec<Entry> = CATALOGUE.iter().copied().chain(about_expressions).collect();
    all.sort_by_key(|entry| (&entry.code[1..3], &entry.code[..1], &entry.code[3..]));
    all
}

/// The reference page of all codes, as Markdown.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Diagnostics\n\nWhat `anketa check` can say about a questionnaire. Errors (`E`) must be \
         put right before it can be used; warnings (`W`) should be looked at. This page is \
         generated from the catalogue in `src/compile/codes.rs`.\n",
    );
    let all = all();
    for (digits, family) in FAMILIES {
        page.push_str(&format!("\n## {family}\n\n| code | what is said | why, and what to do |\n"));
        page.push_str("|---|---|---|\n");
        for entry in all.iter().filter(|entry| &entry.code[1..3] == digits) {
            let Entry { code, title, explanation } = entry;
            page.push_str(&format!("| {code} | {title} | {explanation} |\n"));
        }
    }
    page
}
