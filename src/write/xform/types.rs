//! What a type of question is in an XForm: its control, the type of its value, what fills it in.

/// A type in an XForm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Type {
    /// The word that begins the type.
    pub word: &'static str,
    /// The control that asks for it; empty where nobody is asked.
    pub control: &'static str,
    /// The type of its value; empty for a node without a bind.
    pub value: &'static str,
    /// The kind of file that an upload takes.
    pub mediatype: &'static str,
    /// What the program fills in: `jr:preload` and `jr:preloadParams`.
    pub preload: Option<(&'static str, &'static str)>,
}

const fn asked(word: &'static str, control: &'static str, value: &'static str) -> Type {
    Type { word, control, value, mediatype: "", preload: None }
}

const fn upload(word: &'static str, mediatype: &'static str) -> Type {
    Type { word, control: "upload", value: "binary", mediatype, preload: None }
}

const fn filled(
    word: &'static str,
    value: &'static str,
    preload: (&'static str, &'static str),
) -> Type {
    Type { word, control: "", value, mediatype: "", preload: Some(preload) }
}

/// All types.
const TYPES: [Type; 54] = [
    asked("text", "input", "string"),
    asked("string", "input", "string"),
    asked("tel", "input", "string"),
    asked("integer", "input", "int"),
    asked("int", "input", "int"),
    asked("decimal", "input", "decimal"),
    asked("range", "range", "int"),
    asked("note", "input", "string"),
    asked("date", "input", "date"),
    asked("time", "input", "time"),
    asked("dateTime", "input", "dateTime"),
    asked("datetime", "input", "dateTime"),
    asked("acknowledge", "trigger", "string"),
    asked("trigger", "trigger", ""),
    asked("calculate", "", "string"),
    asked("hidden", "", "string"),
    asked("caseid", "", "string"),
    asked("barcode", "input", "barcode"),
    asked("geopoint", "input", "geopoint"),
    asked("gps", "input", "geopoint"),
    asked("location", "input", "geopoint"),
    asked("geotrace", "input", "geotrace"),
    asked("geoshape", "input", "geoshape"),
    upload("image", "image/*"),
    upload("photo", "image/*"),
    upload("audio", "audio/*"),
    upload("video", "video/*"),
    upload("file", "application/*"),
    upload("osm", "osm/*"),
    asked("select_one", "select1", "string"),
    asked("select_multiple", "select", "string"),
    asked("rank", "odk:rank", "odk:rank"),
    asked("select_one_from_file", "select1", "string"),
    asked("select_multiple_from_file", "select", "string"),
    asked("rank_from_file", "odk:rank", "odk:rank"),
    asked("select_one_external", "input", "string"),
    asked("start-geopoint", "", "geopoint"),
    asked("background-geopoint", "", "geopoint"),
    asked("background-audio", "", "binary"),
    asked("audit", "", "binary"),
    filled("start", "dateTime", ("timestamp", "start")),
    filled("end", "dateTime", ("timestamp", "end")),
    filled("today", "date", ("date", "today")),
    filled("username", "string", ("property", "username")),
    filled("email", "string", ("property", "email")),
    filled("phonenumber", "string", ("property", "phonenumber")),
    filled("deviceid", "string", ("property", "deviceid")),
    filled("imei", "string", ("property", "deviceid")),
    filled("simserial", "string", ("property", "simserial")),
    filled("subscriberid", "string", ("property", "subscriberid")),
    filled("uri:deviceid", "string", ("property", "uri:deviceid")),
    filled("uri:phonenumber", "string", ("property", "uri:phonenumber")),
    filled("uri:simserial", "string", ("property", "uri:simserial")),
    filled("uri:subscriberid", "string", ("property", "uri:subscriberid")),
];

/// A type by the word that begins it; text where the word is not known here.
pub fn of_word(word: &str) -> Type {
    TYPES.iter().find(|known| known.word == word).copied().unwrap_or(TYPES[0])
}
