-- The audit chain: rows that are only ever added, and the signed heads of it.

CREATE TABLE audit (
    seq BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    payload VARCHAR NOT NULL,
    previous BYTEA NOT NULL,
    digest BYTEA NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (seq)
);

CREATE INDEX ix_audit_action ON audit (action);
CREATE INDEX ix_audit_target ON audit (target);

CREATE TABLE audit_checkpoint (
    seq BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    digest BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    CONSTRAINT pk_audit_checkpoint PRIMARY KEY (seq)
);
