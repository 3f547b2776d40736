use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;

fn outbox() -> (Outbox, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let outbox = Outbox::open(&folder.path().join("outbox.sqlite"), "here").unwrap();
    (outbox, folder)
}

fn key(number: u32) -> Key {
    Key::parse(&format!("{number:032x}")).unwrap()
}

fn file() -> ResumeFile {
    ResumeFile { name: "cv.pdf".to_owned(), content: b"%PDF".to_vec() }
}

fn reason(text: &str) -> Reason {
    Reason { text: text.to_owned(), code: Some(7), log_id: None }
}

/// Accepts an application with a file, and takes it.
fn claimed(outbox: &Outbox, number: u32) -> Claimed {
    outbox.store_file(&key(number), &file()).unwrap();
    assert!(outbox.accept(&key(number), "1", "{}").unwrap());
    outbox.claim().unwrap().unwrap()
}

fn state(outbox: &Outbox, number: u32) -> State {
    outbox.find(&key(number)).unwrap().unwrap().state
}

#[test]
fn an_application_is_accepted_once_and_taken_once() {
    let (outbox, _folder) = outbox();
    let taken = claimed(&outbox, 1);
    assert_eq!((taken.job_post_id.as_str(), taken.file, taken.attempts), ("1", Some(file()), 1));
    assert!(!outbox.accept(&key(1), "2", "{}").unwrap());
    assert!(outbox.claim().unwrap().is_none());
    // A file that comes with the second form changes nothing.
    outbox.store_file(&key(1), &ResumeFile { name: "other.pdf".to_owned(), content: Vec::new() }).unwrap();
    assert_eq!(outbox.file_name(&key(1)).unwrap().as_deref(), Some("cv.pdf"));
}

#[test]
fn what_was_being_sent_when_the_program_ended_is_unknown() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outbox.sqlite");
    let outbox = Outbox::open(&path, "here").unwrap();
    let sending = claimed(&outbox, 1);
    outbox.begin_sending(sending.id).unwrap();
    claimed(&outbox, 2);
    drop(outbox);
    let outbox = Outbox::open(&path, "here").unwrap();
    assert_eq!((state(&outbox, 1), state(&outbox, 2)), (State::Unknown, State::Waiting));
    assert!(outbox.begin_sending(sending.id).is_err(), "it is sent only after it was taken");
}

#[cfg(unix)]
#[test]
fn only_this_user_can_read_it() {
    use std::os::unix::fs::PermissionsExt as _;

    let (_outbox, folder) = outbox();
    let entries = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap());
    let modes: Vec<u32> =
        entries.map(|entry| entry.metadata().unwrap().permissions().mode() & 0o777).collect();
    assert!(modes.len() > 1 && modes.iter().all(|mode| *mode == 0o600), "{modes:?}");
}

#[test]
fn two_processes_do_not_share_an_outbox() {
    let (_outbox, folder) = outbox();
    let error = Outbox::open(&folder.path().join("outbox.sqlite"), "here").err().unwrap();
    assert_eq!(error.to_string(), "the outbox cannot be opened: database is locked");
}

#[test]
fn the_applications_of_a_test_do_not_go_to_the_service() {
    let (outbox, folder) = outbox();
    drop(outbox);
    let error = Outbox::open(&folder.path().join("outbox.sqlite"), "elsewhere").err().unwrap();
    assert_eq!(
        error.to_string(),
        "the applications in the outbox go to here: use another CAREER_SITE_DATABASE"
    );
}

#[test]
fn what_is_put_off_is_due_later() {
    let (outbox, _folder) = outbox();
    let taken = claimed(&outbox, 1);
    outbox.begin_sending(taken.id).unwrap();
    let later = |delay| Outcome::Later { delay, reason: reason("too many calls") };
    outbox.finish(taken.id, &later(Duration::from_secs(3600))).unwrap();
    assert!(outbox.claim().unwrap().is_none());
    let application = outbox.find(&key(1)).unwrap().unwrap();
    assert_eq!((application.state, application.reason.as_deref()), (State::Waiting, Some("too many calls")));
    let taken = claimed(&outbox, 2);
    outbox.finish(taken.id, &later(Duration::ZERO)).unwrap();
    assert_eq!(outbox.claim().unwrap().unwrap().attempts, 2);
}

#[test]
fn a_candidates_data_is_erased_when_it_is_no_longer_needed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("outbox.sqlite");
    let outbox = Outbox::open(&path, "here").unwrap();
    let outcomes = [
        Outcome::Submitted { application_id: Some("7".to_owned()) },
        Outcome::Refused(reason("no")),
        Outcome::Unknown(reason("cut off")),
    ];
    for (number, outcome) in (1..).zip(&outcomes) {
        let taken = claimed(&outbox, number);
        outbox.begin_sending(taken.id).unwrap();
        outbox.finish(taken.id, outcome).unwrap();
    }
    assert_eq!(
        [1, 2, 3].map(|number| state(&outbox, number)),
        [State::Submitted, State::Refused, State::Unknown]
    );
    drop(outbox);
    let kept = |sql: &str| {
        let connection = Connection::open(&path).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let ids = statement.query_map([], |row| row.get::<_, i64>(0)).unwrap();
        ids.collect::<Result<Vec<_>, _>>().unwrap()
    };
    // The unknown one may have to be sent again.
    assert_eq!(kept("SELECT id FROM applications WHERE resume IS NOT NULL"), [3]);
    assert_eq!(kept("SELECT count(*) FROM files"), [1]);
    let outbox = Outbox::open(&path, "here").unwrap();
    assert!(outbox.resolve_arrived(3).unwrap() && !outbox.resolve_arrived(3).unwrap());
    drop(outbox);
    assert_eq!(kept("SELECT count(*) FROM applications WHERE resume IS NOT NULL"), [0]);
    assert_eq!(kept("SELECT count(*) FROM files"), [0]);
}

#[test]
fn files_of_forms_that_were_given_up_are_deleted() {
    let (outbox, _folder) = outbox();
    claimed(&outbox, 1);
    outbox.store_file(&key(2), &file()).unwrap();
    outbox.delete_unused_files(UNUSED_FILES_MS).unwrap();
    assert_eq!(outbox.file_name(&key(2)).unwrap().as_deref(), Some("cv.pdf"));
    outbox.delete_unused_files(0).unwrap();
    assert_eq!(outbox.file_name(&key(2)).unwrap(), None);
    assert_eq!(outbox.file_name(&key(1)).unwrap().as_deref(), Some("cv.pdf"));
}

#[test]
fn only_an_unknown_application_is_sent_again_by_hand() {
    let (outbox, _folder) = outbox();
    let taken = claimed(&outbox, 1);
    outbox.begin_sending(taken.id).unwrap();
    assert!(!outbox.resolve_not_arrived(taken.id).unwrap());
    outbox.finish(taken.id, &Outcome::Unknown(reason("cut off"))).unwrap();
    assert!(outbox.resolve_not_arrived(taken.id).unwrap());
    assert_eq!(outbox.claim().unwrap().unwrap().id, taken.id);
}

#[test]
fn a_key_is_32_hexadecimal_digits() {
    assert_ne!(Key::random().unwrap(), Key::random().unwrap());
    assert!(Key::parse(Key::random().unwrap().as_str()).is_some());
    for wrong in [
        "",
        "0",
        "0000000000000000000000000000000g",
        "0000000000000000000000000000000A",
        "../../../../../../../../../../../",
    ] {
        assert!(Key::parse(wrong).is_none(), "{wrong}");
    }
    assert_eq!(format!("{:?}", key(1)), "Key([redacted])");
}
