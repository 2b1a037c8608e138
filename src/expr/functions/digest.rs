//! Digests and encodings.

use base64ct::{Base64, Base64Unpadded, Encoding};
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::Digest;

use super::super::Defect;
use super::super::function::{Call, Function, Yields, made};
use super::super::val::Val;

/// The functions of this family.
pub const FUNCTIONS: &[Function] = &[
    Function::new(
        "digest(text, algorithm, encoding?)",
        (2, 3),
        Yields::Text,
        digest,
        "The digest of a text by `MD5`, `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`, as `base64` \
         (with padding) or `hex`.",
    ),
    Function::new(
        "base64-decode(text)",
        (1, 1),
        Yields::Text,
        base64_decode,
        "The text whose UTF-8 bytes are encoded as base64.",
    ),
    Function::new(
        "extract-signed(text, key)",
        (2, 2),
        Yields::Text,
        extract_signed,
        "The message in a signed text: base64 of an Ed25519 signature (RFC 8032, 64 bytes) with \
         the message behind it; the key is base64 of 32 bytes. Blank where the signature is not \
         the key's.",
    )
    .only("ODK Collect"),
];

fn digest<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let (text, algorithm) = (call.text(0)?, call.text(1)?);
    let bytes = text.as_bytes();
    let hash = match &*algorithm {
        "MD5" => md5::Md5::digest(bytes).to_vec(),
        "SHA-1" => sha1::Sha1::digest(bytes).to_vec(),
        "SHA-256" => sha2::Sha256::digest(bytes).to_vec(),
        "SHA-384" => sha2::Sha384::digest(bytes).to_vec(),
        "SHA-512" => sha2::Sha512::digest(bytes).to_vec(),
        other => return Err(Defect::new(format!("there is no digest `{other}`"))),
    };
    let encoding = if call.count() == 3 { call.text(2)? } else { "base64".into() };
    match &*encoding {
        "hex" => Ok(Val::text(hash.iter().map(|byte| format!("{byte:02x}")).collect())),
        "base64" => Ok(Val::text(Base64::encode_string(&hash))),
        other => Err(Defect::new(format!("there is no encoding `{other}`"))),
    }
}

fn base64_decode<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    let bytes = decoded(&call.text(0)?).ok_or_else(|| Defect::new("a text is not base64"))?;
    made(String::from_utf8_lossy(&bytes).into_owned())
}

/// The bytes of a base64 text, with or without blanks and padding; `None` where it is none.
fn decoded(text: &str) -> Option<Vec<u8>> {
    let plain: String = text.chars().filter(|char| !char.is_whitespace()).collect();
    Base64Unpadded::decode_vec(plain.trim_end_matches('=')).ok()
}

fn extract_signed<'s>(call: &Call<'_, 's>) -> Result<Val<'s>, Defect> {
    match signed_message(&call.text(0)?, &call.text(1)?) {
        Some(message) => made(message),
        None => made(String::new()),
    }
}

/// The message, if its signature is the key's.
fn signed_message(signed: &str, key: &str) -> Option<String> {
    let (signed, key) = (decoded(signed)?, decoded(key)?);
    let (signature, message) = signed.split_first_chunk()?;
    let key = VerifyingKey::from_bytes(key.as_slice().try_into().ok()?).ok()?;
    key.verify_strict(message, &Signature::from_bytes(signature)).ok()?;
    String::from_utf8(message.to_vec()).ok()
}
