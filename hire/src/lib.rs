#![doc = include_str!("../README.md")]
//!
//! ## What is here
//!
//! * [`TalentFields`]: the tenant's custom fields, as rules for validation and as encoded values;
//! * [`RequiredFields`]: what an application form of the tenant requires;
//! * [`Locations`]: codes of cities and countries by their names;
//! * [`CreatedId`]: the id of what a call has created, without a chain of options;
//! * [`wait_for_delivery`]: the end of a delivery by attachment;
//! * [`Language`]: one of the two [`Names`] of a thing.

mod fields;
mod forms;
mod ids;
mod language;
mod locations;
mod section;
mod task;
mod value;

pub use fields::{FieldChoice, FieldPlace, SkipReason, SkippedField, TalentField, TalentFields};
pub use forms::RequiredFields;
pub use ids::{CreatedId, NoId};
pub use language::{Language, Names};
pub use locations::{LocationKind, Locations, NoLocation};
pub use section::ResumeSection;
pub use task::{DeliveryEnd, Polling, WaitError, wait_for_delivery};
pub use value::ValueError;
