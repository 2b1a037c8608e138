//! Positions, typed in the notations that receivers and maps show.

use super::reading::{Fault, Reading};
use super::text::TextDraft;
use crate::app::key::Key;
use crate::value::{Decimal, Value};

/// The field for one or several positions.
#[derive(Debug, Clone)]
pub struct GeoDraft {
    /// What is typed.
    pub line: TextDraft,
    points_min: usize,
}

impl GeoDraft {
    /// An empty field for one point, or for so many at least, separated by `;`.
    pub fn new(points_min: usize) -> GeoDraft {
        GeoDraft { line: TextDraft::new(false), points_min }
    }

    /// Takes a key; false if it means nothing here.
    pub fn key(&mut self, key: &Key) -> bool {
        self.line.key(key)
    }

    /// What the typed text means.
    pub fn reading(&self) -> Reading {
        let text = self.line.text().trim();
        if text.is_empty() {
            return Reading::Blank;
        }
        let points: Option<Vec<String>> = if self.points_min == 1 {
            parse_point(&text.replace(';', " ")).map(|point| vec![point])
        } else {
            let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
            parts.map(parse_point).collect()
        };
        match points {
            Some(points) if points.len() >= self.points_min => {
                Reading::Answer(Value::Geo(points.join("; ")))
            }
            _ => Reading::Fault(Fault::NotAPoint),
        }
    }
}

/// One number of a position with what was written beside it.
#[derive(Default)]
struct Part {
    numbers: Vec<Decimal>,
    hemisphere: Option<char>,
}

/// Reads a position: `43.2389 76.8897`, `43,2389; 76,8897`, `43°14'20"N 76°53'23"E`,
/// `N43 14.333 E76 53.4`, perhaps with altitude and accuracy behind two plain numbers. Gives
/// `lat lon altitude accuracy`.
pub fn parse_point(text: &str) -> Option<String> {
    let (parts, marked) = split(text)?;
    let (lat, lon, rest) = if marked {
        let [first, second] = &parts[..] else { return None };
        let (lat, lon) = match (first.hemisphere?, second.hemisphere?) {
            ('N' | 'S', 'E' | 'W') => (first, second),
            ('E' | 'W', 'N' | 'S') => (second, first),
            _ => return None,
        };
        (degrees(lat)?, degrees(lon)?, Vec::new())
    } else {
        let numbers: Vec<Decimal> = parts.into_iter().flat_map(|part| part.numbers).collect();
        let (lat, lon) = (numbers.first()?, numbers.get(1)?);
        if numbers.len() > 4 {
            return None;
        }
        let rest = numbers[2..].iter().map(|number| number.as_str().to_owned()).collect();
        (lat.as_str().to_owned(), lon.as_str().to_owned(), rest)
    };
    let within = |text: &str, limit: f64| text.parse::<f64>().is_ok_and(|n| n.abs() <= limit);
    if !within(&lat, 90.0) || !within(&lon, 180.0) {
        return None;
    }
    let altitude = rest.first().map_or("0", String::as_str);
    let accuracy = rest.get(1).map_or("0", String::as_str);
    Some(format!("{lat} {lon} {altitude} {accuracy}"))
}

/// What may stand between the numbers of a position: signs of degrees, minutes and seconds as
/// people and programs write them, and what parts one number from the next.
const MARKS: &str = "°º˚'′’‘´\"″”“,;:./()";

