-- "Report a safety concern": anyone may tell the organisation that the program, or care through it, could harm someone.

create table core.safety_concern (
  tenant_id     uuid not null references core.tenant,
  concern_id    uuid not null,
  reference     text not null check (reference ~ '^SC-[0-9A-Z]{4}-[0-9A-Z]{4}$'),
  reported_at   timestamptz not null,
  reporter_kind text not null check (reporter_kind in ('staff', 'patient', 'public')),
  reporter_id   uuid,
  patient_id    uuid,
  sealed        bytea not null,
  task_id       uuid not null,
  primary key (tenant_id, concern_id),
  unique (tenant_id, reference),
  foreign key (tenant_id, patient_id) references core.patient,
  foreign key (tenant_id, task_id) references core.task
);
select core.make_tenant_table('core.safety_concern', 'select, insert');
create index safety_concern_by_time on core.safety_concern (tenant_id, reported_at);
comment on column core.safety_concern.sealed is 'What was reported and how to reach the reporter, sealed: under the patient''s key when a patient reported it, else the organisation''s.';
comment on column core.safety_concern.reporter_id is 'The account that reported it; empty when nobody was signed in.';
comment on column core.safety_concern.patient_id is 'The patient who reported it about their own care.';
