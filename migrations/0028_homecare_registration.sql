-- Homecare registrations on both sides, what waits for a person to say whose it is, and medicines from hospital at a surgery.

alter table homecare.enrolment add column said bytea;
comment on column homecare.enrolment.said is 'In the records of a homecare company, sealed: the registration as the organisation sent it.';
-- The same substance in two registrations that are being written would be two supplies later on.
create index enrolment_of_substance on homecare.enrolment (tenant_id, patient_id, vtm_id);

create table homecare.unmatched (
  tenant_id             uuid not null references core.tenant,
  message_id            uuid not null,
  counterpart_tenant_id uuid not null,
  counterpart_name      text not null,
  about_id              uuid not null,
  number                integer not null check (number > 0),
  kind                  text not null,
  content               bytea not null,
  candidates            uuid[] not null default '{}',
  sent_at               timestamptz not null,
  received_at           timestamptz not null,
  settled_at            timestamptz,
  settled_by            uuid,
  patient_id            uuid,
  version               integer not null default 1,
  primary key (tenant_id, message_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id),
  constraint unmatched_ends_with_a_person check (num_nonnulls(settled_at, settled_by) in (0, 2))
);
create index unmatched_about on homecare.unmatched (tenant_id, counterpart_tenant_id, about_id, number);
create index unmatched_open on homecare.unmatched (tenant_id, received_at) where settled_at is null;
select core.make_tenant_table('homecare.unmatched', 'select, insert, update');
comment on table homecare.unmatched is 'What another organisation said of someone who could not be told for certain among the records here: kept until a person says whose it is.';
comment on column homecare.unmatched.patient_id is 'Whose it was found to be. None when it is about nobody here.';

create table homecare.hospital_medicine (
  tenant_id             uuid not null references core.tenant,
  therapy_id            uuid not null,
  counterpart_tenant_id uuid not null,
  patient_id            uuid not null,
  medicine              text not null,
  hospital              text not null,
  hospital_telephone    text,
  started_on            date not null,
  stopped_on            date,
  told_at               timestamptz not null,
  entered_at            timestamptz,
  entered_by            uuid,
  version               integer not null default 1,
  primary key (tenant_id, therapy_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id),
  constraint hospital_medicine_entered_by_someone check (num_nonnulls(entered_at, entered_by) in (0, 2))
);
create index hospital_medicine_of_patient on homecare.hospital_medicine (tenant_id, patient_id);
select core.make_tenant_table('homecare.hospital_medicine', 'select, insert, update');
comment on table homecare.hospital_medicine is 'In the records of a GP practice: a medicine that a hospital prescribes and a homecare company delivers, so that nobody prescribes against it.';
comment on column homecare.hospital_medicine.therapy_id is 'The identifier of the treatment at the hospital.';
comment on column homecare.hospital_medicine.entered_at is 'When somebody entered it, or its end, into the practice’s own system.';

alter table core.disclosure_recipient add column ods_code text check (ods_code ~ '^[A-Z0-9]{3,12}$');
comment on column core.disclosure_recipient.ods_code is 'Its ODS code as the sender knows it, by which a patient’s GP practice is found on the register.';
