//! Outcome rates of the American Association for Public Opinion Research (Standard
//! Definitions, 2016).

/// How many cases came to what.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Outcomes {
    /// Complete interviews (I).
    pub complete: f64,
    /// Partial interviews (P).
    pub partial: f64,
    /// Refusals and break-offs (R).
    pub refused: f64,
    /// Nobody reached (NC).
    pub no_contact: f64,
    /// Eligible, for another reason not interviewed (O).
    pub other: f64,
    /// Unknown whether there is a household (UH).
    pub unknown_household: f64,
    /// Unknown for another reason (UO).
    pub unknown_other: f64,
    /// Not eligible (NE).
    pub not_eligible: f64,
}

/// The rates, in the order in which reports print them.
pub const RATES: [&str; 16] = [
    "RR1", "RR2", "RR3", "RR4", "RR5", "RR6", "COOP1", "COOP2", "COOP3", "COOP4", "REF1", "REF2",
    "REF3", "CON1", "CON2", "CON3",
];

impl Outcomes {
    /// The cases known to be eligible.
    fn eligible(&self) -> f64 {
        self.complete + self.partial + self.refused + self.no_contact + self.other
    }

    /// The share of unknown cases taken to be eligible where nothing better is known: that among
    /// the known. `None` where none is known.
    pub fn eligibility(&self) -> Option<f64> {
        let known = self.eligible() + self.not_eligible;
        (known > 0.0).then(|| self.eligible() / known)
    }

    /// Each of [`RATES`], given the share of unknown cases that is eligible; `None` where the
    /// denominator is zero.
    pub fn rates(&self, eligibility: f64) -> [Option<f64>; 16] {
        let Outcomes { complete, partial, refused, other, .. } = *self;
        let unknown = self.unknown_household + self.unknown_other;
        let all = self.eligible() + unknown;
        let likely = self.eligible() + eligibility * unknown;
        let known = self.eligible();
        let both = complete + partial;
        let contacted = both + refused + other;
        let asked = both + refused;
        let of = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
        [
            of(complete, all),
            of(both, all),
            of(complete, likely),
            of(both, likely),
            of(complete, known),
            of(both, known),
            of(complete, contacted),
            of(both, contacted),
            of(complete, asked),
            of(both, asked),
            of(refused, all),
            of(refused, likely),
            of(refused, known),
            of(contacted, all),
            of(contacted, likely),
            of(contacted, known),
        ]
    }
}
