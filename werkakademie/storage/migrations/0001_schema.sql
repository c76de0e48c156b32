-- Schema 1: everything the first release stores. Frozen once released; later steps are files of their own.

CREATE TABLE account (
    id CHAR(32) NOT NULL,
    name VARCHAR(120) NOT NULL,
    created_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE attachment (
    sha256 VARCHAR(64) NOT NULL,
    size INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (sha256)
);

CREATE TABLE employer (
    id CHAR(32) NOT NULL,
    name VARCHAR(200) NOT NULL,
    city VARCHAR(120) NOT NULL,
    created_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE import_profile (
    id CHAR(32) NOT NULL,
    name VARCHAR(120) NOT NULL,
    mapping VARCHAR NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE participant (
    given_names VARCHAR(200) NOT NULL,
    family_name VARCHAR(200) NOT NULL,
    own_number VARCHAR(60) NOT NULL,
    birth_date DATE,
    age INTEGER,
    age_as_of DATE,
    sex VARCHAR(32),
    client_kind VARCHAR(32),
    applicant_type VARCHAR(32),
    school_leaving VARCHAR(32),
    vocational_qualification VARCHAR(32),
    german_level VARCHAR(32),
    pc_skill VARCHAR(32),
    languages VARCHAR(200) NOT NULL,
    minijob_at_entry BOOLEAN,
    single_parent BOOLEAN,
    months_in_need INTEGER,
    months_in_need_as_of DATE,
    months_in_need_source VARCHAR(120) NOT NULL,
    unemployed_since DATE,
    phone VARCHAR(60) NOT NULL,
    email VARCHAR(200) NOT NULL,
    street VARCHAR(200) NOT NULL,
    postcode VARCHAR(12) NOT NULL,
    city VARCHAR(120) NOT NULL,
    id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE reporting_package (
    id CHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    as_of DATE NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    row_count INTEGER NOT NULL,
    definition_version VARCHAR(16) NOT NULL,
    legal_basis VARCHAR(400) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    PRIMARY KEY (id)
);

CREATE TABLE site (
    name VARCHAR(120) NOT NULL,
    land VARCHAR(32) NOT NULL,
    benefit_name VARCHAR(120) NOT NULL,
    legal_basis VARCHAR(400) NOT NULL,
    legal_basis_as_of DATE,
    centre_recipient VARCHAR(120) NOT NULL,
    follow_up_months INTEGER NOT NULL,
    provisional_weeks INTEGER NOT NULL,
    neutral_marks VARCHAR(12) NOT NULL,
    alarm_after INTEGER NOT NULL,
    suppression_threshold INTEGER NOT NULL,
    id CHAR(32) NOT NULL,
    practice BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE site_key (
    name VARCHAR(32) NOT NULL,
    public VARCHAR NOT NULL,
    secret VARCHAR NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE small_group (
    name VARCHAR(120) NOT NULL,
    focus VARCHAR(32) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    room VARCHAR(120) NOT NULL,
    capacity INTEGER,
    slots_per_week INTEGER,
    appointments_total INTEGER,
    id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE account_role (
    account_id CHAR(32) NOT NULL,
    role VARCHAR(32) NOT NULL,
    PRIMARY KEY (account_id, role),
    FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE TABLE application_document (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    title VARCHAR(200) NOT NULL,
    status VARCHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_application_document_participant_id ON application_document (participant_id);

CREATE TABLE enrolment (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    group_id CHAR(32) NOT NULL,
    allocated_on DATE NOT NULL,
    entry_on DATE,
    entry_confirmed_because VARCHAR(200) NOT NULL,
    insured_at_entry BOOLEAN,
    non_entry_reason VARCHAR(32),
    non_entry_on DATE,
    exit_on DATE,
    exit_type VARCHAR(32),
    exit_reason VARCHAR(32),
    cut_off_on DATE,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(group_id) REFERENCES small_group (id)
);
CREATE INDEX ix_enrolment_exit_on ON enrolment (exit_on);
CREATE INDEX ix_enrolment_group_id ON enrolment (group_id);
CREATE INDEX ix_enrolment_participant_id ON enrolment (participant_id);

CREATE TABLE group_coach (
    group_id CHAR(32) NOT NULL,
    account_id CHAR(32) NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (group_id, account_id),
    FOREIGN KEY(group_id) REFERENCES small_group (id),
    FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE TABLE job_application (
    position VARCHAR(200) NOT NULL,
    source VARCHAR(32),
    channel VARCHAR(32),
    reference VARCHAR(120) NOT NULL,
    contact VARCHAR(200) NOT NULL,
    note VARCHAR(2000) NOT NULL,
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    employer_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(employer_id) REFERENCES employer (id)
);
CREATE INDEX ix_job_application_employer_id ON job_application (employer_id);
CREATE INDEX ix_job_application_participant_id ON job_application (participant_id);

CREATE TABLE time_slot (
    id CHAR(32) NOT NULL,
    group_id CHAR(32) NOT NULL,
    weekday INTEGER NOT NULL,
    starts TIME NOT NULL,
    ends TIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(group_id) REFERENCES small_group (id)
);
CREATE INDEX ix_time_slot_group_id ON time_slot (group_id);

CREATE TABLE application_event (
    id CHAR(32) NOT NULL,
    application_id CHAR(32) NOT NULL,
    stage VARCHAR(32) NOT NULL,
    happened_on DATE NOT NULL,
    note VARCHAR(500) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(application_id) REFERENCES job_application (id)
);
CREATE INDEX ix_application_event_application_id ON application_event (application_id);

CREATE TABLE coaching_session (
    id CHAR(32) NOT NULL,
    group_id CHAR(32) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    slot_id CHAR(32),
    enrolment_id CHAR(32),
    held_on DATE NOT NULL,
    starts_at DATETIME NOT NULL,
    ends_at DATETIME NOT NULL,
    room VARCHAR(120) NOT NULL,
    cancelled_because VARCHAR(200) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(group_id) REFERENCES small_group (id),
    FOREIGN KEY(slot_id) REFERENCES time_slot (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_coaching_session_group_id ON coaching_session (group_id);
CREATE INDEX ix_coaching_session_held_on ON coaching_session (held_on);

CREATE TABLE document_version (
    id CHAR(32) NOT NULL,
    document_id CHAR(32) NOT NULL,
    number INTEGER NOT NULL,
    file_name VARCHAR(255) NOT NULL,
    media_type VARCHAR(120) NOT NULL,
    attachment_sha256 VARCHAR(64) NOT NULL,
    note VARCHAR(500) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    PRIMARY KEY (id),
    FOREIGN KEY(document_id) REFERENCES application_document (id),
    FOREIGN KEY(attachment_sha256) REFERENCES attachment (sha256)
);
CREATE INDEX ix_document_version_document_id ON document_version (document_id);

CREATE TABLE follow_up (
    id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    months INTEGER NOT NULL,
    due_on DATE NOT NULL,
    state VARCHAR(32) NOT NULL,
    employer_permission_on DATE,
    closed_on DATE,
    created_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_follow_up_due_on ON follow_up (due_on);
CREATE INDEX ix_follow_up_enrolment_id ON follow_up (enrolment_id);

CREATE TABLE outcome (
    category INTEGER NOT NULL,
    observed_on DATE NOT NULL,
    evidence VARCHAR(32) NOT NULL,
    says_what_was BOOLEAN NOT NULL,
    training_place VARCHAR(32),
    funding_kind VARCHAR(32),
    registered_unemployed BOOLEAN,
    benefit_change VARCHAR(32),
    subsidised BOOLEAN,
    fixed_term BOOLEAN,
    temporary_agency BOOLEAN,
    occupation_code VARCHAR(5) NOT NULL,
    industry_code VARCHAR(8) NOT NULL,
    weekly_hours FLOAT,
    started_on DATE,
    note VARCHAR(500) NOT NULL,
    id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    as_of DATE NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    recorded_at DATETIME NOT NULL,
    recorded_by CHAR(32),
    PRIMARY KEY (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_outcome_enrolment_id ON outcome (enrolment_id);

CREATE TABLE placement (
    employer_name VARCHAR(200) NOT NULL,
    starts_on DATE NOT NULL,
    weekly_hours FLOAT,
    category INTEGER NOT NULL,
    occupation_code VARCHAR(5) NOT NULL,
    industry_code VARCHAR(8) NOT NULL,
    industry_edition VARCHAR(12) NOT NULL,
    subsidised BOOLEAN,
    fixed_term BOOLEAN,
    temporary_agency BOOLEAN,
    id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_placement_enrolment_id ON placement (enrolment_id);

CREATE TABLE slot_choice (
    enrolment_id CHAR(32) NOT NULL,
    slot_id CHAR(32) NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (enrolment_id, slot_id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id),
    FOREIGN KEY(slot_id) REFERENCES time_slot (id)
);

CREATE TABLE suspension (
    enrolment_id CHAR(32) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE,
    kind VARCHAR(32) NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (enrolment_id, starts_on),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);

CREATE TABLE attendance (
    session_id CHAR(32) NOT NULL,
    enrolment_id CHAR(32) NOT NULL,
    mark VARCHAR(32) NOT NULL,
    minutes_late INTEGER,
    reported_at DATETIME,
    recorded_at DATETIME NOT NULL,
    recorded_by CHAR(32),
    PRIMARY KEY (session_id, enrolment_id),
    FOREIGN KEY(session_id) REFERENCES coaching_session (id),
    FOREIGN KEY(enrolment_id) REFERENCES enrolment (id)
);
CREATE INDEX ix_attendance_enrolment_mark ON attendance (enrolment_id, mark);

CREATE TABLE contact_attempt (
    id CHAR(32) NOT NULL,
    follow_up_id CHAR(32) NOT NULL,
    attempted_on DATE NOT NULL,
    channel VARCHAR(32) NOT NULL,
    result VARCHAR(32) NOT NULL,
    note VARCHAR(500) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    PRIMARY KEY (id),
    FOREIGN KEY(follow_up_id) REFERENCES follow_up (id)
);
CREATE INDEX ix_contact_attempt_follow_up_id ON contact_attempt (follow_up_id);
