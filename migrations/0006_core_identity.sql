-- Staff: who may sign in, what they are in an organisation, and what proves that it is them.

create table core.staff_account (
  tenant_id        uuid not null references core.tenant,
  account_id       uuid not null,
  name             text not null check (length(name) between 1 and 200),
  email            text not null check (length(email) between 3 and 254),
  email_key        text not null check (email_key = lower(email_key)),
  status           text not null check (status in ('invited', 'active', 'left')),
  is_demonstration boolean not null default false,
  created_at       timestamptz not null default now(),
  joined_at        timestamptz,
  left_at          timestamptz,
  version          integer not null default 1,
  primary key (tenant_id, account_id),
  unique (tenant_id, email_key),
  check ((status = 'left') = (left_at is not null))
);
select core.make_tenant_table('core.staff_account', 'select, insert, update');
comment on table core.staff_account is 'A member of staff in one organisation. Kept after they leave, because the audit trail names them.';
comment on column core.staff_account.is_demonstration is 'Made by the demonstration: cannot sign in unless the program runs as one, and needs no authenticator.';

create table core.staff_role (
  tenant_id  uuid not null,
  account_id uuid not null,
  role       text not null,
  given_at   timestamptz not null default now(),
  primary key (tenant_id, account_id, role),
  foreign key (tenant_id, account_id) references core.staff_account
);
create index staff_role_by_role on core.staff_role (tenant_id, role);
select core.make_tenant_table('core.staff_role', 'select, insert, delete');

create table core.staff_right (
  tenant_id   uuid not null,
  account_id  uuid not null,
  named_right text not null,
  given_at    timestamptz not null default now(),
  primary key (tenant_id, account_id, named_right),
  foreign key (tenant_id, account_id) references core.staff_account
);
select core.make_tenant_table('core.staff_right', 'select, insert, delete');
comment on table core.staff_right is 'Rights given to a named person on top of a role; each has an entry in the policy register.';

create table core.staff_registration (
  tenant_id   uuid not null,
  account_id  uuid not null,
  register    text not null check (register in ('gmc', 'gphc', 'nmc', 'hcpc')),
  number      text not null,
  recorded_at timestamptz not null default now(),
  primary key (tenant_id, account_id, register),
  unique (tenant_id, register, number),
  foreign key (tenant_id, account_id) references core.staff_account
);
select core.make_tenant_table('core.staff_registration', 'select, insert, delete');
comment on table core.staff_registration is 'Professional registration as the administrator entered it. A number of the right form may be no one''s: check the register itself.';

create table core.staff_secret (
  tenant_id           uuid not null,
  account_id          uuid not null,
  password_scheme     text,
  password_hash       text check (password_hash ~ '^\$2b\$(1[0-9]|2[0-9]|3[01])\$'),
  password_set_at     timestamptz,
  authenticator       bytea,
  authenticator_since timestamptz,
  last_code_step      bigint not null default 0,
  version             integer not null default 1,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references core.staff_account,
  check ((password_hash is null) = (password_scheme is null))
);
select core.make_tenant_table('core.staff_secret', 'select, insert, update, delete');
comment on column core.staff_secret.password_hash is 'bcrypt at cost 10 or more, over a keyed SHA-384 of the password, so that nothing after byte 72 is ignored (promise C-14).';
comment on column core.staff_secret.authenticator is 'The secret shared with the authenticator app, sealed for this account.';
comment on column core.staff_secret.last_code_step is 'Time step of the last code used: a code works once.';

create table core.recovery_code (
  tenant_id  uuid not null,
  account_id uuid not null,
  code_hash  bytea not null check (length(code_hash) = 32),
  used_at    timestamptz,
  primary key (tenant_id, account_id, code_hash),
  foreign key (tenant_id, account_id) references core.staff_account
);
select core.make_tenant_table('core.recovery_code', 'select, insert, update, delete');

-- Platform: which accounts an e-mail address leads to, before the organisation is known. The address itself is not here.
create table core.sign_in (
  email_index      bytea not null check (length(email_index) = 32),
  tenant_id        uuid not null references core.tenant,
  account_id       uuid not null,
  is_demonstration boolean not null default false,
  primary key (email_index, tenant_id),
  unique (tenant_id, account_id)
);
create index sign_in_demonstration on core.sign_in (tenant_id) where is_demonstration;
grant select, insert, update, delete on core.sign_in to troth_application;
comment on column core.sign_in.email_index is 'Keyed hash of the e-mail address in lower case.';

-- Platform: someone between the password and the rest of sign-in. The browser holds the token, this table its hash.
create table core.sign_in_step (
  token_hash  bytea primary key check (length(token_hash) = 32),
  stage       text not null check (stage in ('organisation', 'code', 'authenticator')),
  accounts    jsonb not null,
  method      text not null,
  two_factors boolean not null,
  started_at  timestamptz not null,
  ends_at     timestamptz not null
);
create index sign_in_step_by_end on core.sign_in_step (ends_at);
grant select, insert, update, delete on core.sign_in_step to troth_application;
comment on column core.sign_in_step.method is 'How the person has proved who they are so far, and whether that was two factors already.';
comment on column core.sign_in_step.accounts is 'Identifiers of the organisations and accounts whose password was right.';

-- Platform: a link that sets up an account or a new password. Used once; only its hash is kept.
create table core.sign_in_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  tenant_id  uuid not null references core.tenant,
  account_id uuid not null,
  kind       text not null check (kind in ('set-up', 'new-password')),
  made_at    timestamptz not null,
  ends_at    timestamptz not null,
  used_at    timestamptz
);
create index sign_in_link_by_account on core.sign_in_link (tenant_id, account_id);
create index sign_in_link_by_end on core.sign_in_link (ends_at);
grant select, insert, update, delete on core.sign_in_link to troth_application;

-- Platform: wrong attempts, by keyed hash of the e-mail address, of the account or of the network address. The same rows are
-- made for an address that has no account, so that nothing tells the two apart.
create table core.sign_in_delay (
  kind         text not null check (kind in ('email', 'account', 'address')),
  key_index    bytea not null check (length(key_index) = 32),
  attempts     integer not null,
  counted_at   timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key_index)
);
create index sign_in_delay_by_age on core.sign_in_delay (counted_at);
grant select, insert, update, delete on core.sign_in_delay to troth_application;

-- Platform: the security log of attempts to sign in. Those at a known account are in its organisation's audit trail as well.
create table core.sign_in_attempt (
  attempt_id    uuid primary key,
  at            timestamptz not null,
  address_index bytea not null,
  email_index   bytea,
  outcome       text not null,
  request_id    uuid
);
create index sign_in_attempt_by_time on core.sign_in_attempt (at);
create index sign_in_attempt_by_address on core.sign_in_attempt (address_index, at);
grant select, insert, delete on core.sign_in_attempt to troth_application;
