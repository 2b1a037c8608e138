//! The order of the project, held as data: ranks, external crates, budgets, headers. A breach is
//! reported by file and line with its reason; `ARCHITECTURE.md` tells the same in words.

#![allow(clippy::disallowed_methods, reason = "it reads the sources")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each top-level module with its rank and the external crates it may name. A module may name
/// modules of lower rank only; modules of equal rank do not know each other.
const MODULES: &[(&str, u8, &[&str])] = &[
    ("value", 0, &["chrono"]),
    ("stats", 0, &[]),
    ("id", 0, &[]),
    ("place", 0, &[]),
    ("moment", 0, &["chrono"]),
    ("diagnostic", 0, &[]),
    ("visible", 0, &[]),
    ("expr", 1, &["base64ct", "chrono", "ed25519_dalek", "hmac", "md5", "regex", "sha1", "sha2"]),
    ("form", 2, &[]),
    (
        "compile",
        3,
        &["annotate_snippets", "calamine", "csv", "granit_parser", "regex", "serde_json", "sha2"],
    ),
    ("interview", 3, &["chrono"]),
    ("explain", 3, &[]),
    ("walk", 4, &["chrono", "serde_json"]),
    ("record", 4, &["hmac", "serde", "serde_json", "sha2"]),
    ("app", 4, &["chrono", "unicode_segmentation", "unicode_width"]),
    ("write", 4, &["rust_xlsxwriter", "thiserror"]),
    ("dataset", 5, &["chrono"]),
    ("report", 6, &["unicode_width"]),
    ("paper", 6, &[]),
    ("plain", 7, &[]),
    ("store", 7, &["chrono", "getrandom", "rusqlite", "sha2", "uuid"]),
    ("file", 7, &["etcetera", "rustix", "sha2", "thiserror"]),
    ("world", 7, &["chrono", "etcetera", "getrandom", "uuid"]),
    (
        "tui",
        7,
        &["crossterm", "ratatui", "rustix", "signal_hook", "unicode_segmentation", "unicode_width"],
    ),
    ("runtime", 8, &["thiserror"]),
    ("cli", 9, &["chrono", "clap", "indicatif", "serde_json", "thiserror"]),
    ("main", 10, &[]),
];

/// Code lines of one file: no blanks, comments or tests.
const FILE_LINES_MAX: usize = 500;
/// Files that are one table each and may be as long as the table is.
const TABLES: &[&str] =
    &["app/words/en.rs", "app/words/kk.rs", "app/words/ru.rs", "compile/codes.rs"];
const FILE_LINES_MEDIAN: usize = 120;
const FILE_LINES_P90: usize = 350;
const FUNCTION_LINES_MAX: usize = 70;
/// Places that can panic, for each 1,000 code lines.
const PANICS_PER_THOUSAND: usize = 1;
/// Packages in Cargo.lock; raising it is a decision with a reason in `docs/`.
const LOCKED_PACKAGES_MAX: usize = 210;

struct Source {
    /// Path below `src`, with `/`.
    path: String,
    /// The whole text.
    text: String,
    /// The lines before the tests, with their numbers from 1, comments and strings blanked out.
    code: Vec<(usize, String)>,
}

impl Source {
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or(&self.path);
        first.strip_suffix(".rs").unwrap_or(first)
    }

    fn code_lines(&self) -> usize {
        self.code.iter().filter(|(_, line)| !line.trim().is_empty()).count()
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    let sources: Vec<Source> = files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).expect("a source file can be read");
            let path = file.strip_prefix(&root).expect("it is below src");
            let path = path.to_string_lossy().replace('\\', "/");
            let code = code_of(&text);
            Source { path, text, code }
        })
        .collect();
    assert!(sources.len() > 20, "the sources were found");
    sources
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The lines before the tests with comments and the insides of strings blanked out.
fn code_of(text: &str) -> Vec<(usize, String)> {
    let end = text.find("\n#[cfg(test)]\nmod tests").unwrap_or(text.len());
    let blanked = blank_comments_and_strings(&text[..end]);
    blanked.lines().enumerate().map(|(at, line)| (at + 1, line.to_owned())).collect()
}

