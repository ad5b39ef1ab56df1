-- Keys, sealed objects, and the keyed fingerprints by which a document is known again.

CREATE TABLE data_key (
    id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    wrapped BYTEA NOT NULL,
    kek_id VARCHAR NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    delete_after TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_data_key PRIMARY KEY (id),
    CONSTRAINT fk_data_key_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id)
);

CREATE INDEX ix_data_key_delete_after ON data_key (delete_after);
CREATE INDEX ix_data_key_kek_id ON data_key (kek_id);
CREATE INDEX ix_data_key_subject_id ON data_key (subject_id);

CREATE TABLE fingerprint (
    id VARCHAR NOT NULL,
    platform_id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    verification_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    mac BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_fingerprint PRIMARY KEY (id),
    CONSTRAINT ck_fingerprint_kind CHECK (kind IN ('document_number', 'image', 'pixels')),
    CONSTRAINT uq_fingerprint_platform_id_kind_mac_verification_id UNIQUE (platform_id, kind, mac, verification_id),
    CONSTRAINT fk_fingerprint_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id),
    CONSTRAINT fk_fingerprint_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id)
);

CREATE INDEX ix_fingerprint_subject_id ON fingerprint (subject_id);

CREATE TABLE object (
    id VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    data_key_id VARCHAR,
    kind VARCHAR NOT NULL,
    path VARCHAR NOT NULL,
    size INTEGER NOT NULL,
    media_type VARCHAR NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    delete_after TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_object PRIMARY KEY (id),
    CONSTRAINT ck_object_kind CHECK (kind IN ('upload', 'preview', 'evidence', 'report', 'statement', 'export')),
    CONSTRAINT fk_object_subject_id FOREIGN KEY(subject_id) REFERENCES subject (id),
    CONSTRAINT fk_object_data_key_id FOREIGN KEY(data_key_id) REFERENCES data_key (id),
    CONSTRAINT uq_object_path UNIQUE (path)
);

CREATE INDEX ix_object_data_key_id ON object (data_key_id);
CREATE INDEX ix_object_due ON object (delete_after) WHERE data_key_id IS NOT NULL;
CREATE INDEX ix_object_shredded ON object (id) WHERE data_key_id IS NULL;
CREATE INDEX ix_object_subject_id ON object (subject_id);
