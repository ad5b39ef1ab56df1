-- What happened, who wants to hear of it, and each try at telling them.

CREATE TABLE webhook_endpoint (
    id VARCHAR NOT NULL,
    platform_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    types VARCHAR[] NOT NULL,
    secret BYTEA NOT NULL,
    old_secret BYTEA,
    old_until TIMESTAMP WITH TIME ZONE,
    state VARCHAR NOT NULL,
    disabled_because VARCHAR,
    failing_since TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_webhook_endpoint PRIMARY KEY (id),
    CONSTRAINT ck_webhook_endpoint_state CHECK (state IN ('enabled', 'disabled')),
    CONSTRAINT fk_webhook_endpoint_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id)
);

CREATE INDEX ix_webhook_endpoint_platform_id ON webhook_endpoint (platform_id);

CREATE TABLE event (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    platform_id VARCHAR NOT NULL,
    verification_id VARCHAR,
    type VARCHAR NOT NULL,
    data JSONB NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_event PRIMARY KEY (id),
    CONSTRAINT fk_event_platform_id FOREIGN KEY(platform_id) REFERENCES platform (id),
    CONSTRAINT fk_event_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id)
);

CREATE INDEX ix_event_platform ON event (platform_id, id);
CREATE INDEX ix_event_verification_id ON event (verification_id);

CREATE TABLE webhook_delivery (
    id VARCHAR NOT NULL,
    event_id BIGINT NOT NULL,
    endpoint_id VARCHAR NOT NULL,
    replay INTEGER NOT NULL,
    state VARCHAR NOT NULL,
    tries INTEGER NOT NULL,
    next_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_webhook_delivery PRIMARY KEY (id),
    CONSTRAINT uq_webhook_delivery_endpoint_id_event_id_replay UNIQUE (endpoint_id, event_id, replay),
    CONSTRAINT ck_webhook_delivery_state CHECK (state IN ('pending', 'delivered', 'given_up', 'cancelled')),
    CONSTRAINT ck_webhook_delivery_pending_has_a_time CHECK ((state = 'pending') = (next_at IS NOT NULL)),
    CONSTRAINT fk_webhook_delivery_event_id FOREIGN KEY(event_id) REFERENCES event (id),
    CONSTRAINT fk_webhook_delivery_endpoint_id FOREIGN KEY(endpoint_id) REFERENCES webhook_endpoint (id)
);

CREATE INDEX ix_webhook_delivery_due ON webhook_delivery (next_at) WHERE state = 'pending';
CREATE INDEX ix_webhook_delivery_event_id ON webhook_delivery (event_id);

CREATE TABLE webhook_try (
    id BIGINT GENERATED ALWAYS AS IDENTITY,
    delivery_id VARCHAR NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    outcome VARCHAR NOT NULL,
    status INTEGER,
    milliseconds INTEGER NOT NULL,
    CONSTRAINT pk_webhook_try PRIMARY KEY (id),
    CONSTRAINT fk_webhook_try_delivery_id FOREIGN KEY(delivery_id) REFERENCES webhook_delivery (id)
);

CREATE INDEX ix_webhook_try_delivery_id ON webhook_try (delivery_id);
