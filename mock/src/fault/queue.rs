//! Decides which fault applies to a request.

use std::sync::{Mutex, MutexGuard, PoisonError};

use feishu_schema::Endpoint;

use super::{Fault, FaultKind, FaultState};
use crate::reply::final_status;
use crate::route::Routes;
use crate::{Error, TOKEN_ENDPOINT};

/// The injected faults, in order. A call gets at most one of them: the first that is due.
#[derive(Default)]
pub(crate) struct Faults(Mutex<Vec<FaultState>>);

impl Faults {
    pub(crate) fn add(&self, fault: Fault, routes: &Routes) -> Result<(), Error> {
        check(&fault, routes)?;
        self.states().push(FaultState { fault, seen: 0, fired: 0 });
        Ok(())
    }

    /// The fault for a call of `endpoint` that was not read yet.
    pub(crate) fn before_read(&self, endpoint: &str) -> Option<FaultKind> {
        self.take(endpoint, |kind| *kind == FaultKind::CutBeforeRead)
    }

    /// The fault for a call of `endpoint` that was read.
    pub(crate) fn after_read(&self, endpoint: &str) -> Option<FaultKind> {
        self.take(endpoint, |kind| *kind != FaultKind::CutBeforeRead)
    }

    pub(crate) fn all(&self) -> Vec<FaultState> {
        self.states().clone()
    }

    pub(crate) fn clear(&self) {
        self.states().clear();
    }

    /// Every fault that the call could meet sees it, up to the one that it does meet.
    fn take(&self, endpoint: &str, now: impl Fn(&FaultKind) -> bool) -> Option<FaultKind> {
        let mut states = self.states();
        let mut meets =
            states.iter_mut().filter(|state| now(&state.fault.kind) && selects(&state.fault, endpoint));
        let due = meets.find_map(|state| {
            state.seen += 1;
            let due =
                state.seen > state.fault.after && state.fault.count.is_none_or(|count| state.fired < count);
            due.then_some(state)
        })?;
        due.fired += 1;
        Some(due.fault.kind.clone())
    }

    fn states(&self) -> MutexGuard<'_, Vec<FaultState>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn selects(fault: &Fault, endpoint: &str) -> bool {
    fault.endpoint.as_deref().map_or(endpoint != TOKEN_ENDPOINT, |selected| selected == endpoint)
}

/// Rejects a fault that can never have its effect.
fn check(fault: &Fault, routes: &Routes) -> Result<(), Error> {
    if let Some(status) = fault.kind.status().filter(|status| final_status(*status).is_none()) {
        return Err(Error::InvalidStatus(status));
    }
    let selected: Vec<&Endpoint> =
        routes.endpoints().filter(|endpoint| selects(fault, &endpoint.id)).collect();
    if let Some(id) = fault.endpoint.as_ref().filter(|_| selected.is_empty()) {
        return Err(Error::UnknownEndpoint(id.clone()));
    }
    let documented =
        |code| selected.iter().any(|endpoint| endpoint.errors.iter().any(|error| error.code == code));
    match fault.kind {
        FaultKind::Code { code, status: None, .. } if !documented(code) => Err(Error::UndocumentedCode(code)),
        _ => Ok(()),
    }
}
