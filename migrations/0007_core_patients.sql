-- Patients: one row a record, in one organisation. Names, addresses and contact points keep their history inside the row,
-- so that a record is read, versioned and merged as one thing.
create table core.patient (
  tenant_id            uuid not null references core.tenant,
  patient_id           uuid not null,
  nhs_number           text check (nhs_number ~ '^[0-9]{10}$'),
  nhs_number_absence   text,
  nhs_number_status    text not null check (nhs_number_status ~ '^0[1-8]$'),
  identifiers          jsonb not null default '[]' check (jsonb_typeof(identifiers) = 'array'),
  names                jsonb not null check (jsonb_typeof(names) = 'array' and jsonb_array_length(names) > 0),
  birth_date           date,
  gender               text not null check (gender in ('female', 'male', 'other', 'unknown')),
  birth_sex            text check (birth_sex in ('F', 'M', 'UN', 'UNK')),
  gender_identity      text check (gender_identity in ('1', '2', '3', '4', 'Z', 'X')),
  same_as_at_birth     text check (same_as_at_birth in ('Y', 'N', 'Z', 'X')),
  death_notice         text check (death_notice in ('informal', 'formal')),
  died_on              date,
  death_source         text,
  addresses            jsonb not null default '[]' check (jsonb_typeof(addresses) = 'array'),
  contact_points       jsonb not null default '[]' check (jsonb_typeof(contact_points) = 'array'),
  preferred_channel    text check (preferred_channel in ('letter', 'telephone', 'text-message', 'email')),
  language             text,
  interpreter_required boolean not null default false,
  accessible_needs     text[] not null default '{}',
  needs_asked_on       date,
  general_practice     text check (general_practice ~ '^[A-Z0-9]{3,12}$'),
  allergy_status       text not null default 'not-yet-asked'
                       check (allergy_status in ('not-yet-asked', 'none-known', 'listed')),
  allergy_asked_on     date,
  allergy_asked_by     uuid,
  sensitive            boolean not null default false,
  merged_into          uuid,
  version              integer not null default 1,
  registered_at        timestamptz not null default now(),
  updated_at           timestamptz not null default now(),
  primary key (tenant_id, patient_id),
  foreign key (tenant_id, merged_into) references core.patient,
  check ((nhs_number is null) <> (nhs_number_absence is null)),
  check ((death_notice is null) = (death_source is null)),
  check (died_on is null or death_notice is not null),
  check ((allergy_status = 'not-yet-asked') = (allergy_asked_on is null)),
  check ((allergy_asked_on is null) = (allergy_asked_by is null)),
  check (merged_into <> patient_id)
);
select core.make_tenant_table('core.patient', 'select, insert, update');
-- An NHS number stands on one live record of an organisation. A merged record keeps its own, so that it can be found and unmerged.
create unique index patient_nhs_number on core.patient (tenant_id, nhs_number)
  where nhs_number is not null and merged_into is null;
create index patient_nhs_number_of_merged on core.patient (tenant_id, nhs_number)
  where nhs_number is not null and merged_into is not null;
create index patient_birth_date on core.patient (tenant_id, birth_date) where birth_date is not null;
create index patient_updated on core.patient (tenant_id, updated_at, patient_id);
create index patient_merged_into on core.patient (tenant_id, merged_into) where merged_into is not null;
-- Lets a search lead from a merged record to the live one without reading the others.
create index patient_merged on core.patient (tenant_id, patient_id) include (merged_into) where merged_into is not null;
comment on column core.patient.nhs_number is 'Ten digits, modulus 11 checked by the program. Absent only with a reason in nhs_number_absence.';
comment on column core.patient.nhs_number_status is 'NHS Data Dictionary verification status: 01 is verified.';
comment on column core.patient.identifiers is 'Other identifiers (system and value), such as a hospital number.';
comment on column core.patient.names is 'Every name with its use and period, in the shape of core/values/person-name.ts.';
comment on column core.patient.gender is 'Administrative gender: what the record is filed under, never how to treat or address anyone.';
comment on column core.patient.birth_sex is 'UK Core birth sex (phenotypic), on which tests and doses may depend.';
comment on column core.patient.death_notice is 'UK Core death notification: formal is a registered death. Dead with an unknown day has no died_on.';
comment on column core.patient.accessible_needs is 'Accessible Information Standard needs, as codes of core/values/accessible-information.ts.';
comment on column core.patient.allergy_status is 'not-yet-asked and none-known are different facts. listed: see core.patient_allergy.';
comment on column core.patient.sensitive is 'Address, telephone and e-mail are shown only to those with the right see-sensitive-records, and never in lists or exports.';
comment on column core.patient.merged_into is 'The live record this one was merged into. Nothing else of it changes, so that unmerging is exact.';
comment on column core.patient.version is 'Grows with every change to the row: the FHIR version and the guard against lost updates.';