fn blank_comments_and_strings(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        match chars[at] {
            '/' if next == '/' => {
                while at < chars.len() && chars[at] != '\n' {
                    at += 1;
                }
            }
            '/' if next == '*' => {
                while at + 1 < chars.len() && !(chars[at] == '*' && chars[at + 1] == '/') {
                    if chars[at] == '\n' {
                        out.push('\n');
                    }
                    at += 1;
                }
                at += 2;
            }
            'r' if matches!(next, '"' | '#') && raw_string_hashes(&chars, at).is_some() => {
                let hashes = raw_string_hashes(&chars, at).unwrap_or(0);
                at += 2 + hashes;
                out.push('"');
                while at < chars.len() && !closes_raw(&chars, at, hashes) {
                    if chars[at] == '\n' {
                        out.push('\n');
                    }
                    at += 1;
                }
                out.push('"');
                at += 1 + hashes;
            }
            '"' => {
                out.push('"');
                at += 1;
                while at < chars.len() && chars[at] != '"' {
                    if chars[at] == '\\' {
                        at += 1;
                    }
                    if chars.get(at) == Some(&'\n') {
                        out.push('\n');
                    }
                    at += 1;
                }
                out.push('"');
                at += 1;
            }
            '\'' if chars.get(at + 2) == Some(&'\'') && next != '\\' => {
                out.push_str("' '");
                at += 3;
            }
            '\'' if next == '\\' => {
                at += 2;
                while at < chars.len() && chars[at] != '\'' {
                    at += 1;
                }
                out.push_str("' '");
                at += 1;
            }
            other => {
                out.push(other);
                at += 1;
            }
        }
    }
    out
}

fn raw_string_hashes(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_') {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

fn closes_raw(chars: &[char], at: usize, hashes: usize) -> bool {
    chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes
}

fn fail_if_any(breaches: Vec<String>, why: &str) {
    assert!(breaches.is_empty(), "{why}\n  {}", breaches.join("\n  "));
}

/// The identifiers that follow `prefix` on a line.
fn names_after<'a>(line: &'a str, prefix: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    let mut from = 0;
    while let Some(found) = line[from..].find(prefix) {
        let start = from + found + prefix.len();
        let before = line[..from + found].chars().next_back();
        let whole = before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':');
        let length = line[start..]
            .find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(line.len() - start);
        if whole && length > 0 {
            names.push(&line[start..start + length]);
        }
        from = start;
    }
    names
}

#[test]
fn modules_name_only_modules_of_lower_rank() {
    let ranks: BTreeMap<&str, u8> = MODULES.iter().map(|&(name, rank, _)| (name, rank)).collect();
    let mut breaches = Vec::new();
    for source in sources() {
        let own = source.module();
        if own == "lib" {
            continue;
        }
        let Some(&rank) = ranks.get(own) else {
            breaches.push(format!("src/{}: `{own}` has no rank in MODULES", source.path));
            continue;
        };
        for (number, line) in &source.code {
            let prefix = if own == "main" { "anketa::" } else { "crate::" };
            for name in names_after(line, prefix) {
                match ranks.get(name) {
                    _ if name == own => {}
                    Some(&other) if other < rank => {}
                    Some(&other) => breaches.push(format!(
                        "src/{}:{number}: `{own}` (rank {rank}) names `{name}` (rank {other})",
                        source.path
                    )),
                    None => {
                        breaches.push(format!("src/{}:{number}: `{name}` has no rank", source.path))
                    }
                }
            }
        }
    }
    fail_if_any(breaches, "A module may name modules of lower rank only (ARCHITECTURE.md).");
}

#[test]
fn external_crates_stay_in_their_place() {
    let known: BTreeSet<&str> =
        MODULES.iter().flat_map(|&(_, _, crates)| crates.iter().copied()).collect();
    let mut breaches = Vec::new();
    for source in sources() {
        let Some(&(own, _, allowed)) =
            MODULES.iter().find(|&&(name, _, _)| name == source.module())
        else {
            continue;
        };
        for (number, line) in &source.code {
            for name in &known {
                let used = line.match_indices(&format!("{name}::")).any(|(at, _)| {
                    let before = line[..at].chars().next_back();
                    before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':')
                });
                if used && !allowed.contains(name) && *name != own {
                    breaches.push(format!(
                        "src/{}:{number}: `{own}` may not name `{name}`",
                        source.path
                    ));
                }
            }
        }
    }
    fail_if_any(breaches, "Each external crate belongs to the modules listed in MODULES.");
}

