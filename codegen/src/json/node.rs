//! The tree that the reader returns.

use serde_json::{Number, Value};

use crate::source::{Span, Spanned};

/// A value and its place in the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The value.
    pub kind: Kind,
    /// Where it stands.
    pub span: Span,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`, or a missing value.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string, its escapes decoded.
    String(String),
    /// The elements of a list.
    List(Vec<Node>),
    /// The members of an object, in the order of the text; keys may repeat.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The key, its escapes decoded; its place includes the quotes.
    pub key: Spanned<String>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The member of that name, if this is an object. Of duplicates, the last is returned, as most JSON readers do.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.kind {
            Kind::Object(members) => {
                members.iter().rev().find(|member| member.key.value == key).map(|member| &member.value)
            }
            _ => None,
        }
    }

    /// The value without places.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Boolean(truth) => Value::Bool(*truth),
            Kind::Number(number) => Value::Number(number.clone()),
            Kind::String(text) => Value::String(text.clone()),
            Kind::List(elements) => elements.iter().map(Node::to_value).collect(),
            Kind::Object(members) => {
                let member = |member: &Member| (member.key.value.clone(), member.value.to_value());
                Value::Object(members.iter().map(member).collect())
            }
        }
    }

    /// The members of an object; empty for any other value.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Object(members) => members,
            _ => &[],
        }
    }

    /// The value with one place for all its parts, for text that was decoded before it was read.
    #[must_use]
    pub fn placed_at(mut self, span: &Span) -> Self {
        self.span = span.clone();
        self.kind = match self.kind {
            Kind::List(elements) => {
                Kind::List(elements.into_iter().map(|element| element.placed_at(span)).collect())
            }
            Kind::Object(members) => {
                let member = |member: Member| Member {
                    key: Spanned::new(member.key.value, span.clone()),
                    value: member.value.placed_at(span),
                };
                Kind::Object(members.into_iter().map(member).collect())
            }
            kind => kind,
        };
        self
    }
}
