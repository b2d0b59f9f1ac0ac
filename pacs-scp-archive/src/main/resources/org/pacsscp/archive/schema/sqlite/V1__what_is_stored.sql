-- What an archive holds: patients, studies, series and instances (PS3.3 section A.1.2, PS3.4 section C.6).
--
-- A column besides the keys serves to find rows sooner, and is null where its attribute has no value, several, or one that cannot be
-- said so: then the header decides, which is a data set in Explicit VR Little Endian with what the catalog answers of that level.

create table pacs_schema (
    version integer not null
);

create table patient (
    pk integer primary key,
    identity text not null unique,
    patient_id text,
    issuer text,
    name text,
    name_ideographic text,
    name_phonetic text,
    birth_date text,
    header blob not null
);

create index patient_patient_id on patient (patient_id);

create index patient_name on patient (name);

create index patient_name_ideographic on patient (name_ideographic);

create index patient_name_phonetic on patient (name_phonetic);

create table study (
    pk integer primary key,
    patient_fk bigint not null references patient (pk),
    study_uid text not null,
    study_date text,
    accession_number text,
    study_id text,
    header blob not null,
    unique (study_uid, patient_fk)
);

create index study_patient on study (patient_fk);

create index study_study_date on study (study_date);

create index study_accession_number on study (accession_number);

create table series (
    pk integer primary key,
    study_fk bigint not null references study (pk),
    series_uid text not null,
    modality text,
    series_number bigint,
    header blob not null,
    unique (series_uid, study_fk)
);

create index series_study on series (study_fk);

create table instance (
    pk integer primary key,
    series_fk bigint not null references series (pk),
    sop_instance_uid text not null unique,
    sop_class_uid text not null,
    instance_number bigint,
    transfer_syntax_uid text not null,
    location text not null,
    length bigint not null,
    data_set_offset bigint not null,
    crc32c integer not null,
    committed boolean not null default false,
    calling_ae_title text not null,
    called_ae_title text not null,
    stored_at bigint not null,
    header blob not null
);

create index instance_series on instance (series_fk);

insert into pacs_schema (version) values (1);
