-- Platform: a signed-in browser, found by the hash of its token before the organisation is known. No personal data.
create table core.session (
  session_id   uuid primary key,
  token_hash   bytea not null unique check (length(token_hash) = 32),
  tenant_id    uuid not null references core.tenant,
  account_id   uuid not null,
  account_kind text not null check (account_kind in ('staff', 'patient')),
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at      timestamptz not null,
  idle_seconds integer not null check (idle_seconds between 60 and 3600),
  ended_at     timestamptz,
  confirmed_at timestamptz
);
create index session_by_account on core.session (tenant_id, account_id) where ended_at is null;
create index session_by_end on core.session (ends_at);
grant select, insert, update, delete on core.session to troth_application;

-- What someone had typed when their session ended; given back to the same account only, after it signs in again.
create table core.form_draft (
  tenant_id  uuid not null references core.tenant,
  account_id uuid not null,
  page_index bytea not null,
  sealed     bytea not null,
  saved_at   timestamptz not null default now(),
  primary key (tenant_id, account_id, page_index)
);
select core.make_tenant_table('core.form_draft');
comment on column core.form_draft.page_index is 'Keyed hash of account and page: the address itself can hold what was searched for.';
