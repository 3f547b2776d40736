//! The state of planning one endpoint. The steps are methods of [`Builder`] in files of their own.

use std::collections::BTreeMap;

use feishu_schema::Endpoint;
use feishu_schema::lexicon::{Name, Scope};

use super::definitions::Definitions;
use super::findings;
use super::identity::StructKey;
use super::items::{EnumItem, StructFormat, StructItem, Usage};
use super::names::Taken;
use super::report::Remark;
use crate::diagnostic::{Code, Severity};
use crate::language::Languages;

pub(super) struct Builder<'a> {
    pub index: usize,
    pub endpoint: &'a Endpoint,
    pub words: Scope<'a>,
    pub languages: Languages,
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
        self.remarks.push(Remark {
            endpoint,
            line,
            origin: None,
            code,
            message,
            help,
            severity: Severity::Warning,
        });
    }

    /// The lexicon's name, if `spell` leaves it unchanged. Otherwise reports it; `line` is the row's line on the page.
    pub fn valid_name(&mut self, name: Name<'_>, line: u32, spell: fn(&str) -> String) -> Option<String> {
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
            severity: Severity::Warning,
        });
        None
    }

    /// Reserves the struct's place in page order before those of its members.
    pub fn reserve(&mut self, name: String, base: Option<String>, doc: String, usage: Usage) -> usize {
        self.structs.push(StructItem {
            name,
            base,
            doc,
            fields: Vec::new(),
            usage,
            format: StructFormat::Json,
        });
        self.structs.len() - 1
    }
}