/// The numbers of a text, grouped by hemisphere letters; whether there are any letters.
fn split(text: &str) -> Option<(Vec<Part>, bool)> {
    let mut tokens: Vec<String> = Vec::new();
    let mut number = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (at, &typed) in characters.iter().enumerate() {
        let next_is_digit = characters.get(at + 1).is_some_and(char::is_ascii_digit);
        let inside = !number.is_empty() && next_is_digit && !number.contains('.');
        match typed {
            '0'..='9' => number.push(typed),
            '-' | '+' if number.is_empty() && next_is_digit => number.push(typed),
            '.' | ',' if inside => number.push('.'),
            other => {
                if !number.is_empty() {
                    tokens.push(std::mem::take(&mut number));
                }
                if let Some(letter) = hemisphere(other) {
                    tokens.push(letter.to_string());
                } else if !other.is_whitespace() && !MARKS.contains(other) {
                    return None;
                }
            }
        }
    }
    if !number.is_empty() {
        tokens.push(number);
    }
    let letters = |token: &String| token.len() == 1 && "NSEW".contains(token.as_str());
    let marked = tokens.iter().any(letters);
    let leads = tokens.first().is_some_and(letters);
    let mut parts = vec![Part::default()];
    for token in &tokens {
        if letters(token) {
            if leads && !parts[parts.len() - 1].numbers.is_empty() {
                parts.push(Part::default());
            }
            let last = parts.len() - 1;
            if parts[last].hemisphere.is_some() {
                return None;
            }
            parts[last].hemisphere = token.chars().next();
            if !leads {
                parts.push(Part::default());
            }
        } else {
            let last = parts.len() - 1;
            parts[last].numbers.push(Decimal::parse(token)?);
        }
    }
    parts.retain(|part| !part.numbers.is_empty() || part.hemisphere.is_some());
    Some((parts, marked))
}

fn hemisphere(typed: char) -> Option<char> {
    match typed.to_uppercase().next()? {
        'N' | 'С' => Some('N'),
        'S' | 'Ю' => Some('S'),
        'E' | 'В' => Some('E'),
        'W' | 'З' => Some('W'),
        _ => None,
    }
}

/// Degrees, perhaps with minutes and seconds, as decimal degrees with the sign of the hemisphere.
fn degrees(part: &Part) -> Option<String> {
    let sign = if matches!(part.hemisphere, Some('S' | 'W')) { "-" } else { "" };
    let [first, rest @ ..] = &part.numbers[..] else { return None };
    if rest.is_empty() {
        let plain = first.as_str();
        return (!plain.starts_with('-')).then(|| format!("{sign}{plain}"));
    }
    let (minutes, seconds) = (rest[0].to_f64(), rest.get(1).map_or(0.0, Decimal::to_f64));
    let whole = first.to_f64();
    let good = rest.len() <= 2
        && whole >= 0.0
        && (0.0..60.0).contains(&minutes)
        && (0.0..60.0).contains(&seconds);
    good.then(|| format!("{sign}{:.7}", whole + minutes / 60.0 + seconds / 3600.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_in_the_usual_notations() {
        for (text, point) in [
            ("43.2389 76.8897", Some("43.2389 76.8897 0 0")),
            ("43,2389; 76,8897", Some("43.2389 76.8897 0 0")),
            ("43,2389 76,8897", Some("43.2389 76.8897 0 0")),
            ("43.2389, 76.8897", Some("43.2389 76.8897 0 0")),
            ("-33.5 -70.25 520 4.5", Some("-33.5 -70.25 520 4.5")),
            ("43°14'20\"N 76°53'23\"E", Some("43.2388889 76.8897222 0 0")),
            ("43 14 20 N, 76 53 23 E", Some("43.2388889 76.8897222 0 0")),
            ("N43 14.333 E76 53.4", Some("43.2388833 76.8900000 0 0")),
            ("43,5° с. 76,5° в.", Some("43.5 76.5 0 0")),
            ("76.5E 43.5N", Some("43.5 76.5 0 0")),
            ("33.5S 70.25W", Some("-33.5 -70.25 0 0")),
            ("43.2", None),
            ("95 10", None),
            ("43 61 0 N 76 0 0 E", None),
            ("43N 12N", None),
            ("somewhere", None),
            ("4[3.5 76.5", None),
        ] {
            assert_eq!(parse_point(text).as_deref(), point, "{text}");
        }
    }

    #[test]
    fn lines_need_two_points_and_areas_three() {
        for (least, text, good) in
            [(2, "1 2; 3 4", true), (3, "1 2; 3 4", false), (1, "1; 2", true)]
        {
            let mut draft = GeoDraft::new(least);
            draft.line.set(text);
            assert_eq!(matches!(draft.reading(), Reading::Answer(_)), good, "{text}");
        }
    }
}
