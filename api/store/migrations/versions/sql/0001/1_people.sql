-- Platforms, and the people whose documents they have verified.

CREATE TABLE platform (
    id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    settings JSONB NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_platform PRIMARY KEY (id)
);


CREATE TABLE subject (
    id VARCHAR NOT NULL,
    platform_id VARCHAR NOT NULL,
    reference_mac BYTEA,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    erased_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_subject PRIMARY KEY (id),
    CONSTRAINT uq_subject_platform_id_reference_mac UNIQUE (platform_id, reference_mac),
    CONSTRAINT fk_subject_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id)
);
