-- Schema 2: the journal, who may look and stand in, unfinished input, periods of retention. Triggers of the journal are
-- generated after the steps (storage/journal/triggers.py).

ALTER TABLE site ADD COLUMN lock_after_minutes INTEGER NOT NULL DEFAULT 5;

ALTER TABLE site ADD COLUMN backup_days INTEGER NOT NULL DEFAULT 90;

CREATE TABLE device (
    id CHAR(32) NOT NULL,
    epoch INTEGER NOT NULL,
    name VARCHAR(120) NOT NULL,
    state VARCHAR(32) NOT NULL,
    started_at DATETIME NOT NULL,
    continues VARCHAR(64) NOT NULL,
    PRIMARY KEY (id, epoch)
);

CREATE TABLE journal_context (
    id INTEGER NOT NULL,
    tx INTEGER,
    erasing BOOLEAN NOT NULL,
    last_hlc BIGINT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE journal_transaction (
    tx INTEGER NOT NULL,
    device_id CHAR(32) NOT NULL,
    epoch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hlc BIGINT NOT NULL,
    at DATETIME NOT NULL,
    actor CHAR(32),
    schema_version INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    undoes INTEGER,
    hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (tx)
);
CREATE INDEX ix_journal_transaction_actor ON journal_transaction (actor, tx);

CREATE TABLE journal_entry (
    seq INTEGER NOT NULL,
    tx INTEGER NOT NULL,
    operation VARCHAR(32) NOT NULL,
    table_name VARCHAR(32) NOT NULL,
    row_id VARCHAR(80) NOT NULL,
    subject CHAR(32),
    fields VARCHAR,
    salt BLOB,
    fields_hash VARCHAR(64),
    PRIMARY KEY (seq)
);
CREATE INDEX ix_journal_entry_row ON journal_entry (row_id);
CREATE INDEX ix_journal_entry_subject ON journal_entry (subject) WHERE subject IS NOT NULL;

CREATE TABLE stand_in (
    id CHAR(32) NOT NULL,
    group_id CHAR(32) NOT NULL,
    account_id CHAR(32) NOT NULL,
    day DATE NOT NULL,
    reason VARCHAR(200) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(group_id) REFERENCES small_group (id),
    FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE INDEX ix_stand_in_day ON stand_in (day);
CREATE INDEX ix_stand_in_group_id ON stand_in (group_id);

CREATE TABLE participant_pin (
    participant_id CHAR(32) NOT NULL,
    pin_hash VARCHAR(200) NOT NULL,
    failed_tries INTEGER NOT NULL,
    last_try_at DATETIME,
    set_at DATETIME NOT NULL,
    set_by CHAR(32),
    PRIMARY KEY (participant_id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);

CREATE TABLE access_log (
    id CHAR(32) NOT NULL,
    at DATETIME NOT NULL,
    account_id CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_access_log_at ON access_log (at);
CREATE INDEX ix_access_log_participant_id ON access_log (participant_id);

CREATE TABLE draft (
    account_id CHAR(32) NOT NULL,
    form VARCHAR(80) NOT NULL,
    target VARCHAR(80) NOT NULL,
    content VARCHAR NOT NULL,
    saved_at DATETIME NOT NULL,
    PRIMARY KEY (account_id, form, target)
);

CREATE TABLE workstation (
    id INTEGER NOT NULL,
    second_backup_folder VARCHAR(1000) NOT NULL,
    second_backup_at DATETIME,
    last_backup_at DATETIME,
    last_backup_problem VARCHAR(1000) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE retention_rule (
    kind VARCHAR(32) NOT NULL,
    months INTEGER NOT NULL,
    approved_by VARCHAR(120) NOT NULL,
    approved_on DATE,
    changed_at DATETIME NOT NULL,
    changed_by CHAR(32),
    PRIMARY KEY (kind)
);

CREATE TABLE erasure_hold (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    reason VARCHAR(500) NOT NULL,
    since DATE NOT NULL,
    ends_on DATE,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_erasure_hold_participant_id ON erasure_hold (participant_id);

CREATE TABLE erasure_run (
    id CHAR(32) NOT NULL,
    state VARCHAR(32) NOT NULL,
    proposed_at DATETIME NOT NULL,
    proposed_by CHAR(32),
    confirmed_at DATETIME,
    confirmed_by CHAR(32),
    done_at DATETIME,
    certificate INTEGER,
    reason VARCHAR(500) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE erasure_item (
    run_id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    due_on DATE,
    row_count INTEGER NOT NULL,
    done BOOLEAN NOT NULL,
    dropped VARCHAR(32),
    PRIMARY KEY (run_id, participant_id, kind),
    FOREIGN KEY(run_id) REFERENCES erasure_run (id)
);

CREATE TABLE erasure_summary (
    run_id CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    people INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    months INTEGER,
    approved_by VARCHAR(120) NOT NULL,
    approved_on DATE,
    PRIMARY KEY (run_id, kind),
    FOREIGN KEY(run_id) REFERENCES erasure_run (id)
);

CREATE TABLE attendance_count (
    enrolment_id CHAR(32) NOT NULL,
    due INTEGER NOT NULL,
    recorded INTEGER NOT NULL,
    present INTEGER NOT NULL,
    excused INTEGER NOT NULL,
    unexcused INTEGER NOT NULL,
    rate_of INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    weeks_met INTEGER NOT NULL,
    weeks INTEGER NOT NULL,
    counted_on DATE NOT NULL,
    PRIMARY KEY (enrolment_id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);

CREATE TABLE anonymous_outcome (
    id CHAR(32) NOT NULL,
    period VARCHAR(8) NOT NULL,
    sex VARCHAR(32),
    age_class VARCHAR(8) NOT NULL,
    entry VARCHAR(32) NOT NULL,
    category INTEGER,
    insured BOOLEAN NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE restriction (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    reason VARCHAR(500) NOT NULL,
    since DATE NOT NULL,
    lifted_on DATE,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_restriction_participant_id ON restriction (participant_id);

CREATE TABLE dispute_note (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    about VARCHAR(200) NOT NULL,
    statement VARCHAR(2000) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_dispute_note_participant_id ON dispute_note (participant_id);
