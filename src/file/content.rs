//! What a file holds, told by its first bytes: a name can be changed by anybody, and often is.

/// Beginnings: what a file of it can be, where its sign stands, and the sign; the first that fits
/// counts. Recorders write sound alone into containers that are made for videos, too. Signs are those that
/// `file(1)` and the WHATWG standard on MIME sniffing go by.
const SIGNS: [(&str, usize, &[u8]); 30] = [
    ("image", 0, b"\xff\xd8\xff"),
    ("image", 0, b"\x89PNG\r\n\x1a\n"),
    ("image", 0, b"GIF87a"),
    ("image", 0, b"GIF89a"),
    ("image", 0, b"BM"),
    ("image", 0, b"II*\0"),
    ("image", 0, b"MM\0*"),
    ("image", 8, b"WEBP"),
    ("image", 4, b"ftyphei"),
    ("image", 4, b"ftypmif1"),
    ("image", 4, b"ftypmsf1"),
    ("image", 4, b"ftypavif"),
    ("audio", 0, b"ID3"),
    ("audio", 0, b"\xff\xfb"),
    ("audio", 0, b"\xff\xf3"),
    ("audio", 0, b"\xff\xf2"),
    ("audio", 0, b"\xff\xf1"),
    ("audio", 0, b"\xff\xf9"),
    ("audio", 8, b"WAVE"),
    ("audio video", 0, b"OggS"),
    ("audio", 0, b"fLaC"),
    ("audio", 0, b"#!AMR"),
    ("audio", 4, b"ftypM4A"),
    ("audio", 4, b"ftypM4B"),
    // After the others of the same container.
    ("audio video", 4, b"ftyp"),
    ("audio video", 4, b"moov"),
    ("audio video", 0, b"\x1aE\xdf\xa3"),
    ("video", 8, b"AVI "),
    ("video", 0, b"\0\0\x01\xba"),
    ("video", 0, b"\0\0\x01\xb3"),
];

/// Whether a content can be an `image`, an `audio` or a `video`; anything is a `file`.
pub fn is_of_kind(content: &[u8], kind: &str) -> bool {
    let begins =
        |at: usize, sign: &[u8]| content.get(at..).is_some_and(|rest| rest.starts_with(sign));
    let found = SIGNS.iter().find(|(_, at, sign)| begins(*at, sign));
    kind == "file" || found.is_some_and(|(kinds, _, _)| kinds.split(' ').any(|it| it == kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_are_told_by_their_first_bytes() {
        let known: [(&[u8], &str); 10] = [
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "image file"),
            (b"\x89PNG\r\n\x1a\n....", "image file"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "image file"),
            (b"RIFF\x10\0\0\0WAVEfmt ", "audio file"),
            (b"\0\0\0\x18ftypM4A ", "audio file"),
            (b"\0\0\0\x18ftypheic", "image file"),
            (b"\0\0\0\x18ftypisom", "audio video file"),
            (b"a text that is named photo.jpg", "file"),
            (b"%PDF-1.7", "file"),
            (b"", "file"),
        ];
        for (content, kinds) in known {
            for kind in ["image", "audio", "video", "file"] {
                let expected = kinds.split(' ').any(|it| it == kind);
                assert_eq!(is_of_kind(content, kind), expected, "{content:?} {kind}");
            }
        }
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        use crate::file::free_name;
        use std::path::Path;
        let taken = ["a.export.sqlite", "a.export-2.sqlite", "b"].map(Path::new);
        for (wanted, free) in
            [("a.export.sqlite", "a.export-3.sqlite"), ("c.sqlite", "c.sqlite"), ("b", "b-2")]
        {
            let found = free_name(Path::new(wanted), |name| taken.contains(&name));
            assert_eq!(found, Path::new(free));
        }
    }
}
