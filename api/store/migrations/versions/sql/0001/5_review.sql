-- What people add: appeals, holds, approvals by a second person, notes and corrections.

CREATE TABLE approval (
    id VARCHAR NOT NULL,
    verification_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    codes VARCHAR[] NOT NULL,
    final BOOLEAN NOT NULL,
    proposed_by VARCHAR NOT NULL,
    proposed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    approved_by VARCHAR,
    approved_at TIMESTAMP WITH TIME ZONE,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_approval PRIMARY KEY (id),
    CONSTRAINT ck_approval_two_people CHECK (approved_by IS NULL OR approved_by <> proposed_by),
    CONSTRAINT ck_approval_state CHECK (state IN ('open', 'approved', 'refused')),
    CONSTRAINT fk_approval_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id)
);

CREATE INDEX ix_approval_verification_id ON approval (verification_id);
CREATE UNIQUE INDEX uq_approval_one_open ON approval (verification_id) WHERE state = 'open';

CREATE TABLE correction (
    id VARCHAR NOT NULL,
    verification_id VARCHAR NOT NULL,
    attempt INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    value BYTEA,
    data_key_id VARCHAR,
    staff_id VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_correction PRIMARY KEY (id),
    CONSTRAINT uq_correction_verification_id_attempt_field_source UNIQUE (verification_id, attempt, field, source),
    CONSTRAINT fk_correction_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id)
);

CREATE INDEX ix_correction_verification_id ON correction (verification_id);

CREATE TABLE hold (
    id VARCHAR NOT NULL,
    platform_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    verification_id VARCHAR,
    kind VARCHAR NOT NULL,
    reasons VARCHAR[] NOT NULL,
    owner VARCHAR NOT NULL,
    decide_by TIMESTAMP WITH TIME ZONE NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    closed_by VARCHAR,
    closed_because VARCHAR,
    escalated INTEGER NOT NULL,
    CONSTRAINT pk_hold PRIMARY KEY (id),
    CONSTRAINT ck_hold_kind CHECK (kind IN ('identity', 'risk')),
    CONSTRAINT ck_hold_reasons CHECK (cardinality(reasons) > 0),
    CONSTRAINT fk_hold_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id),
    CONSTRAINT fk_hold_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id),
    CONSTRAINT fk_hold_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id)
);

CREATE INDEX ix_hold_subject_id ON hold (subject_id);

CREATE TABLE note (
    id VARCHAR NOT NULL,
    verification_id VARCHAR NOT NULL,
    staff_id VARCHAR NOT NULL,
    text BYTEA,
    data_key_id VARCHAR,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_note PRIMARY KEY (id),
    CONSTRAINT fk_note_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id)
);

CREATE INDEX ix_note_verification_id ON note (verification_id);

CREATE TABLE appeal (
    id VARCHAR NOT NULL,
    verification_id VARCHAR NOT NULL,
    decision_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    statement BYTEA,
    data_key_id VARCHAR,
    first_reviewer_id VARCHAR,
    reviewer_id VARCHAR,
    outcome BYTEA,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_at TIMESTAMP WITH TIME ZONE,
    escalated INTEGER NOT NULL,
    CONSTRAINT pk_appeal PRIMARY KEY (id),
    CONSTRAINT ck_appeal_state CHECK (state IN ('open', 'upheld', 'reversed', 'withdrawn')),
    CONSTRAINT ck_appeal_no_limbo CHECK (state <> 'open' OR due_at IS NOT NULL),
    CONSTRAINT ck_appeal_another_reviewer CHECK (reviewer_id IS NULL OR first_reviewer_id IS NULL OR reviewer_id <> first_reviewer_id),
    CONSTRAINT ck_appeal_named CHECK (state NOT IN ('upheld', 'reversed') OR reviewer_id IS NOT NULL),
    CONSTRAINT fk_appeal_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id),
    CONSTRAINT fk_appeal_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id)
);

CREATE INDEX ix_appeal_verification_id ON appeal (verification_id);
CREATE UNIQUE INDEX uq_appeal_one_open ON appeal (decision_id) WHERE state = 'open';
