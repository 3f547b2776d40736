//! What can happen to a page.

/// Numbers that look random and are the same every time (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 for an empty range.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap_or_default()
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// Pieces that mean something to a reader of pages, or to a reader of what is made of them.
const PIECES: [&str; 44] = [
    "|",
    " | ",
    "  \n",
    "\n\n",
    "\r\n",
    "\t",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "`",
    "```",
    "```json\n",
    "~~~",
    "**",
    "**可选值有**：  \n- ",
    "**示例值**：",
    "**数据校验规则**：  \n- 取值范围：`9` ～ `1`",
    "- 1：",
    "：",
    "∟",
    "&emsp;∟",
    "&lt;",
    "&#x110000;",
    "&#0;",
    "&",
    "\\",
    "<",
    "</",
    "<md-table>",
    "<md-tr level=\"255\">",
    "<md-enum-item key=\"",
    "<md-alert type=\"tip\">",
    "</md-dt-table>",
    ":::html",
    ":::",
    "[",
    "](",
    "{",
    "\"",
    "99999999999999999999",
    "-1",
    "r#\"type\"#",
    "Self",
    "../../..",
];

/// Pieces that ask for depth, and how to leave it.
const DEEP: [(&str, &str); 7] = [
    ("[", "]"),
    ("{\"a\":", "}"),
    ("array<", ">"),
    ("map<string, ", ">"),
    ("<md-table><md-tr><md-td>", "</md-td></md-tr></md-table>"),
    ("**", "**"),
    ("&emsp;", "∟"),
];

/// The page after one to three accidents.
pub fn page(page: &[u8], random: &mut Random) -> Vec<u8> {
    let mut page = page.to_vec();
    for _ in 0..=random.below(3) {
        accident(&mut page, random);
    }
    page
}

fn accident(page: &mut Vec<u8>, random: &mut Random) {
    let at = random.below(page.len());
    match random.below(12) {
        0 => page.truncate(at),
        1 => drop(page.drain(..at)),
        2 => lines(page, random, |lines, one, _| drop(lines.remove(one))),
        3 => lines(page, random, |lines, one, other| lines.insert(other, lines[one].clone())),
        4 => lines(page, random, |lines, one, other| lines.swap(one, other)),
        5 => cells(page, random),
        6 => {
            let junk: Vec<u8> = (0..random.below(24)).map(|_| random.next().to_le_bytes()[0]).collect();
            insert(page, at, &junk);
        }
        7..=9 => insert(page, at, random.of(&PIECES).as_bytes()),
        10 => {
            let (open, close) = DEEP[random.below(DEEP.len())];
            let depth = 1 + random.below(2_000);
            insert(page, at, (open.repeat(depth) + &close.repeat(depth)).as_bytes());
        }
        _ => {
            let piece = random.of(&PIECES);
            insert(page, at, piece.repeat(random.below(20_000) / piece.len()).as_bytes());
        }
    }
}

fn insert(page: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    page.splice(at..at, bytes.iter().copied());
}

/// Does something with two lines.
fn lines(page: &mut Vec<u8>, random: &mut Random, change: impl Fn(&mut Vec<Vec<u8>>, usize, usize)) {
    let mut lines: Vec<Vec<u8>> = page.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    if !lines.is_empty() {
        let (one, other) = (random.below(lines.len()), random.below(lines.len()));
        change(&mut lines, one, other);
    }
    *page = lines.concat();
}

/// Swaps two cells, in either dialect.
fn cells(page: &mut Vec<u8>, random: &mut Random) {
    let text = String::from_utf8_lossy(page).into_owned();
    let border = if text.contains("<md-dt-td>") { "<md-dt-td>" } else { " | " };
    let mut cells: Vec<&str> = text.split(border).collect();
    let (one, other) = (random.below(cells.len()), random.below(cells.len()));
    cells.swap(one, other);
    *page = cells.join(border).into_bytes();
}
