-- Homecare: registrations, treatments, prescriptions and deliveries. Each moves through its states by steps alone.
-- A homecare company holds the same tables: its rows name the organisation they came from, and share its identifiers.

create table homecare.step (
  tenant_id   uuid not null references core.tenant,
  step_id     uuid not null,
  machine     text not null check (machine in ('enrolment', 'therapy', 'prescription', 'delivery')),
  thing_id    uuid not null,
  patient_id  uuid not null,
  event       text not null,
  from_state  text not null,
  to_state    text not null,
  role        text not null,
  actor_id    uuid not null,
  source      text,
  said_on     date,
  reason      bytea,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  xid         xid8 not null default pg_current_xact_id(),
  primary key (tenant_id, step_id)
);
create index step_of_thing on homecare.step (tenant_id, thing_id, recorded_at);
create index step_of_patient on homecare.step (tenant_id, patient_id, recorded_at);
select core.make_tenant_table('homecare.step', 'select, insert');
comment on table homecare.step is 'Every change of state: who, as what, when and why. Never changed or removed.';
comment on column homecare.step.source is 'How it came to be known when it was recorded on behalf of someone else: telephone, e-mail, letter, portal, or another organisation.';
comment on column homecare.step.said_on is 'The day on which the other side said so, when it was recorded on its behalf.';

-- No state can be set by editing: a row enters a state only with a step of the same transaction that leads there.
create function homecare.require_step() returns trigger language plpgsql as $$
declare
  thing uuid := (to_jsonb(new) ->> tg_argv[1])::uuid;
  before text := case tg_op when 'INSERT' then 'not-begun' else to_jsonb(old) ->> 'state' end;
begin
  if tg_op = 'UPDATE' and before = new.state then
    return new;
  end if;
  if not exists (
    select from homecare.step s
     where s.tenant_id = new.tenant_id and s.machine = tg_argv[0] and s.thing_id = thing
       and s.from_state = before and s.to_state = new.state and s.xid = pg_current_xact_id()) then
    raise exception 'the state of a % changes by a step alone', tg_argv[0] using errcode = 'check_violation';
  end if;
  return new;
end
$$;

create table homecare.enrolment (
  tenant_id             uuid not null references core.tenant,
  enrolment_id          uuid not null,
  patient_id            uuid not null,
  counterpart_tenant_id uuid,
  scheme_id             uuid,
  company_id            uuid,
  vtm_id                text not null,
  medicine              text not null,
  state                 text not null,
  state_since           timestamptz not null,
  owner_account_id      uuid,
  owner_team_id         uuid,
  account_reference     text,
  answer_by             timestamptz,
  review_on             date,
  details               jsonb not null default '{}',
  delivery_address      jsonb,
  note                  bytea,
  created_at            timestamptz not null,
  created_by            uuid not null,
  version               integer not null default 1,
  primary key (tenant_id, enrolment_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id),
  foreign key (tenant_id, scheme_id) references homecare.scheme (tenant_id, scheme_id),
  foreign key (tenant_id, company_id) references homecare.company (tenant_id, company_id)
);
create index enrolment_of_patient on homecare.enrolment (tenant_id, patient_id);
create index enrolment_by_state on homecare.enrolment (tenant_id, state, state_since);
-- One registration in use for each patient and medicine, whatever the company; one that is being moved gives way.
create unique index enrolment_in_use on homecare.enrolment (tenant_id, patient_id, vtm_id)
  where counterpart_tenant_id is null and state in ('submitted', 'stalled', 'accepted', 'active', 'suspended');
create trigger enrolment_step after insert or update of state on homecare.enrolment
  for each row execute function homecare.require_step('enrolment', 'enrolment_id');
select core.make_tenant_table('homecare.enrolment', 'select, insert, update');
comment on table homecare.enrolment is 'One patient, scheme and homecare company: the homecare registration.';
comment on column homecare.enrolment.counterpart_tenant_id is 'In the records of a homecare company: the organisation that registered the patient. None in that organisation’s own records.';
comment on column homecare.enrolment.details is 'In the shape of services/homecare/enrolments/enrolment-details.ts.';

