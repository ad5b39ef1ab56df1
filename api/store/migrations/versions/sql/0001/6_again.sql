-- Requests to verify again, and replays of stored decisions.

CREATE TABLE again (
    id VARCHAR NOT NULL,
    platform_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    verification_id VARCHAR NOT NULL,
    fulfilled_by VARCHAR,
    why VARCHAR NOT NULL,
    kept VARCHAR[] NOT NULL,
    state VARCHAR NOT NULL,
    noticed INTEGER[] NOT NULL,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_again PRIMARY KEY (id),
    CONSTRAINT ck_again_why CHECK (why IN ('document_expiring', 'policy_changed', 'risk')),
    CONSTRAINT ck_again_state CHECK (state IN ('open', 'fulfilled', 'lapsed', 'withdrawn')),
    CONSTRAINT fk_again_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id),
    CONSTRAINT fk_again_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id),
    CONSTRAINT fk_again_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id),
    CONSTRAINT fk_again_fulfilled_by FOREIGN KEY(fulfilled_by) REFERENCES verification (id)
);

CREATE INDEX ix_again_subject_id ON again (subject_id);

CREATE TABLE replay (
    id VARCHAR NOT NULL,
    batch VARCHAR NOT NULL,
    decision_id VARCHAR NOT NULL,
    verification_id VARCHAR NOT NULL,
    was VARCHAR NOT NULL,
    was_codes VARCHAR[] NOT NULL,
    now VARCHAR,
    now_codes VARCHAR[] NOT NULL,
    skipped VARCHAR,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_replay PRIMARY KEY (id),
    CONSTRAINT fk_replay_decision_id FOREIGN KEY(decision_id) REFERENCES decision (id),
    CONSTRAINT fk_replay_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id)
);

CREATE INDEX ix_replay_batch ON replay (batch);
