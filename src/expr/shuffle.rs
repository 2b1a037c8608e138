//! Shuffling by a seed exactly as the XForms specification prescribes, so that the same seed gives
//! the same order in every tool: the "minimal standard" generator of Park and Miller (1988)
//! drives an inside-out Fisher-Yates shuffle.

use sha2::{Digest, Sha256};

const MODULUS: i64 = 2_147_483_647;
const MULTIPLIER: i64 = 16_807;

/// The order in which `count` things stand after shuffling: at each new position the old one.
pub fn shuffle(count: usize, seed: i64) -> Vec<usize> {
    let mut state = seed % MODULUS;
    if state <= 0 {
        state += MODULUS - 1;
    }
    let mut order = Vec::with_capacity(count);
    for next in 0..count {
        state = state * MULTIPLIER % MODULUS;
        let random = (state - 1) as f64 / (MODULUS - 1) as f64;
        let swapped = (random * (next + 1) as f64) as usize;
        order.push(next);
        order.swap(next, swapped.min(next));
    }
    order
}

/// The seed that a text stands for: the first eight bytes of its SHA-256, the highest first.
pub fn seed_from_text(text: &str) -> i64 {
    let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let [a, b, c, d, e, f, g, h, ..] = hash;
    i64::from_be_bytes([a, b, c, d, e, f, g, h])
}

#[cfg(test)]
mod tests {
    use super::{seed_from_text, shuffle};

    #[test]
    fn gives_the_orders_of_the_reference_engines() {
        for (seed, expected) in [(42, "AFCBDE"), (1, "BFEACD"), (11_111_111, "ACDBFE")] {
            let letters: String =
                shuffle(6, seed).into_iter().map(|at| ('A'..='F').nth(at).unwrap_or('?')).collect();
            assert_eq!(letters, expected, "seed {seed}");
        }
    }

    #[test]
    fn any_seed_gives_a_permutation() {
        for seed in [0, -1, i64::MIN, i64::MAX, 2_147_483_647, seed_from_text("case 7")] {
            let mut order = shuffle(100, seed);
            order.sort_unstable();
            assert!(order.into_iter().eq(0..100), "seed {seed}");
        }
        assert!(shuffle(0, 1).is_empty());
    }

    #[test]
    fn text_seeds_are_the_head_of_the_hash() {
        // SHA-256 of the empty text begins e3b0c44298fc1c14.
        assert_eq!(seed_from_text(""), 0xe3b0_c442_98fc_1c14_u64 as i64);
    }
}
