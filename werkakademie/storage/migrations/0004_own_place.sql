-- Schema 4: what participants write at their own place: settings, claims to be there, activities, CV, letters, comments,
-- sent papers, interviews, the short course; and the address of the job search.

ALTER TABLE job_application ADD COLUMN link VARCHAR(500) NOT NULL DEFAULT '';
ALTER TABLE job_application ADD COLUMN next_step VARCHAR(32);
ALTER TABLE job_application ADD COLUMN next_on DATE;
ALTER TABLE application_event ADD COLUMN day_known BOOLEAN NOT NULL DEFAULT 1;
ALTER TABLE participant_pin ADD COLUMN card_number VARCHAR(20) NOT NULL DEFAULT '';
CREATE UNIQUE INDEX ix_participant_pin_card_number ON participant_pin (card_number) WHERE card_number <> '';

CREATE TABLE own_settings (
    participant_id CHAR(32) NOT NULL,
    language VARCHAR(8) NOT NULL,
    text_percent INTEGER NOT NULL,
    informed_at DATETIME,
    informed_version INTEGER NOT NULL,
    goal_per_week INTEGER,
    PRIMARY KEY (participant_id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);

CREATE TABLE presence_claim (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    session_id CHAR(32) NOT NULL,
    claimed_at DATETIME NOT NULL,
    state VARCHAR(32) NOT NULL,
    settled_by CHAR(32),
    settled_at DATETIME,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(session_id) REFERENCES coaching_session (id)
);
CREATE INDEX ix_presence_claim_participant_id ON presence_claim (participant_id);
CREATE INDEX ix_presence_claim_session_id ON presence_claim (session_id);

CREATE TABLE search_activity (
    kind VARCHAR(32) NOT NULL,
    happened_on DATE NOT NULL,
    day_known BOOLEAN NOT NULL,
    place VARCHAR(200) NOT NULL,
    note VARCHAR(500) NOT NULL,
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_search_activity_participant_id ON search_activity (participant_id);

CREATE TABLE resume (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    document VARCHAR(200000) NOT NULL,
    layout VARCHAR(32) NOT NULL,
    photo_version_id CHAR(32),
    with_photo BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    changed_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(photo_version_id) REFERENCES document_version (id)
);
CREATE INDEX ix_resume_participant_id ON resume (participant_id);

CREATE TABLE cover_letter (
    recipient VARCHAR(500) NOT NULL,
    letter_city VARCHAR(120) NOT NULL,
    letter_on DATE,
    subject VARCHAR(200) NOT NULL,
    reference VARCHAR(120) NOT NULL,
    salutation VARCHAR(200) NOT NULL,
    body VARCHAR(6000) NOT NULL,
    closing VARCHAR(200) NOT NULL,
    enclosures VARCHAR(500) NOT NULL,
    occupation_group VARCHAR(32) NOT NULL,
    situation VARCHAR(32) NOT NULL,
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    application_id CHAR(32),
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    changed_at DATETIME NOT NULL,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(application_id) REFERENCES job_application (id)
);
CREATE INDEX ix_cover_letter_application_id ON cover_letter (application_id);
CREATE INDEX ix_cover_letter_participant_id ON cover_letter (participant_id);

CREATE TABLE paper_comment (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    subject VARCHAR(32) NOT NULL,
    letter_id CHAR(32),
    place VARCHAR(60) NOT NULL,
    text VARCHAR(1000) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    ticked_at DATETIME,
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id),
    FOREIGN KEY(letter_id) REFERENCES cover_letter (id)
);
CREATE INDEX ix_paper_comment_letter_id ON paper_comment (letter_id);
CREATE INDEX ix_paper_comment_participant_id ON paper_comment (participant_id);

CREATE TABLE sent_paper (
    id CHAR(32) NOT NULL,
    application_id CHAR(32) NOT NULL,
    version_id CHAR(32) NOT NULL,
    sent_on DATE NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(application_id) REFERENCES job_application (id),
    FOREIGN KEY(version_id) REFERENCES document_version (id)
);
CREATE INDEX ix_sent_paper_application_id ON sent_paper (application_id);
CREATE INDEX ix_sent_paper_version_id ON sent_paper (version_id);

CREATE TABLE interview (
    held_on DATE NOT NULL,
    starts_at TIME,
    place VARCHAR(300) NOT NULL,
    with_whom VARCHAR(200) NOT NULL,
    way_there VARCHAR(500) NOT NULL,
    to_bring VARCHAR(500) NOT NULL,
    how_it_went VARCHAR(2000) NOT NULL,
    next_step VARCHAR(200) NOT NULL,
    next_on DATE,
    id CHAR(32) NOT NULL,
    application_id CHAR(32) NOT NULL,
    thanked_on DATE,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(application_id) REFERENCES job_application (id)
);
CREATE INDEX ix_interview_application_id ON interview (application_id);

CREATE TABLE interview_answer (
    participant_id CHAR(32) NOT NULL,
    question VARCHAR(32) NOT NULL,
    answer VARCHAR(2000) NOT NULL,
    changed_at DATETIME NOT NULL,
    PRIMARY KEY (participant_id, question),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);

CREATE TABLE practice_talk (
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    held_on DATE NOT NULL,
    ratings VARCHAR(500) NOT NULL,
    went_well VARCHAR(1000) NOT NULL,
    advice VARCHAR(1000) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_practice_talk_participant_id ON practice_talk (participant_id);

CREATE TABLE course_progress (
    participant_id CHAR(32) NOT NULL,
    card VARCHAR(32) NOT NULL,
    done_at DATETIME NOT NULL,
    PRIMARY KEY (participant_id, card),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);

CREATE TABLE job_portal (
    id INTEGER NOT NULL,
    enabled BOOLEAN NOT NULL,
    base_address VARCHAR(300) NOT NULL,
    search_path VARCHAR(200) NOT NULL,
    detail_path VARCHAR(200) NOT NULL,
    api_key VARCHAR(200) NOT NULL,
    changed_at DATETIME NOT NULL,
    changed_by CHAR(32),
    PRIMARY KEY (id)
);
