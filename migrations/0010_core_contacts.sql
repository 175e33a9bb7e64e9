-- Calls, letters and conversations about a patient: the same log for every service.

create table core.contact (
  tenant_id         uuid not null references core.tenant,
  contact_id        uuid not null,
  patient_id        uuid not null,
  direction         text not null check (direction in ('in', 'out')),
  channel           text not null check (channel in ('telephone', 'in-person', 'video', 'letter', 'email', 'text', 'other')),
  with_whom         text not null check (with_whom in ('patient', 'related-person', 'other')),
  related_person_id uuid,
  outcome           text not null,
  happened_at       timestamptz not null,
  recorded_at       timestamptz not null,
  recorded_by       uuid not null,
  sealed            bytea not null,
  follow_up_task_id uuid,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, patient_id) references core.patient,
  foreign key (tenant_id, follow_up_task_id) references core.task (tenant_id, task_id),
  check (related_person_id is null or with_whom = 'related-person')
);
select core.make_tenant_table('core.contact', 'select, insert');
create index contact_by_patient on core.contact (tenant_id, patient_id, happened_at desc, contact_id);
create index contact_by_follow_up on core.contact (tenant_id, follow_up_task_id) where follow_up_task_id is not null;
comment on column core.contact.sealed is 'What was said, and who it was with when they are not on the record; sealed under the patient''s clinical-text key.';
comment on column core.contact.happened_at is 'When it took place, which may be before it was written down (recorded_at).';

create table core.contact_mistake (
  tenant_id   uuid not null,
  contact_id  uuid not null,
  sealed      bytea not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, contact_id) references core.contact
);
select core.make_tenant_table('core.contact_mistake', 'select, insert');
comment on table core.contact_mistake is 'A contact that was recorded by mistake. The contact stays readable, struck through, with the reason (sealed).';
