-- Schema 3: childcare beside the sessions: children, rooms, carers, slots, bookings, visits, the search for a lasting
-- place, and the hours that work needs.

ALTER TABLE placement ADD COLUMN travel_minutes INTEGER;

CREATE TABLE care_room (
    name VARCHAR(120) NOT NULL,
    places INTEGER NOT NULL,
    square_metres INTEGER,
    opens TIME NOT NULL,
    closes TIME NOT NULL,
    id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE carer (
    name VARCHAR(120) NOT NULL,
    qualification VARCHAR(32) NOT NULL,
    clearance_seen_on DATE,
    phone VARCHAR(60) NOT NULL,
    starts_on DATE,
    ends_on DATE,
    id CHAR(32) NOT NULL,
    account_id CHAR(32),
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE TABLE carer_shift (
    weekday INTEGER NOT NULL,
    starts TIME NOT NULL,
    ends TIME NOT NULL,
    id CHAR(32) NOT NULL,
    carer_id CHAR(32) NOT NULL,
    room_id CHAR(32) NOT NULL,
    starts_on DATE,
    ends_on DATE,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(carer_id) REFERENCES carer (id),
    FOREIGN KEY(room_id) REFERENCES care_room (id)
);
CREATE INDEX ix_carer_shift_carer_id ON carer_shift (carer_id);

CREATE TABLE carer_day (
    id CHAR(32) NOT NULL,
    carer_id CHAR(32) NOT NULL,
    day DATE NOT NULL,
    kind VARCHAR(32) NOT NULL,
    room_id CHAR(32),
    starts TIME,
    ends TIME,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(carer_id) REFERENCES carer (id),
    FOREIGN KEY(room_id) REFERENCES care_room (id)
);
CREATE INDEX ix_carer_day_carer_id ON carer_day (carer_id);
CREATE INDEX ix_carer_day_day ON carer_day (day);

CREATE TABLE childcare_policy (
    most_per_carer INTEGER NOT NULL,
    fewest_carers INTEGER NOT NULL,
    weight_under_two INTEGER NOT NULL,
    weight_under_three INTEGER NOT NULL,
    weight_preschool INTEGER NOT NULL,
    weight_school INTEGER NOT NULL,
    over_capacity VARCHAR(32) NOT NULL,
    offer_hours INTEGER NOT NULL,
    late_after_minutes INTEGER NOT NULL,
    clearance_months INTEGER NOT NULL,
    pictures_allowed BOOLEAN NOT NULL,
    legal_note VARCHAR(400) NOT NULL,
    legal_note_as_of DATE,
    site_id CHAR(32) NOT NULL,
    changed_at DATETIME NOT NULL,
    changed_by CHAR(32),
    PRIMARY KEY (site_id),
    FOREIGN KEY(site_id) REFERENCES site (id)
);

CREATE TABLE group_childcare (
    lead_minutes INTEGER NOT NULL,
    tail_minutes INTEGER NOT NULL,
    group_id CHAR(32) NOT NULL,
    room_id CHAR(32) NOT NULL,
    changed_at DATETIME NOT NULL,
    changed_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (group_id),
    FOREIGN KEY(group_id) REFERENCES small_group (id),
    FOREIGN KEY(room_id) REFERENCES care_room (id)
);

CREATE TABLE child (
    given_name VARCHAR(120) NOT NULL,
    birth_month DATE NOT NULL,
    consent_on DATE,
    consent_withdrawn_on DATE,
    care_wanted BOOLEAN NOT NULL,
    id CHAR(32) NOT NULL,
    participant_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(participant_id) REFERENCES participant (id)
);
CREATE INDEX ix_child_participant_id ON child (participant_id);

CREATE TABLE child_note (
    needs VARCHAR(500) NOT NULL,
    emergency_note VARCHAR(500) NOT NULL,
    collection_word VARCHAR(60) NOT NULL,
    child_id CHAR(32) NOT NULL,
    changed_at DATETIME NOT NULL,
    changed_by CHAR(32),
    PRIMARY KEY (child_id),
    FOREIGN KEY(child_id) REFERENCES child (id)
);

CREATE TABLE collector (
    name VARCHAR(200) NOT NULL,
    relation VARCHAR(120) NOT NULL,
    phone VARCHAR(60) NOT NULL,
    allowed BOOLEAN NOT NULL,
    id CHAR(32) NOT NULL,
    child_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(child_id) REFERENCES child (id)
);
CREATE INDEX ix_collector_child_id ON collector (child_id);

CREATE TABLE collector_picture (
    collector_id CHAR(32) NOT NULL,
    data BLOB NOT NULL,
    set_at DATETIME NOT NULL,
    PRIMARY KEY (collector_id),
    FOREIGN KEY(collector_id) REFERENCES collector (id)
);

CREATE TABLE childcare_slot (
    id CHAR(32) NOT NULL,
    room_id CHAR(32) NOT NULL,
    group_id CHAR(32),
    session_id CHAR(32),
    held_on DATE NOT NULL,
    starts_at DATETIME NOT NULL,
    ends_at DATETIME NOT NULL,
    title VARCHAR(120) NOT NULL,
    cancelled_because VARCHAR(200) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(room_id) REFERENCES care_room (id)
);
CREATE INDEX ix_childcare_slot_held_on ON childcare_slot (held_on);
CREATE INDEX ix_childcare_slot_session_id ON childcare_slot (session_id);

CREATE TABLE childcare_booking (
    id CHAR(32) NOT NULL,
    slot_id CHAR(32) NOT NULL,
    child_id CHAR(32) NOT NULL,
    enrolment_id CHAR(32),
    state VARCHAR(32) NOT NULL,
    cause VARCHAR(32),
    from_at DATETIME,
    until_at DATETIME,
    asked_at DATETIME NOT NULL,
    asked_again_at DATETIME,
    offer_until DATETIME,
    passed_over VARCHAR(120) NOT NULL,
    over_reason VARCHAR(200) NOT NULL,
    by_hand BOOLEAN NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    PRIMARY KEY (id),
    FOREIGN KEY(slot_id) REFERENCES childcare_slot (id),
    FOREIGN KEY(child_id) REFERENCES child (id)
);
CREATE INDEX ix_childcare_booking_child ON childcare_booking (child_id, state);
CREATE INDEX ix_childcare_booking_slot_id ON childcare_booking (slot_id);

CREATE TABLE childcare_visit (
    id CHAR(32) NOT NULL,
    child_id CHAR(32) NOT NULL,
    slot_id CHAR(32),
    held_on DATE NOT NULL,
    arrived_at DATETIME NOT NULL,
    arrived_with VARCHAR(200) NOT NULL,
    left_at DATETIME,
    left_with VARCHAR(200) NOT NULL,
    collector_id CHAR(32),
    word_known BOOLEAN,
    allowed_by CHAR(32),
    allowed_because VARCHAR(200) NOT NULL,
    recorded_by CHAR(32),
    left_recorded_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(child_id) REFERENCES child (id),
    FOREIGN KEY(slot_id) REFERENCES childcare_slot (id)
);
CREATE INDEX ix_childcare_visit_child_id ON childcare_visit (child_id);
CREATE INDEX ix_childcare_visit_held_on ON childcare_visit (held_on);
CREATE INDEX ix_childcare_visit_slot_id ON childcare_visit (slot_id);

CREATE TABLE permanent_care_search (
    kind VARCHAR(32) NOT NULL,
    provider_name VARCHAR(200) NOT NULL,
    street VARCHAR(200) NOT NULL,
    postcode VARCHAR(12) NOT NULL,
    city VARCHAR(120) NOT NULL,
    contact VARCHAR(200) NOT NULL,
    applied_on DATE,
    wanted_from DATE,
    answer VARCHAR(32) NOT NULL,
    answered_on DATE,
    waiting_number INTEGER,
    starts_on DATE,
    ends_on DATE,
    remind_on DATE,
    note VARCHAR(500) NOT NULL,
    id CHAR(32) NOT NULL,
    child_id CHAR(32) NOT NULL,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(child_id) REFERENCES child (id)
);
CREATE INDEX ix_permanent_care_search_child_id ON permanent_care_search (child_id);

CREATE TABLE care_hours (
    search_id CHAR(32) NOT NULL,
    weekday INTEGER NOT NULL,
    starts TIME NOT NULL,
    ends TIME NOT NULL,
    PRIMARY KEY (search_id, weekday),
    FOREIGN KEY(search_id) REFERENCES permanent_care_search (id)
);

CREATE TABLE placement_hours (
    placement_id CHAR(32) NOT NULL,
    weekday INTEGER NOT NULL,
    starts TIME NOT NULL,
    ends TIME NOT NULL,
    PRIMARY KEY (placement_id, weekday),
    FOREIGN KEY(placement_id) REFERENCES placement (id)
);

CREATE TABLE care_agreement (
    id CHAR(32) NOT NULL,
    placement_id CHAR(32) NOT NULL,
    child_id CHAR(32) NOT NULL,
    weekday INTEGER NOT NULL,
    starts TIME NOT NULL,
    ends TIME NOT NULL,
    text VARCHAR(300) NOT NULL,
    done_on DATE,
    created_at DATETIME NOT NULL,
    created_by CHAR(32),
    deleted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(placement_id) REFERENCES placement (id),
    FOREIGN KEY(child_id) REFERENCES child (id)
);
CREATE INDEX ix_care_agreement_placement_id ON care_agreement (placement_id);
