//! A small career site on top of Feishu Hire, to start a real one from.
//!
//! Candidates read job posts, fill in the application form and see what becomes of their application. Nothing is sent
//! while a candidate waits: an application is stored in an [`outbox`], a [`worker`] sends it, and no application is lost or
//! sent twice, wherever the process ends. See the README for how to run it and what to change.

pub mod catalog;
pub mod config;
pub mod demo;
pub mod form;
pub mod language;
pub mod outbox;
pub mod server;
pub mod store;
pub mod web;
pub mod worker;