#[test]
fn files_stay_within_their_budget() {
    let sources = sources();
    let mut breaches = Vec::new();
    let mut lengths = Vec::new();
    for source in &sources {
        if TABLES.contains(&source.path.as_str()) {
            continue;
        }
        let lines = source.code_lines();
        lengths.push(lines);
        if lines > FILE_LINES_MAX {
            breaches.push(format!("src/{}: {lines} code lines", source.path));
        }
    }
    fail_if_any(breaches, "A file has at most 500 code lines: split it by what it does.");
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    let high = lengths[lengths.len() * 9 / 10];
    assert!(median <= FILE_LINES_MEDIAN, "the median file has {median} code lines");
    assert!(high <= FILE_LINES_P90, "one file in ten has {high} code lines or more");
}

#[test]
fn functions_stay_within_their_budget() {
    let mut breaches = Vec::new();
    for source in sources() {
        let mut open: Vec<(usize, usize, String)> = Vec::new();
        for (number, line) in &source.code {
            let indent = line.len() - line.trim_start().len();
            let is_function = !names_after(line, "fn ").is_empty() && !line.trim().ends_with(';');
            if is_function && !line.trim_end().ends_with('}') {
                let name = names_after(line, "fn ")[0].to_owned();
                open.push((indent, *number, name));
            } else if line.trim_end() == format!("{}}}", " ".repeat(indent))
                && let Some(at) = open.iter().rposition(|&(opened, _, _)| opened == indent)
            {
                let (_, start, name) = open.remove(at);
                let length = number - start + 1;
                if length > FUNCTION_LINES_MAX {
                    let path = &source.path;
                    breaches.push(format!("src/{path}:{start}: `{name}` spans {length} lines"));
                }
            }
        }
    }
    fail_if_any(breaches, "A function has at most 70 lines: one chooses, leaves compute.");
}

#[test]
fn every_file_says_what_it_is_for() {
    let breaches: Vec<String> = sources()
        .iter()
        .filter(|source| source.path != "main.rs" && !source.text.starts_with("//! "))
        .map(|source| format!("src/{}", source.path))
        .collect();
    fail_if_any(breaches, "A file begins with a `//!` header that says what it is for.");
}

#[test]
fn panics_are_rare_and_named() {
    let (mut sites, mut lines, mut breaches) = (Vec::new(), 0, Vec::new());
    for source in sources() {
        lines += source.code_lines();
        for (number, line) in &source.code {
            let place = format!("src/{}:{number}: {}", source.path, line.trim());
            if line.contains(".unwrap()")
                || line.contains("todo!(")
                || line.contains("unimplemented!(")
            {
                breaches.push(place.clone());
            }
            if ["panic!(", "unreachable!(", ".expect("].iter().any(|site| line.contains(site)) {
                sites.push(place);
            }
        }
    }
    fail_if_any(breaches, "No `unwrap`, no `todo`: an `expect` names the invariant.");
    let most = lines * PANICS_PER_THOUSAND / 1000 + 1;
    let list = sites.join("\n  ");
    assert!(sites.len() <= most, "{} places can panic, {most} may:\n  {list}", sites.len());
}

#[test]
fn only_the_command_line_prints() {
    let (mut breaches, mut found) = (Vec::new(), 0);
    for source in sources() {
        for (number, line) in &source.code {
            let prints = ["print!(", "println!(", "stdout()"].iter().any(|it| line.contains(it));
            match source.module() {
                _ if !prints => {}
                // The terminal is written to through standard output, as screens.
                "cli" | "tui" => found += 1,
                _ => breaches.push(format!("src/{}:{number}: {}", source.path, line.trim())),
            }
        }
    }
    assert!(found > 0, "the places that print were found");
    fail_if_any(breaches, "A line printed over a screen tears it: only `cli` prints.");
}

