-- Homecare: how doses fall due, what is at home, and what companies have said.

create table homecare.dose_plan (
  tenant_id       uuid not null,
  plan_id         uuid not null,
  therapy_id      uuid not null,
  patient_id      uuid not null,
  prescription_id uuid,
  dose            jsonb not null,
  first_dose_on   date not null,
  ends_on         date,
  amount_per_unit double precision not null check (amount_per_unit > 0),
  unit_words      text not null,
  is_shared       boolean not null,
  made_at         timestamptz not null,
  made_by         uuid not null,
  replaced_at     timestamptz,
  primary key (tenant_id, plan_id),
  foreign key (tenant_id, therapy_id) references homecare.therapy (tenant_id, therapy_id)
);
create unique index dose_plan_now on homecare.dose_plan (tenant_id, therapy_id) where replaced_at is null;
select core.make_tenant_table('homecare.dose_plan', 'select, insert, update');
comment on table homecare.dose_plan is 'The dose that a treatment is on, in structure, from a first day; one at a time.';
comment on column homecare.dose_plan.dose is 'In the shape of therapies/dose.ts, without the free-text instruction, which stays in the sealed prescription.';

create table homecare.pause (
  tenant_id  uuid not null,
  pause_id   uuid not null,
  therapy_id uuid not null,
  patient_id uuid not null,
  from_on    date not null,
  until_on   date,
  restart    text not null check (restart in ('same-days', 'from-restart')),
  review_on  date,
  reason     bytea,
  made_at    timestamptz not null,
  made_by    uuid not null,
  ended_at   timestamptz,
  ended_by   uuid,
  primary key (tenant_id, pause_id),
  foreign key (tenant_id, therapy_id) references homecare.therapy (tenant_id, therapy_id),
  check (until_on is null or until_on > from_on)
);
create index pause_of_therapy on homecare.pause (tenant_id, therapy_id, from_on);
select core.make_tenant_table('homecare.pause', 'select, insert, update');

create table homecare.missed_dose (
  tenant_id      uuid not null,
  missed_dose_id uuid not null,
  therapy_id     uuid not null,
  patient_id     uuid not null,
  due_on         date not null,
  doses          integer not null check (doses > 0),
  cause          text not null,
  reported_by    text not null check (reported_by in ('patient', 'staff', 'company', 'troth')),
  actor_id       uuid not null,
  note           bytea,
  recorded_at    timestamptz not null,
  withdrawn_at   timestamptz,
  withdrawn_by   uuid,
  primary key (tenant_id, missed_dose_id),
  foreign key (tenant_id, therapy_id) references homecare.therapy (tenant_id, therapy_id)
);
create unique index missed_dose_once on homecare.missed_dose (tenant_id, therapy_id, due_on) where withdrawn_at is null;
select core.make_tenant_table('homecare.missed_dose', 'select, insert, update');

create table homecare.extra_use (
  tenant_id    uuid not null,
  extra_use_id uuid not null,
  therapy_id   uuid not null,
  patient_id   uuid not null,
  used_on      date not null,
  units        double precision not null check (units > 0),
  cause        text not null,
  actor_id     uuid not null,
  recorded_at  timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (tenant_id, extra_use_id),
  foreign key (tenant_id, therapy_id) references homecare.therapy (tenant_id, therapy_id)
);
create index extra_use_of_therapy on homecare.extra_use (tenant_id, therapy_id) where withdrawn_at is null;
select core.make_tenant_table('homecare.extra_use', 'select, insert, update');

create table homecare.stock_count (
  tenant_id      uuid not null,
  stock_count_id uuid not null,
  therapy_id     uuid not null,
  patient_id     uuid not null,
  unknown_why    text check (unknown_why in ('never-counted', 'disputed', 'not-believed')),
  counted_on     date,
  doses_from     date,
  lots           jsonb not null default '[]',
  source         text not null,
  actor_id       uuid not null,
  recorded_at    timestamptz not null,
  withdrawn_at   timestamptz,
  withdrawn_by   uuid,
  primary key (tenant_id, stock_count_id),
  foreign key (tenant_id, therapy_id) references homecare.therapy (tenant_id, therapy_id),
  check ((unknown_why is null) = (counted_on is not null and doses_from is not null))
);
create index stock_count_of_therapy on homecare.stock_count (tenant_id, therapy_id, recorded_at desc) where withdrawn_at is null;
select core.make_tenant_table('homecare.stock_count', 'select, insert, update');
comment on table homecare.stock_count is 'What was counted at home, by whom, on which day. The newest answers; deliveries after it are added to it.';
comment on column homecare.stock_count.lots is 'In the shape of supply-cover/stock.ts.';

-- What the two sides tell each other is numbered for each thing, so that what comes late, twice or out of order is seen.
create table homecare.message (
  tenant_id             uuid not null references core.tenant,
  message_id            uuid not null,
  counterpart_tenant_id uuid not null,
  direction             text not null check (direction in ('sent', 'received')),
  about_id              uuid not null,
  number                integer not null check (number > 0),
  patient_id            uuid,
  kind                  text not null,
  event                 text,
  digest                text not null,
  content               bytea,
  sent_at               timestamptz not null,
  received_at           timestamptz,
  settled_at            timestamptz,
  result                text check (result in ('taken', 'refused', 'overtaken')),
  refusals              text[] not null default '{}',
  primary key (tenant_id, message_id),
  unique (tenant_id, counterpart_tenant_id, direction, about_id, number)
);
create index message_waiting on homecare.message (tenant_id, received_at) where direction = 'received' and settled_at is null;
select core.make_tenant_table('homecare.message', 'select, insert, update');
comment on table homecare.message is 'Each thing said between a clinic and a company about one registration or prescription, numbered by who said it. A later one waits for those before it; a second of one number is the same or is refused.';
comment on column homecare.message.digest is 'Of what was said: two of one number that differ are never both believed.';
