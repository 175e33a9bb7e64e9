-- Homecare: what each clinical screening found, and whose signing authorities a homecare company believes.

create table homecare.screening (
  tenant_id       uuid not null references core.tenant,
  screening_id    uuid not null,
  prescription_id uuid not null,
  patient_id      uuid not null,
  result          text not null check (result in ('screened', 'queried', 'declined')),
  found           text[] not null default '{}',
  overridden      text[] not null default '{}',
  screened_at     timestamptz not null,
  screened_by     uuid not null,
  primary key (tenant_id, screening_id),
  foreign key (tenant_id, prescription_id) references homecare.prescription (tenant_id, prescription_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id)
);
create index screening_by_day on homecare.screening (tenant_id, screened_at);
create index screening_of_prescription on homecare.screening (tenant_id, prescription_id);
select core.make_tenant_table('homecare.screening', 'select, insert');
comment on table homecare.screening is 'Each decision of clinical screening with what the checks found, so that it can be counted which checks nobody heeds (hazard H17).';
comment on column homecare.screening.found is 'Names of the gates that held; overridden are those that the screener answered with a reason.';

create table homecare.counterpart_authority (
  tenant_id             uuid not null references core.tenant,
  counterpart_tenant_id uuid not null,
  fingerprint           text not null,
  withdrawals           jsonb,
  stated_at             timestamptz not null,
  primary key (tenant_id, counterpart_tenant_id, fingerprint)
);
select core.make_tenant_table('homecare.counterpart_authority', 'select, insert, update');
comment on table homecare.counterpart_authority is 'The signing authorities that a clinic states with its prescriptions, with the newest list of what each has withdrawn.';
