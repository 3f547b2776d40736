//! The tenant's custom fields.

use std::fmt;

use feishu_api::hire::v1::query_talent_fields::{ActiveStatus, FieldOption, Module, ModuleField, Response};
use feishu_client::{CustomFieldRule, CustomKind, OpenEnum as _, ValidationOptions};

use crate::{Names, ResumeSection};

/// The custom fields of a tenant, from the endpoint Query Talent Fields.
///
/// ```no_run
/// # async fn example(client: feishu_client::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use feishu_api::hire::v1::query_talent_fields;
/// use feishu_hire::TalentFields;
///
/// let fields = TalentFields::from_response(&client.send(&query_talent_fields::Request::new()).await?);
/// for skipped in fields.skipped() {
///     eprintln!("{skipped}");
/// }
/// let options = fields.validation(); // for `ClientBuilder::validation`, or `Validate::validate_with`
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalentFields {
    fields: Vec<TalentField>,
    skipped: Vec<SkippedField>,
}

/// A custom field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TalentField {
    /// The `object_id` of its values.
    pub id: String,
    /// What people call it.
    pub names: Names,
    /// What it is for.
    pub descriptions: Names,
    /// What its values look like.
    pub kind: CustomKind,
    /// The options that can be chosen, if it is a choice.
    pub choices: Vec<FieldChoice>,
    /// Whether the tenant requires a value.
    pub is_required: bool,
    /// Where its values go.
    pub place: FieldPlace,
}

/// An option of a custom field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChoice {
    /// The key, which a value holds.
    pub key: String,
    /// What people see.
    pub names: Names,
}

/// Where the values of a custom field go in a resume.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldPlace {
    /// Into the `customized_data` of a section, or of each of its entries.
    Section(ResumeSection),
    /// Into the `children` of a custom module, an element of `resume.customized_data`.
    Module {
        /// The `object_id` of the module.
        id: String,
        /// What people call it.
        names: Names,
    },
}

/// A custom field that is in use, and that [`TalentFields`] leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SkippedField {
    /// Its id, if the service has returned one.
    pub id: Option<String>,
    /// What people call it.
    pub names: Names,
    /// Whether the tenant requires a value.
    pub is_required: bool,
    /// Why it is left out.
    pub reason: SkipReason,
}

/// Why a custom field is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SkipReason {
    /// It, or its module, has no id.
    NoId,
    /// Its kind is not documented: the service's `object_type`, if there is one.
    UnknownKind(Option<i64>),
    /// Its module is built in, but has none of the names by which [`ResumeSection`] knows sections.
    UnknownSection,
}

impl fmt::Display for SkippedField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = self.id.as_deref().unwrap_or("without an id");
        write!(f, "the custom field {id} ({}) is left out: ", self.names.get(crate::Language::English))?;
        match self.reason {
            SkipReason::NoId => f.write_str("it or its module has no id"),
            SkipReason::UnknownKind(Some(kind)) => write!(f, "its kind {kind} is not documented"),
            SkipReason::UnknownKind(None) => f.write_str("it has no kind"),
            SkipReason::UnknownSection => f.write_str("the section of its module is not known"),
        }
    }
}

impl TalentFields {
    /// The custom fields of the response.
    #[must_use]
    pub fn from_response(response: &Response) -> Self {
        Self::from_modules(response.items.as_deref().unwrap_or_default())
    }

    /// The custom fields of these modules. Fields, modules and options that are not in use are left out.
    #[must_use]
    pub fn from_modules(modules: &[Module]) -> Self {
        let mut found = TalentFields::default();
        for module in modules.iter().filter(|module| is_active(module.active_status.as_ref())) {
            for field in module.children_list.iter().flatten().filter(|field| is_custom(field)) {
                match talent_field(module, field) {
                    Ok(field) => found.fields.push(field),
                    Err(reason) => found.skipped.push(SkippedField {
                        id: field.id.clone(),
                        names: Names::from(&field.name),
                        is_required: field.is_required == Some(true),
                        reason,
                    }),
                }
            }
        }
        found
    }

    /// The custom fields, in the order of the service.
    #[must_use]
    pub fn fields(&self) -> &[TalentField] {
        &self.fields
    }

    /// The custom fields that are in use and are left out. Values of a required one cannot be checked.
    #[must_use]
    pub fn skipped(&self) -> &[SkippedField] {
        &self.skipped
    }

    /// The field with this `object_id`.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&TalentField> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The fields that people call by this name, in either language.
    pub fn by_name(&self, name: &str) -> impl Iterator<Item = &TalentField> {
        self.fields.iter().filter(move |field| field.names.is_named(name))
    }

    /// Rules for the requests that submit a resume: the kind of each field, its options, and where it is required.
    ///
    /// A required field of a section is required in each of its entries. One of a custom module is not required, since a
    /// resume may do without the module.
    #[must_use]
    pub fn validation(&self) -> ValidationOptions {
        ValidationOptions::new().custom_fields(self.fields.iter().map(TalentField::rule))
    }
}

impl TalentField {
    /// The rule for values of the field.
    #[must_use]
    pub fn rule(&self) -> CustomFieldRule {
        let mut rule = CustomFieldRule::new(self.id.as_str(), self.kind);
        if matches!(self.kind, CustomKind::SingleChoice | CustomKind::MultipleChoice) {
            rule = rule.option_keys(self.choices.iter().map(|choice| choice.key.as_str()));
        }
        match &self.place {
            FieldPlace::Section(section) if self.is_required => rule.required_in(section.custom_fields()),
            _ => rule,
        }
    }

    /// The option with this key, or with this name in either language.
    #[must_use]
    pub fn choice(&self, key_or_name: &str) -> Option<&FieldChoice> {
        let by_key = self.choices.iter().find(|choice| choice.key == key_or_name.trim());
        by_key.or_else(|| self.choices.iter().find(|choice| choice.names.is_named(key_or_name)))
    }
}

fn is_custom(field: &ModuleField) -> bool {
    field.is_customized == Some(true) && is_active(field.active_status.as_ref())
}

/// Whether it is in use. What the service says nothing about is.
pub(crate) fn is_active(status: Option<&ActiveStatus>) -> bool {
    status != Some(&ActiveStatus::Disabled)
}

fn talent_field(module: &Module, field: &ModuleField) -> Result<TalentField, SkipReason> {
    let id = field.id.clone().ok_or(SkipReason::NoId)?;
    let kind =
        field.setting.as_ref().and_then(|setting| setting.object_type.as_ref()).map(|kind| *kind.wire());
    let options = field.setting.as_ref().and_then(|setting| setting.config.as_ref()?.options.as_deref());
    Ok(TalentField {
        id,
        names: Names::from(&field.name),
        descriptions: Names::from(&field.description),
        kind: kind.and_then(CustomKind::from_object_type).ok_or(SkipReason::UnknownKind(kind))?,
        choices: options.unwrap_or_default().iter().filter_map(choice).collect(),
        is_required: field.is_required == Some(true),
        place: place(module)?,
    })
}

fn choice(option: &FieldOption) -> Option<FieldChoice> {
    let key = option.key.clone().filter(|_| is_active(option.active_status.as_ref()))?;
    Some(FieldChoice { key, names: Names::from(&option.name) })
}

fn place(module: &Module) -> Result<FieldPlace, SkipReason> {
    let names = Names::from(&module.name);
    if module.is_customized == Some(true) {
        let id = module.id.clone().ok_or(SkipReason::NoId)?;
        return Ok(FieldPlace::Module { id, names });
    }
    ResumeSection::from_names(&names).map(FieldPlace::Section).ok_or(SkipReason::UnknownSection)
}