create table homecare.therapy (
  tenant_id             uuid not null references core.tenant,
  therapy_id            uuid not null,
  patient_id            uuid not null,
  counterpart_tenant_id uuid,
  scheme_id             uuid,
  vtm_id                text not null,
  route                 text not null,
  medicine              text not null,
  is_biologic           boolean not null,
  indication            text,
  state                 text not null,
  state_since           timestamptz not null,
  review_on             date,
  created_at            timestamptz not null,
  created_by            uuid not null,
  version               integer not null default 1,
  primary key (tenant_id, therapy_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id),
  foreign key (tenant_id, scheme_id) references homecare.scheme (tenant_id, scheme_id)
);
create index therapy_of_patient on homecare.therapy (tenant_id, patient_id);
create index therapy_by_state on homecare.therapy (tenant_id, state);
-- Two of one substance by one route are two supplies: hazard H2. It holds in the same second too.
create unique index therapy_alone on homecare.therapy (tenant_id, patient_id, vtm_id, route)
  where counterpart_tenant_id is null and state <> 'stopped';
create trigger therapy_step after insert or update of state on homecare.therapy
  for each row execute function homecare.require_step('therapy', 'therapy_id');
select core.make_tenant_table('homecare.therapy', 'select, insert, update');
comment on table homecare.therapy is 'One patient, substance and route, whoever supplies it: the treatment.';

create table homecare.prescription (
  tenant_id             uuid not null references core.tenant,
  prescription_id       uuid not null,
  patient_id            uuid not null,
  therapy_id            uuid not null,
  enrolment_id          uuid not null,
  counterpart_tenant_id uuid,
  replaces_id           uuid,
  state                 text not null,
  state_since           timestamptz not null,
  prescriber_id         uuid not null,
  screener_id           uuid,
  ordered_by            uuid,
  paid_by               uuid,
  class                 text check (class in ('new', 'changed', 'unchanged-repeat')),
  schedule              text not null check (schedule in ('1', '2', '3', '4', '5', 'none', 'not-stated')),
  left_by               text check (left_by in ('electronic', 'eps', 'ink')),
  content               bytea,
  digest                text,
  screened_digest       text,
  signed                bytea,
  signed_digest         text,
  signed_on             date,
  signed_units          integer,
  extra_units           integer not null default 0,
  brand_ids             text[] not null default '{}',
  generic_ids           text[] not null default '{}',
  deliveries            integer check (deliveries between 1 and 60),
  interval_every        integer check (interval_every between 1 and 60),
  interval_unit         text check (interval_unit in ('week', 'month')),
  first_dose_on         date,
  not_before            date,
  last_day              date,
  order_reference       text,
  notes                 bytea,
  answer_by             timestamptz,
  acknowledged_digest   text,
  created_at            timestamptz not null,
  created_by            uuid not null,
  version               integer not null default 1,
  primary key (tenant_id, prescription_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id),
  foreign key (tenant_id, therapy_id) references homecare.therapy (tenant_id, therapy_id),
  foreign key (tenant_id, enrolment_id) references homecare.enrolment (tenant_id, enrolment_id),
  foreign key (tenant_id, replaces_id) references homecare.prescription (tenant_id, prescription_id),
  constraint prescription_other_screener check (screener_id is null or screener_id <> prescriber_id)
);
create index prescription_of_patient on homecare.prescription (tenant_id, patient_id);
create index prescription_of_therapy on homecare.prescription (tenant_id, therapy_id);
create index prescription_by_state on homecare.prescription (tenant_id, state, state_since);
create trigger prescription_step after insert or update of state on homecare.prescription
  for each row execute function homecare.require_step('prescription', 'prescription_id');
