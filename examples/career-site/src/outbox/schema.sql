-- One row for each application. The checks keep states apart that must not be mixed up.
CREATE TABLE IF NOT EXISTS applications (
    id             INTEGER PRIMARY KEY,
    -- Made with the form, so that a form that is sent twice is one application.
    key            TEXT NOT NULL UNIQUE,
    job_post_id    TEXT NOT NULL,
    -- The candidate's data, as JSON; erased when the application is submitted or refused.
    resume         TEXT,
    -- What the service has returned for earlier steps.
    site_user_id   TEXT,
    attachment_id  TEXT,
    state          TEXT NOT NULL CHECK (state IN ('waiting', 'preparing', 'sending', 'submitted', 'refused', 'unknown')),
    -- When the state was entered, and before when nothing is sent: epoch milliseconds.
    changed_at     INTEGER NOT NULL,
    not_before     INTEGER NOT NULL,
    attempts       INTEGER NOT NULL DEFAULT 0,
    application_id TEXT,
    -- Why the state is what it is, in words that hold nothing of the candidate.
    reason         TEXT,
    code           INTEGER,
    log_id         TEXT,
    CHECK (resume IS NOT NULL OR state IN ('submitted', 'refused'))
) STRICT;

CREATE INDEX IF NOT EXISTS due ON applications (state, not_before);

-- Resume files, stored as soon as they arrive, so that nobody has to choose a file twice.
CREATE TABLE IF NOT EXISTS files (
    key         TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    content     BLOB NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;

-- Where the applications go: one row. Those of a test must not go to the service.
CREATE TABLE IF NOT EXISTS destination (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL
) STRICT;
