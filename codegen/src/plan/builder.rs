//! What grows while an endpoint is planned. The parts of a plan are methods of [`Builder`], each in a file of its own.

use std::collections::BTreeMap;

use feishu_schema::Endpoint;
use feishu_schema::lexicon::{Name, Scope};

use super::findings;
use super::definitions::Definitions;
use super::identity::StructKey;
use super::items::{EnumItem, StructItem};
use super::names::Taken;
use super::report::Remark;
use crate::diagnostic::Code;

pub(super) struct Builder<'a> {
    pub index: usize,
    pub endpoint: &'a Endpoint,
    pub words: Scope<'a>,
    pub names: Taken,
    pub structs: Vec<StructItem>,
    pub struct_of_key: BTreeMap<StructKey<'a>, usize>,
    pub definitions: Definitions<'a>,
    pub enums: Vec<EnumItem>,
    pub remarks: &'a mut Vec<Remark>,
}

impl Builder<'_> {
    /// Adds a remark about a line of the page.
    pub fn remark(&mut self, code: Code, line: u32, message: String, help: impl Into<String>) {
        let help = help.into();
        let endpoint = self.index;
        self.remarks.push(Remark { endpoint, line, origin: None, code, message, help, fatal: false });
    }

    /// The lexicon's name, if it is spelled as `spell` would spell it. Reports one that is not; `line` is that of the
    /// row on the page.
    pub fn sound(&mut self, name: Name<'_>, line: u32, spell: fn(&str) -> String) -> Option<String> {
        let Name { text, origin } = name;
        if spell(text) == text {
            return Some(text.to_owned());
        }
        self.remarks.push(Remark {
            endpoint: self.index,
            line,
            origin,
            code: findings::BAD_NAME,
            message: format!("the lexicon's name `{text}` is not a Rust name of the right case"),
            help: "write types and variants `LikeThis`, fields and modules `like_this`".to_owned(),
            fatal: false,
        });
        None
    }

    /// Takes the struct's place in page order before its members take theirs.
    pub fn reserve(&mut self, name: String, base: Option<String>, doc: String, sent: bool) -> usize {
        self.structs.push(StructItem { name, base, doc, fields: Vec::new(), sent, json: true });
        self.structs.len() - 1
    }
}
