-- Homecare: the companies an organisation works with, and what it has approved for each medicine.

create schema homecare;
grant usage on schema homecare to troth_application;

create table homecare.company (
  tenant_id           uuid not null references core.tenant,
  company_id          uuid not null,
  name                text not null check (length(name) between 1 and 200),
  recipient_tenant_id uuid,
  ods_code            text check (ods_code ~ '^[A-Z0-9]{3,12}$'),
  telephone           text,
  email               text,
  address_lines       text[] not null default '{}',
  nation              text not null default 'england-and-wales' check (nation in ('england-and-wales', 'scotland', 'northern-ireland')),
  answer_days         integer not null default 2 check (answer_days between 1 and 20),
  added_at            timestamptz not null,
  added_by            uuid not null,
  ended_at            timestamptz,
  version             integer not null default 1,
  primary key (tenant_id, company_id)
);
create unique index company_by_recipient on homecare.company (tenant_id, recipient_tenant_id) where recipient_tenant_id is not null and ended_at is null;
select core.make_tenant_table('homecare.company', 'select, insert, update');
comment on column homecare.company.recipient_tenant_id is 'The company’s own organisation in Troth, reached by disclosure. None for a company that does not use Troth: what it says is recorded on its behalf.';
comment on column homecare.company.answer_days is 'Working days within which it answers a registration or a prescription, before someone here is told that it has not.';

create table homecare.scheme (
  tenant_id   uuid not null references core.tenant,
  scheme_id   uuid not null,
  vtm_id      text not null check (vtm_id ~ '^[0-9]{6,18}$'),
  name        text not null check (length(name) between 1 and 120),
  live_number integer,
  made_at     timestamptz not null,
  made_by     uuid not null,
  closed_at   timestamptz,
  version     integer not null default 1,
  primary key (tenant_id, scheme_id)
);
create index scheme_by_substance on homecare.scheme (tenant_id, vtm_id) where closed_at is null;
select core.make_tenant_table('homecare.scheme', 'select, insert, update');
comment on column homecare.scheme.live_number is 'The approved version that is used now; none until two people have approved one.';

create table homecare.scheme_version (
  tenant_id     uuid not null,
  scheme_id     uuid not null,
  number        integer not null check (number > 0),
  content       jsonb not null,
  proposed_at   timestamptz not null,
  proposed_by   uuid not null,
  approved_at   timestamptz,
  approved_by   uuid,
  returned_at   timestamptz,
  returned_by   uuid,
  return_reason text,
  sign_off      jsonb,
  primary key (tenant_id, scheme_id, number),
  foreign key (tenant_id, scheme_id) references homecare.scheme (tenant_id, scheme_id),
  constraint scheme_version_two_people check (approved_by is null or approved_by <> proposed_by),
  check ((approved_at is null) = (approved_by is null)),
  check (returned_at is null or approved_at is null)
);
select core.make_tenant_table('homecare.scheme_version', 'select, insert, update');
comment on table homecare.scheme_version is 'A version is proposed by one person and approved by another, and never changes afterwards.';
comment on column homecare.scheme_version.content is 'In the shape of services/homecare/schemes/scheme.ts.';
comment on column homecare.scheme_version.sign_off is 'Who checked the clinical content against its sources: name, registration and day. Until then screens say that nobody has.';
