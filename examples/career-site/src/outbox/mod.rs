//! The outbox: applications are stored here before they are sent, and so is what became of them.
//!
//! ```text
//!            claim             about to send            the service's answer
//! waiting ────────▶ preparing ───────────────▶ sending ──────────────────────▶ submitted │ refused │ unknown
//!    ▲                  │                         │
//!    └──────────────────┴── not carried out ──────┘
//! ```
//!
//! An application is written as `sending` before the first byte of it is sent. If the process ends then, nobody knows
//! whether the service has it: [`Outbox::open`] makes it `unknown`, which only a person resolves. Everything before
//! that can be done again. So no application is sent twice, and none is lost, wherever the process ends.

mod record;
#[cfg(test)]
mod tests;

use std::fs::OpenOptions;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, OptionalExtension as _, Row, named_params, params};

pub use record::{Application, Claimed, Key, Outcome, Reason, ResumeFile, State};

/// How long a file is kept whose form was not accepted: the candidate may be correcting it.
pub const UNUSED_FILES_MS: i64 = 24 * 60 * 60 * 1000;

/// Applications on their way to the service, in a SQLite database that one process has for itself.
pub struct Outbox(Mutex<Connection>);

/// Why an outbox cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database cannot be opened, or another process has it.
    #[error("the outbox cannot be opened: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file cannot be created.
    #[error("the outbox cannot be created: {0}")]
    File(#[from] io::Error),
    /// The applications in it go elsewhere.
    #[error("the applications in the outbox go to {0}: use another CAREER_SITE_DATABASE")]
    OtherDestination(String),
}

impl Outbox {
    /// Opens the database, and finds out what an earlier process left unfinished. `destination` says where the
    /// applications go, and stays the same for the life of the database.
    ///
    /// # Errors
    /// The database cannot be opened, another process has it, or its applications go elsewhere.
    pub fn open(path: &Path, destination: &str) -> Result<Self, OpenError> {
        create_private(path)?;
        let connection = Connection::open(path)?;
        // Another process will not let go of it.
        connection.busy_timeout(Duration::ZERO)?;
        // A second process would send what this one is sending.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // What is committed survives a power failure.
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What is erased is overwritten.
        connection.pragma_update(None, "secure_delete", "ON")?;
        connection.execute_batch(include_str!("schema.sql"))?;
        connection.execute("INSERT OR IGNORE INTO destination (id, name) VALUES (1, ?1)", [destination])?;
        let known: String = connection.query_row("SELECT name FROM destination", [], |row| row.get(0))?;
        if known != destination {
            return Err(OpenError::OtherDestination(known));
        }
        let outbox = Outbox(Mutex::new(connection));
        outbox.recover()?;
        outbox.delete_unused_files(UNUSED_FILES_MS)?;
        Ok(outbox)
    }

    fn recover(&self) -> rusqlite::Result<()> {
        let now = now();
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        transaction.execute(
            "UPDATE applications SET state = 'waiting', changed_at = ?1 WHERE state = 'preparing'",
            [now],
        )?;
        transaction.execute(
            "UPDATE applications SET state = 'unknown', changed_at = ?1, reason = ?2 WHERE state = 'sending'",
            params![now, "the program ended while the application was being sent"],
        )?;
        transaction.commit()
    }

    /// Deletes files that arrived with forms that were never accepted, and that are older than this.
    ///
    /// # Errors
    /// The database fails.
    pub fn delete_unused_files(&self, older_than_ms: i64) -> rusqlite::Result<()> {
        self.connection().execute(
            "DELETE FROM files WHERE received_at <= ?1 AND key NOT IN (SELECT key FROM applications)",
            [now() - older_than_ms],
        )?;
        Ok(())
    }

