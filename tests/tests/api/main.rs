//! The generated crate against the page: what the page says is what the crate has and does.

mod custom_values;
mod examples;
mod options;
mod page_in_step;
mod paging;
mod personal_data;
mod requests;
mod validators;
mod workflow;

use deliver_example as example;
