-- Patients' own sign-in: a code that lets someone begin, and the account it makes.

-- One account of one record. When the record is merged the account follows it to the live one, and back on unmerging:
-- that is worked out at every request, so nothing changes here.
create table core.patient_account (
  tenant_id        uuid not null references core.tenant,
  account_id       uuid not null,
  patient_id       uuid not null,
  sign_in_kind     text not null check (sign_in_kind in ('nhs-number', 'made-name')),
  sign_in_name     text not null check (length(sign_in_name) between 3 and 60),
  code_mobile      text check (code_mobile ~ '^\+[1-9][0-9]{6,14}$'),
  status           text not null check (status in ('active', 'withdrawn')),
  is_demonstration boolean not null default false,
  activated_at     timestamptz not null,
  withdrawn_at     timestamptz,
  withdrawn_by     uuid,
  withdrawn_reason text,
  version          integer not null default 1,
  primary key (tenant_id, account_id),
  unique (tenant_id, patient_id),
  unique (tenant_id, sign_in_name),
  foreign key (tenant_id, patient_id) references core.patient,
  check ((status = 'withdrawn') = (withdrawn_at is not null)),
  check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null))
);
select core.make_tenant_table('core.patient_account', 'select, insert, update');
comment on table core.patient_account is 'How a patient signs in to see their own record. Nobody else signs in for them: access for parents and carers is not offered.';
comment on column core.patient_account.sign_in_name is 'The NHS number, or a name made for the person. Stays as it was given when the number on the record is corrected.';
comment on column core.patient_account.code_mobile is 'Mobile number for new codes, as the patient gave it. Not part of the record.';
comment on column core.patient_account.is_demonstration is 'Made by the demonstration: cannot sign in unless the program runs as one.';

create table core.patient_secret (
  tenant_id       uuid not null,
  account_id      uuid not null,
  password_scheme text not null,
  password_hash   text not null check (password_hash ~ '^\$2b\$(1[0-9]|2[0-9]|3[01])\$'),
  password_set_at timestamptz not null,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references core.patient_account
);
select core.make_tenant_table('core.patient_secret');
comment on column core.patient_secret.password_hash is 'bcrypt at cost 10 or more, over a keyed SHA-384 of the password, so that nothing after byte 72 is ignored (promise C-14).';

-- A code on a letter or in a text message. With the date of birth it lets the person choose a password. Works once.
create table core.activation_code (
  tenant_id  uuid not null,
  code_id    uuid not null,
  patient_id uuid not null,
  channel    text not null check (channel in ('letter', 'text')),
  code_index bytea not null check (length(code_index) = 32),
  made_by    uuid not null,
  made_at    timestamptz not null,
  ends_at    timestamptz not null,
  attempts   integer not null default 0 check (attempts >= 0),
  used_at    timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, code_id),
  foreign key (tenant_id, patient_id) references core.patient,
  check (ends_at > made_at)
);
select core.make_tenant_table('core.activation_code', 'select, insert, update');
create unique index activation_code_live on core.activation_code (tenant_id, patient_id)
  where used_at is null and revoked_at is null;
create index activation_code_of_patient on core.activation_code (tenant_id, patient_id, made_at);
comment on column core.activation_code.code_index is 'Keyed hash of the code. The code itself is on the letter and nowhere else.';
comment on column core.activation_code.attempts is 'Wrong dates of birth given with this code; after a few it no longer works.';

-- Platform: which organisation a code belongs to, before anyone is known. Keyed hashes and opaque numbers only.
create table core.activation_lookup (
  code_index bytea primary key check (length(code_index) = 32),
  tenant_id  uuid not null references core.tenant,
  code_id    uuid not null,
  ends_at    timestamptz not null
);
create index activation_lookup_by_end on core.activation_lookup (tenant_id, ends_at);
grant select, insert, update, delete on core.activation_lookup to troth_application;

-- Platform: which accounts a sign-in name leads to, before the organisation is known. The name itself is not here.
create table core.patient_sign_in (
  name_index bytea not null check (length(name_index) = 32),
  tenant_id  uuid not null references core.tenant,
  account_id uuid not null,
  primary key (name_index, tenant_id),
  unique (tenant_id, account_id)
);
grant select, insert, update, delete on core.patient_sign_in to troth_application;
comment on column core.patient_sign_in.name_index is 'Keyed hash of the sign-in name: an NHS number or a made name.';

-- Platform: someone between the code, or the password, and the rest. The browser holds the token, this table its hash.
create table core.patient_sign_in_step (
  token_hash bytea primary key check (length(token_hash) = 32),
  stage      text not null check (stage in ('activate', 'organisation')),
  places     jsonb not null,
  started_at timestamptz not null,
  ends_at    timestamptz not null
);
create index patient_sign_in_step_by_end on core.patient_sign_in_step (ends_at);
grant select, insert, update, delete on core.patient_sign_in_step to troth_application;
comment on column core.patient_sign_in_step.places is 'Identifiers of the organisations with the code, or the accounts, that were proved.';

-- A text message that carries a code. Handed over at most once; then its words are erased.
create table core.outgoing_text (
  tenant_id    uuid not null references core.tenant,
  text_id      uuid not null,
  patient_id   uuid not null,
  sealed       bytea,
  state        text not null check (state in ('queued', 'sending', 'handed-over', 'delivery-not-confirmed', 'failed')),
  queued_at    timestamptz not null,
  attempted_at timestamptz,
  settled_at   timestamptz,
  problem      text,
  primary key (tenant_id, text_id),
  foreign key (tenant_id, patient_id) references core.patient
);
select core.make_tenant_table('core.outgoing_text', 'select, insert, update');
create index outgoing_text_of_patient on core.outgoing_text (tenant_id, patient_id);
comment on column core.outgoing_text.sealed is 'Number and words, sealed under the patient''s message-body key; erased once handed over.';

alter table core.organisation add column address_lines text[] not null default '{}';
comment on column core.organisation.address_lines is 'Postal address, one line each: the head of letters.';