    /// Stores an application. Returns false, and changes nothing, if there is one with this key.
    ///
    /// # Errors
    /// The database fails.
    pub fn accept(&self, key: &Key, job_post_id: &str, resume: &str) -> rusqlite::Result<bool> {
        let inserted = self.connection().execute(
            "INSERT INTO applications (key, job_post_id, resume, state, changed_at, not_before)
             VALUES (?1, ?2, ?3, 'waiting', ?4, 0) ON CONFLICT (key) DO NOTHING",
            params![key.as_str(), job_post_id, resume, now()],
        )?;
        Ok(inserted == 1)
    }

    /// Stores a resume file for the application that will have this key, in place of an earlier one. A file for an
    /// application that was accepted already stays as it is.
    ///
    /// # Errors
    /// The database fails.
    pub fn store_file(&self, key: &Key, file: &ResumeFile) -> rusqlite::Result<()> {
        self.connection().execute(
            "INSERT INTO files (key, name, content, received_at)
             SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM applications WHERE key = ?1)
             ON CONFLICT (key) DO UPDATE SET name = ?2, content = ?3, received_at = ?4",
            params![key.as_str(), file.name, file.content, now()],
        )?;
        Ok(())
    }

    /// The name of the file that was stored for this key.
    ///
    /// # Errors
    /// The database fails.
    pub fn file_name(&self, key: &Key) -> rusqlite::Result<Option<String>> {
        let connection = self.connection();
        connection
            .query_row("SELECT name FROM files WHERE key = ?1", [key.as_str()], |row| row.get(0))
            .optional()
    }

    /// Takes the application that has waited longest of those that are due.
    ///
    /// # Errors
    /// The database fails.
    pub fn claim(&self) -> rusqlite::Result<Option<Claimed>> {
        let connection = self.connection();
        let claimed = connection.query_row(
            "UPDATE applications SET state = 'preparing', changed_at = ?1, attempts = attempts + 1
             WHERE id = (SELECT id FROM applications WHERE state = 'waiting' AND not_before <= ?1
                         ORDER BY not_before, id LIMIT 1)
             RETURNING id, key, job_post_id, resume, site_user_id, attachment_id, attempts",
            [now()],
            Claimed::from_row,
        );
        let Some(mut claimed) = claimed.optional()? else { return Ok(None) };
        if claimed.attachment_id.is_none() {
            claimed.file = connection
                .query_row("SELECT name, content FROM files WHERE key = ?1", [claimed.key.as_str()], |row| {
                    Ok(ResumeFile { name: row.get(0)?, content: row.get(1)? })
                })
                .optional()?;
        }
        Ok(Some(claimed))
    }

    /// Keeps the id of the site user that the service has returned.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_site_user(&self, id: i64, site_user_id: &str) -> rusqlite::Result<()> {
        self.connection()
            .execute("UPDATE applications SET site_user_id = ?2 WHERE id = ?1", params![id, site_user_id])?;
        Ok(())
    }

    /// Keeps the id of the attachment that the service has returned.
    ///
    /// # Errors
    /// The database fails.
    pub fn set_attachment(&self, id: i64, attachment_id: &str) -> rusqlite::Result<()> {
        self.connection().execute(
            "UPDATE applications SET attachment_id = ?2 WHERE id = ?1",
            params![id, attachment_id],
        )?;
        Ok(())
    }

    /// Writes down that the application is about to be sent. Nothing may be sent before this returns.
    ///
    /// # Errors
    /// The database fails.
    pub fn begin_sending(&self, id: i64) -> rusqlite::Result<()> {
        let changed = self.connection().execute(
            "UPDATE applications SET state = 'sending', changed_at = ?2
             WHERE id = ?1 AND state = 'preparing'",
            params![id, now()],
        )?;
        if changed == 1 { Ok(()) } else { Err(rusqlite::Error::StatementChangedRows(changed)) }
    }

    /// Writes down what became of an application that was claimed. What is no longer needed of the candidate's data is
    /// erased.
    ///
    /// # Errors
    /// The database fails.
    pub fn finish(&self, id: i64, outcome: &Outcome) -> rusqlite::Result<()> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let now = now();
        transaction.execute(
            "UPDATE applications SET state = :state, changed_at = :now, not_before = :now + :delay,
                 application_id = :application_id, reason = :reason, code = :code, log_id = :log_id,
                 resume = CASE WHEN :final THEN NULL ELSE resume END
             WHERE id = :id AND state IN ('preparing', 'sending')",
            named_params! {
                ":id": id, ":state": outcome.state(), ":now": now, ":delay": outcome.delay_ms(),
                ":application_id": outcome.application_id(), ":reason": outcome.reason(),
                ":code": outcome.code(), ":log_id": outcome.log_id(), ":final": outcome.is_final(),
            },
        )?;
        if outcome.is_final() {
            erase_file(&transaction, id)?;
        }
        transaction.commit()
    }

    /// What a person found out about an application whose outcome was unknown: it arrived.
    ///
    /// # Errors
    /// The database fails.
    pub fn resolve_arrived(&self, id: i64) -> rusqlite::Result<bool> {
        let mut connection = self.connection();
        let transaction = connection.transaction()?;
        let changed = transaction.execute(
            "UPDATE applications SET state = 'submitted', changed_at = ?2, reason = 'found by an operator', resume = NULL
             WHERE id = ?1 AND state = 'unknown'",
            params![id, now()],
        )?;
        if changed == 1 {
            erase_file(&transaction, id)?;
        }
        transaction.commit()?;
        Ok(changed == 1)
    }

    /// What a person found out about an application whose outcome was unknown: it did not arrive, and is sent again.
    ///
    /// # Errors
    /// The database fails.
    pub fn resolve_not_arrived(&self, id: i64) -> rusqlite::Result<bool> {
        let changed = self.connection().execute(
            "UPDATE applications SET state = 'waiting', changed_at = ?2, not_before = 0, reason = NULL
             WHERE id = ?1 AND state = 'unknown'",
            params![id, now()],
        )?;
        Ok(changed == 1)
    }

    /// The application with this key.
    ///
    /// # Errors
    /// The database fails.
    pub fn find(&self, key: &Key) -> rusqlite::Result<Option<Application>> {
        let connection = self.connection();
        let sql = format!("SELECT {} FROM applications WHERE key = ?1", Application::COLUMNS);
        connection.query_row(&sql, [key.as_str()], Application::from_row).optional()
    }

    /// The applications in these states, those that entered it last first; at most so many.
    ///
    /// # Errors
    /// The database fails.
    pub fn list(&self, states: &[State], most: usize) -> rusqlite::Result<Vec<Application>> {
        let connection = self.connection();
        // The names are constants of this program.
        let names = states.iter().map(|state| format!("'{}'", state.name())).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "SELECT {} FROM applications WHERE state IN ({names}) ORDER BY changed_at DESC, id DESC LIMIT {most}",
            Application::COLUMNS
        );
        connection.prepare(&sql)?.query_map([], Application::from_row)?.collect()
    }

    /// The name that the candidate of an application has put in, if it is still there.
    ///
    /// # Errors
    /// The database fails.
    pub fn candidate(&self, id: i64) -> rusqlite::Result<Option<String>> {
        let sql = "SELECT json_extract(resume, '$.basic_info.name') FROM applications WHERE id = ?1";
        self.connection().query_row(sql, [id], |row| row.get(0))
    }

    /// How many applications are in each state.
    ///
    /// # Errors
    /// The database fails.
    pub fn counts(&self) -> rusqlite::Result<Vec<(State, i64)>> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT state, count(*) FROM applications GROUP BY state")?;
        let count = |row: &Row<'_>| Ok((State::from_sql(row, 0)?, row.get(1)?));
        statement.query_map([], count)?.collect()
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Creates the database's file, unless it is there, so that only this user can read it. SQLite gives the files beside it
/// the same permissions.
fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn erase_file(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    connection.execute("DELETE FROM files WHERE key = (SELECT key FROM applications WHERE id = ?1)", [id])?;
    Ok(())
}

/// Epoch milliseconds.
fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX)
}
