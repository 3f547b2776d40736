//! A persistent set of hashed facts: hypotheses that fork share all that they had in common.

/// A version of the set. Copying it is free; older versions stay valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::nest) struct Version(u32);

#[derive(Clone, Copy)]
struct Node {
    key: u64,
    children: [u32; 4],
}

/// All versions of the set, in one arena. Node 0 stands for "nothing".
pub(in crate::nest) struct PersistentSet {
    nodes: Vec<Node>,
}

impl PersistentSet {
    pub(in crate::nest) fn new() -> Self {
        Self { nodes: vec![Node { key: 0, children: [0; 4] }] }
    }

    /// Whether the fact holds in this version.
    pub(in crate::nest) fn has(&self, version: Version, key: u64) -> bool {
        let (mut at, mut bits) = (version.0, key);
        while at != 0 {
            let node = &self.nodes[at as usize];
            if node.key == key {
                return true;
            }
            at = node.children[(bits >> 62) as usize];
            bits = next(bits);
        }
        false
    }

    /// A version in which the fact holds too. Copies the path from the root, a few nodes.
    pub(in crate::nest) fn with(&mut self, version: Version, key: u64) -> Version {
        if self.has(version, key) {
            return version;
        }
        let root = self.nodes.len() as u32;
        let (mut at, mut bits) = (version.0, key);
        while at != 0 {
            let mut copy = self.nodes[at as usize];
            let slot = (bits >> 62) as usize;
            at = copy.children[slot];
            copy.children[slot] = self.nodes.len() as u32 + 1;
            self.nodes.push(copy);
            bits = next(bits);
        }
        self.nodes.push(Node { key, children: [0; 4] });
        Version(root)
    }
}

/// The bits for the next level of the trie; mixed again when they run out.
fn next(bits: u64) -> u64 {
    bits.rotate_left(2)
}

/// Mixes numbers into a key (the finalizer of SplitMix64). Keys decide nothing but equality.
pub(in crate::nest) fn mix(seed: u64, value: u64) -> u64 {
    let mut z = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
