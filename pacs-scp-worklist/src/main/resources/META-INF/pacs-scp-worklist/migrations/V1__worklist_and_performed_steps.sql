-- Scheduled procedure steps: what queries narrow down by has columns; the rest is in the data set, in Explicit VR Little Endian.
CREATE TABLE worklist_step (
    study_uid  VARCHAR(64)  NOT NULL,
    step_id    VARCHAR(64)  NOT NULL,
    start_date VARCHAR(8)   NOT NULL,
    start_time VARCHAR(16)  NOT NULL,
    patient_id VARCHAR(256) NOT NULL,
    status     VARCHAR(16)  NOT NULL,
    data_set   BYTEA        NOT NULL,
    PRIMARY KEY (study_uid, step_id)
);

CREATE INDEX worklist_step_start ON worklist_step (start_date, start_time, study_uid, step_id);
CREATE INDEX worklist_step_patient ON worklist_step (patient_id);

-- A step may be scheduled for several stations.
CREATE TABLE worklist_station (
    ae_title   VARCHAR(16) NOT NULL,
    start_date VARCHAR(8)  NOT NULL,
    study_uid  VARCHAR(64) NOT NULL,
    step_id    VARCHAR(64) NOT NULL,
    PRIMARY KEY (ae_title, start_date, study_uid, step_id)
);

CREATE INDEX worklist_station_step ON worklist_station (study_uid, step_id);

-- Performed procedure steps; who changes one counts its revision up.
CREATE TABLE performed_step (
    instance_uid VARCHAR(64) NOT NULL PRIMARY KEY,
    revision     BIGINT      NOT NULL,
    attributes   BYTEA       NOT NULL
);

-- The scheduled steps that they perform.
CREATE TABLE performed_step_reference (
    study_uid    VARCHAR(64) NOT NULL,
    step_id      VARCHAR(64) NOT NULL,
    instance_uid VARCHAR(64) NOT NULL,
    PRIMARY KEY (study_uid, step_id, instance_uid)
);
