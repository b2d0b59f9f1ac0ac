-- Requests for storage commitment that are not answered yet (PS3.4 section J.3).
--
-- The instances are text: one a line, its SOP class, a space, its SOP instance. Moments are milliseconds since 1970.

create table commitment_request (
    id text collate "C" not null primary key,
    transaction_uid text collate "C" not null,
    requestor text collate "C" not null,
    called_ae_title text collate "C" not null,
    received_at bigint not null,
    instances text collate "C" not null,
    is_duplicate boolean not null,
    attempts integer not null,
    due_at bigint not null
);

create index commitment_request_transaction_uid on commitment_request (transaction_uid);

create index commitment_request_due_at on commitment_request (due_at);

insert into pacs_schema (version) values (2);
