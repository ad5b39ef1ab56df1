-- Who may do what: keys, tokens and sessions. Only digests of secrets are stored.

CREATE TABLE idempotency (
    id VARCHAR NOT NULL,
    principal_id VARCHAR NOT NULL,
    digest BYTEA NOT NULL,
    request BYTEA NOT NULL,
    status INTEGER NOT NULL,
    headers JSONB NOT NULL,
    body BYTEA NOT NULL,
    data_key_id VARCHAR,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_idempotency PRIMARY KEY (id),
    CONSTRAINT uq_idempotency_principal_id_digest UNIQUE (principal_id, digest)
);

CREATE INDEX ix_idempotency_data_key_id ON idempotency (data_key_id);
CREATE INDEX ix_idempotency_expires_at ON idempotency (expires_at);

CREATE TABLE nonce (
    digest BYTEA NOT NULL,
    nonce VARCHAR NOT NULL,
    verifier VARCHAR NOT NULL,
    back_to VARCHAR NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_nonce PRIMARY KEY (digest)
);

CREATE INDEX ix_nonce_expires_at ON nonce (expires_at);

CREATE UNLOGGED TABLE rate_counter (
    key VARCHAR NOT NULL,
    count INTEGER NOT NULL,
    expires_at FLOAT NOT NULL,
    CONSTRAINT pk_rate_counter PRIMARY KEY (key)
);

CREATE INDEX ix_rate_counter_expires_at ON rate_counter (expires_at);

CREATE TABLE staff (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    identity BYTEA,
    password BYTEA,
    roles VARCHAR[] NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE,
    disabled_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_staff PRIMARY KEY (id),
    CONSTRAINT ck_staff_roles CHECK (roles <@ ARRAY['reviewer', 'admin', 'auditor']::varchar[]),
    CONSTRAINT ck_staff_one_way_in CHECK ((identity IS NULL) <> (password IS NULL)),
    CONSTRAINT uq_staff_identity UNIQUE (identity)
);


CREATE TABLE api_key (
    id VARCHAR NOT NULL,
    platform_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    digest BYTEA NOT NULL,
    scopes VARCHAR[] NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_api_key PRIMARY KEY (id),
    CONSTRAINT fk_api_key_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id)
);

CREATE INDEX ix_api_key_platform_id ON api_key (platform_id);

CREATE TABLE staff_session (
    digest BYTEA NOT NULL,
    staff_id VARCHAR NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_staff_session PRIMARY KEY (digest),
    CONSTRAINT fk_staff_session_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
);

CREATE INDEX ix_staff_session_expires_at ON staff_session (expires_at);
CREATE INDEX ix_staff_session_staff_id ON staff_session (staff_id);

CREATE TABLE applicant_token (
    digest BYTEA NOT NULL,
    verification_id VARCHAR NOT NULL,
    platform_id VARCHAR NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_applicant_token PRIMARY KEY (digest),
    CONSTRAINT fk_applicant_token_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id),
    CONSTRAINT fk_applicant_token_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id)
);

CREATE INDEX ix_applicant_token_verification_id ON applicant_token (verification_id);

CREATE TABLE upload_token (
    digest BYTEA NOT NULL,
    verification_id VARCHAR NOT NULL,
    slot VARCHAR NOT NULL,
    attempt INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_upload_token PRIMARY KEY (digest),
    CONSTRAINT fk_upload_token_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id)
);

CREATE INDEX ix_upload_token_expires_at ON upload_token (expires_at);
CREATE INDEX ix_upload_token_verification_id ON upload_token (verification_id);