-- Normalised keys for finding people. Ranges over collate "C" keep their index under row-level security; patterns do not.
-- Sensitive records have no postcode, telephone or e-mail keys: nobody can find out where they live by trying.
create table core.patient_search_key (
  tenant_id  uuid not null,
  kind       text not null check (kind in ('family', 'given', 'postcode', 'telephone', 'email', 'identifier')),
  key        text collate "C" not null,
  patient_id uuid not null,
  birth_date date,
  primary key (tenant_id, kind, key, patient_id) include (birth_date),
  foreign key (tenant_id, patient_id) references core.patient on delete cascade
);
select core.make_tenant_table('core.patient_search_key', 'select, insert, delete');
create index patient_search_key_of_patient on core.patient_search_key (tenant_id, patient_id);
comment on column core.patient_search_key.birth_date is 'Repeated from the patient so that "smith 1961" is answered from the index alone.';

create table core.patient_related_person (
  tenant_id         uuid not null,
  related_person_id uuid not null,
  patient_id        uuid not null,
  name              jsonb not null,
  relationships     text[] not null check (cardinality(relationships) > 0),
  telephone         text,
  email             text,
  address           jsonb,
  language          text,
  interpreter_required boolean not null default false,
  may_be_told       text[] not null default '{}',
  note              bytea,
  start_on          date,
  end_on            date,
  version           integer not null default 1,
  updated_at        timestamptz not null default now(),
  primary key (tenant_id, related_person_id),
  foreign key (tenant_id, patient_id) references core.patient on delete cascade
);
select core.make_tenant_table('core.patient_related_person', 'select, insert, update, delete');
create index patient_related_person_of_patient on core.patient_related_person (tenant_id, patient_id);
create index patient_related_person_updated on core.patient_related_person (tenant_id, updated_at, related_person_id);
comment on column core.patient_related_person.may_be_told is 'What the patient agreed this person may be told: codes of core/patients/related-person.ts. Empty means nothing.';
comment on column core.patient_related_person.note is 'Sealed: what may be said, in the words agreed with the patient.';

create table core.patient_allergy (
  tenant_id    uuid not null,
  allergy_id   uuid not null,
  patient_id   uuid not null,
  substance    text not null check (length(substance) between 1 and 200),
  code         text,
  reactions    text[] not null default '{}',
  severity     text not null check (severity in ('severe', 'moderate', 'mild', 'unknown')),
  note         bytea,
  recorded_on  date not null,
  recorded_by  uuid not null,
  ended_on     date,
  version      integer not null default 1,
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, allergy_id),
  foreign key (tenant_id, patient_id) references core.patient on delete cascade
);
select core.make_tenant_table('core.patient_allergy', 'select, insert, update');
create index patient_allergy_of_patient on core.patient_allergy (tenant_id, patient_id);
comment on column core.patient_allergy.substance is 'What the person reacts to. In clear, as it must be shown on every page and checked against medicines.';
comment on column core.patient_allergy.code is 'SNOMED CT or dm+d identifier of the substance, when known.';
comment on column core.patient_allergy.reactions is 'Codes of core/patients/allergy.ts.';
comment on column core.patient_allergy.note is 'Sealed: what happened, in free text.';
comment on column core.patient_allergy.ended_on is 'The day it was found to be wrong. The row stays, so that the history is whole.';

create table core.patient_measurement (
  tenant_id      uuid not null,
  measurement_id uuid not null,
  patient_id     uuid not null,
  kind           text not null check (kind in ('weight', 'height')),
  value          numeric(7, 3) not null check (value > 0),
  measured_on    date not null,
  source         text not null check (source in ('measured', 'device', 'record', 'patient', 'estimated')),
  recorded_by    uuid not null,
  struck_out_at  timestamptz,
  version        integer not null default 1,
  recorded_at    timestamptz not null default now(),
  primary key (tenant_id, measurement_id),
  foreign key (tenant_id, patient_id) references core.patient on delete cascade
);
select core.make_tenant_table('core.patient_measurement', 'select, insert, update');
create index patient_measurement_of_patient on core.patient_measurement (tenant_id, patient_id, kind, measured_on);
comment on column core.patient_measurement.value is 'Kilograms for weight, centimetres for height.';
comment on column core.patient_measurement.struck_out_at is 'Recorded in error: no longer used, never deleted.';

create table core.patient_home_access (
  tenant_id    uuid not null,
  patient_id   uuid not null,
  instructions bytea not null,
  version      integer not null default 1,
  updated_by   uuid not null,
  updated_at   timestamptz not null default now(),
  primary key (tenant_id, patient_id),
  foreign key (tenant_id, patient_id) references core.patient on delete cascade
);
select core.make_tenant_table('core.patient_home_access', 'select, insert, update, delete');
comment on table core.patient_home_access is 'How to get into a home (key safe, code, who answers): sealed, shown on one page under a policy of its own.';