select core.make_tenant_table('homecare.prescription', 'select, insert, update');
comment on column homecare.prescription.content is 'Sealed: what is being written, then exactly what is screened and signed, in the shape of prescriptions/legal-content.ts.';
comment on column homecare.prescription.signed is 'Sealed: the signed document with certificate, time and signature. Verified at each reading that matters.';
comment on column homecare.prescription.last_day is 'The last day on which a first supply may be dispensed, by law or by the organisation’s own limit.';
comment on column homecare.prescription.notes is 'Sealed: what the screener found about funding, monitoring and anything else that Troth does not check.';

create table homecare.delivery (
  tenant_id             uuid not null references core.tenant,
  delivery_id           uuid not null,
  prescription_id       uuid not null,
  therapy_id            uuid not null,
  patient_id            uuid not null,
  counterpart_tenant_id uuid,
  number                integer not null check (number between 1 and 60),
  state                 text not null,
  state_since           timestamptz not null,
  lines                 jsonb not null,
  units                 integer not null check (units > 0),
  planned_on            date not null,
  deliver_by            date,
  booked_on             date,
  booked_slot           text,
  booking               jsonb,
  dispensed_at          timestamptz,
  dispensed_by          uuid,
  dispensed             jsonb,
  delivered_on          date,
  proof                 jsonb,
  failure               jsonb,
  is_never_booked       boolean not null default false,
  created_at            timestamptz not null,
  version               integer not null default 1,
  primary key (tenant_id, delivery_id),
  unique (tenant_id, prescription_id, number),
  foreign key (tenant_id, prescription_id) references homecare.prescription (tenant_id, prescription_id),
  foreign key (tenant_id, therapy_id) references homecare.therapy (tenant_id, therapy_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id)
);
create index delivery_of_patient on homecare.delivery (tenant_id, patient_id);
create index delivery_of_therapy on homecare.delivery (tenant_id, therapy_id);
create index delivery_by_state on homecare.delivery (tenant_id, state, planned_on);
create trigger delivery_step after insert or update of state on homecare.delivery
  for each row execute function homecare.require_step('delivery', 'delivery_id');
select core.make_tenant_table('homecare.delivery', 'select, insert, update');
comment on column homecare.delivery.planned_on is 'The day of the first dose that it is for.';
comment on column homecare.delivery.lines is 'Units of each item of the prescription: line, product and units.';
comment on column homecare.delivery.booking is 'Where and to whom: address of this delivery, recipient and age, as said when it was booked.';
comment on column homecare.delivery.dispensed is 'Packs with batch, expiry and barcode, and what was so of signature and legal window at that moment.';
comment on column homecare.delivery.is_never_booked is 'Nobody had booked it when it was needed: counted against the needs-by figure even if it came later.';

create table homecare.matter (
  tenant_id       uuid not null references core.tenant,
  matter_id       uuid not null,
  kind            text not null check (kind in ('query', 'override', 'failure', 'problem')),
  patient_id      uuid not null,
  enrolment_id    uuid,
  therapy_id      uuid,
  prescription_id uuid,
  delivery_id     uuid,
  rule            text,
  reason_code     text,
  words           bytea,
  opened_at       timestamptz not null,
  opened_by       uuid not null,
  outcome_code    text,
  outcome         bytea,
  closed_at       timestamptz,
  closed_by       uuid,
  version         integer not null default 1,
  primary key (tenant_id, matter_id),
  foreign key (tenant_id, patient_id) references core.patient (tenant_id, patient_id),
  constraint matter_ends_with_an_outcome check (num_nonnulls(closed_at, closed_by, outcome_code) in (0, 3))
);
create index matter_of_prescription on homecare.matter (tenant_id, prescription_id) where prescription_id is not null;
create index matter_of_patient on homecare.matter (tenant_id, patient_id, opened_at);
create index matter_open on homecare.matter (tenant_id, kind, opened_at) where closed_at is null;
select core.make_tenant_table('homecare.matter', 'select, insert, update');
comment on table homecare.matter is 'A query, an override, a failed delivery or something wrong: it ends with an outcome and someone’s name (invariant I8).';
