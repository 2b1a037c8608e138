//! Finding a line among many by a few typed letters: case, accents and the letters that a
//! Russian layout lacks do not matter, nor does the order of the words.

/// The text as it is compared: lower case, without accents, Kazakh letters as the Russian ones
/// that people type for them, everything that is not a letter or digit as one blank.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for typed in text.chars() {
        match typed {
            // The letters of nearly all text, without asking the tables of Unicode: a list of
            // 100,000 choices is folded when its question comes on the screen.
            'a'..='z' | '0'..='9' | 'а'..='и' | 'к'..='я' => folded.push(typed),
            'A'..='Z' => folded.push(typed.to_ascii_lowercase()),
            '\u{300}'..='\u{36f}' => {}
            ' ' => push_blank(&mut folded),
            other => other.to_lowercase().for_each(|lower| match plain(lower) {
                '\u{300}'..='\u{36f}' => {}
                plain if plain.is_alphanumeric() => folded.push(plain),
                _ => push_blank(&mut folded),
            }),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_blank(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

fn plain(typed: char) -> char {
    match typed {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' | 'ў' => 'у',
        'һ' => 'х',
        'і' | 'ї' | 'й' => 'и',
        'ё' => 'е',
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'č' | 'ċ' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' | 'ẹ'..='ệ' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ị' => 'i',
        'ķ' => 'k',
        'ł' | 'ļ' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ụ'..='ự' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// Many lines, made ready once for searching at each key.
#[derive(Debug, Clone, Default)]
pub struct Index {
    text: String,
    ends: Vec<u32>,
}

impl Index {
    /// Makes lines ready.
    pub fn new<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> Index {
        let mut index = Index::default();
        for line in lines {
            // A blank before every word makes the beginnings of words easy to find.
            index.text.push(' ');
            index.text.push_str(&fold(line.as_ref()));
            index.ends.push(index.text.len() as u32);
        }
        index
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The lines that hold every word of the query: first those that begin with the query, then
    /// those in which every word of it begins a word, then the others; each in order.
    pub fn find(&self, query: &str) -> Vec<u32> {
        let query = fold(query);
        if query.is_empty() {
            return (0..self.len() as u32).collect();
        }
        let whole = format!(" {query}");
        let beginnings: Vec<String> = query.split(' ').map(|word| format!(" {word}")).collect();
        let (mut first, mut second, mut third) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for (at, &end) in self.ends.iter().enumerate() {
            let line = &self.text[start..end as usize];
            start = end as usize;
            if line.starts_with(&whole) {
                first.push(at as u32);
            } else if beginnings.iter().all(|word| line.contains(word.as_str())) {
                second.push(at as u32);
            } else if beginnings.iter().all(|word| line.contains(&word[1..])) {
                third.push(at as u32);
            }
        }
        first.append(&mut second);
        first.append(&mut third);
        first
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_people_type() {
        let names = ["São Paulo", "Қарағанды", "Ақтөбе", "Алматы", "Орёл", "Үлкен Алматы"];
        let index = Index::new(names);
        for (query, found) in [
            ("sao pau", vec![0]),
            ("paulo sao", vec![0]),
            ("кара", vec![1]),
            ("актобе", vec![2]),
            ("алма", vec![3, 5]),
            ("орел", vec![4]),
            ("улкен", vec![5]),
            ("маты", vec![3, 5]),
            ("", vec![0, 1, 2, 3, 4, 5]),
            ("нет", vec![]),
        ] {
            assert_eq!(index.find(query), found, "{query}");
        }
    }

    #[test]
    fn й_is_the_same_typed_as_one_or_two_characters() {
        assert_eq!(fold("Райо\u{301}н"), fold("раион"));
        assert_eq!(fold("и\u{306}"), fold("й"));
    }
}