/// The files below `src` that a file names by `use crate::..`, `super::..` or `self::..`.
fn imports(source: &Source, files: &BTreeSet<String>) -> BTreeSet<String> {
    let own: Vec<&str> = source.path.trim_end_matches(".rs").split('/').collect();
    let is_folder = own.last() == Some(&"mod");
    let here: Vec<&str> = if is_folder { own[..own.len() - 1].to_vec() } else { own.clone() };
    let mut found = BTreeSet::new();
    let text: String =
        source.code.iter().map(|(_, line)| line.as_str()).collect::<Vec<_>>().join("\n");
    for statement in text.split(';') {
        let statement = statement.trim();
        let Some(at) = statement.rfind("use ") else { continue };
        if at > 0 && !statement[..at].ends_with(['\n', ' ', '}', ')']) {
            continue;
        }
        for path in expand_use(&statement[at + 4..]) {
            let mut base: Vec<&str> = here.clone();
            let mut rest: Vec<&str> = path.split("::").collect();
            match rest[0] {
                "crate" => {
                    base.clear();
                    rest.remove(0);
                }
                "self" => {
                    rest.remove(0);
                }
                "super" => {
                    while rest.first() == Some(&"super") {
                        base.pop();
                        rest.remove(0);
                    }
                }
                first if is_folder || !first.is_empty() => {
                    let child = [here.as_slice(), &[first]].concat().join("/");
                    if !files.contains(&format!("{child}.rs"))
                        && !files.contains(&format!("{child}/mod.rs"))
                    {
                        continue;
                    }
                }
                _ => continue,
            }
            if let Some(file) = longest_file(&base, &rest, files)
                && file != source.path
            {
                found.insert(file);
            }
        }
    }
    found
}

/// The longest prefix of a path that is a file.
fn longest_file(base: &[&str], rest: &[&str], files: &BTreeSet<String>) -> Option<String> {
    let whole: Vec<&str> = base.iter().chain(rest).copied().collect();
    (1..=whole.len()).rev().find_map(|length| {
        let stem = whole[..length].join("/");
        [format!("{stem}.rs"), format!("{stem}/mod.rs")]
            .into_iter()
            .find(|file| files.contains(file))
    })
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn expand_use(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some(brace) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree);
        return vec![path.split_whitespace().collect()];
    };
    let (prefix, inner) = (&tree[..brace], &tree[brace + 1..tree.rfind('}').unwrap_or(tree.len())]);
    let (mut parts, mut depth, mut part) = (Vec::new(), 0, String::new());
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    parts
        .iter()
        .filter(|part| !part.trim().is_empty())
        .flat_map(|part| expand_use(part))
        .map(|part| {
            if part == "self" {
                prefix.trim_end_matches("::").into()
            } else {
                format!("{prefix}{part}")
            }
        })
        .map(|path| path.split_whitespace().collect())
        .collect()
}

#[test]
fn files_do_not_import_in_circles() {
    let sources = sources();
    let files: BTreeSet<String> = sources.iter().map(|source| source.path.clone()).collect();
    let graph: BTreeMap<String, BTreeSet<String>> =
        sources.iter().map(|source| (source.path.clone(), imports(source, &files))).collect();
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 50, "imports were found");
    let mut breaches = Vec::new();
    for start in graph.keys() {
        if let Some(circle) = circle_through(start, &graph)
            && circle.iter().min() == Some(start)
        {
            breaches.push(circle.join(" -> "));
        }
    }
    fail_if_any(
        breaches,
        "Files import in one direction: move what both need to a file of its own.",
    );
}

/// The shortest circle of imports through a file.
fn circle_through(start: &str, graph: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut paths = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !paths.is_empty() {
        let mut next = Vec::new();
        for path in paths {
            let last = path.last().expect("a path is never empty");
            for file in graph.get(last).into_iter().flatten() {
                if file == start {
                    return Some(path);
                }
                if seen.insert(file.clone()) {
                    next.push([path.as_slice(), std::slice::from_ref(file)].concat());
                }
            }
        }
        paths = next;
    }
    None
}

#[test]
fn the_dependency_tree_stays_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock = fs::read_to_string(root.join("Cargo.lock")).expect("Cargo.lock is committed");
    let packages = lock.matches("[[package]]").count();
    assert!(
        packages <= LOCKED_PACKAGES_MAX,
        "Cargo.lock holds {packages} packages, {LOCKED_PACKAGES_MAX} may be: a new one needs a \
         reason in docs/dependencies.md"
    );
}
